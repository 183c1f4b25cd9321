"""Numbers as people say them: whole points, ranges, small counts, percentages."""

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from flask_babel import format_decimal, get_locale, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from scoring.pointed import pointed
from shopper.reporting.numbers import MINUS

if TYPE_CHECKING:
    from scoring.comparison import MeanRange


def number(value: float | Decimal, places: int) -> str:
    """A value to so many decimals in the reader's language, half away from zero."""
    return _written(pointed(value, places), places, str(get_locale()))


@lru_cache(maxsize=4096)
def _written(value: Decimal, places: int, _locale: str) -> str:
    """The same few numbers stand in hundreds of cells, and writing one takes its time."""
    pattern = f"0.{'0' * places}" if places else "0"
    return str(format_decimal(value, pattern)).replace("-", MINUS)


def whole(points: float | Decimal) -> str:
    """A mean in whole points."""
    return number(points, 0)


def span(low: float | None, high: float | None) -> str | None:
    """77–85; −11 to −5, where a dash beside a minus could not be read; None where nothing is known."""
    if low is None or high is None:
        return None
    ends = whole(low), whole(high)
    if ends[0] == ends[1]:
        return ends[0]
    return _("%(low)s to %(high)s", low=ends[0], high=ends[1]) if low < 0 else "–".join(ends)


def likely(found: "MeanRange") -> str | None:
    """likely 77–85"""
    told = span(found.low, found.high)
    return _("likely %(range)s", range=told) if told else None


def visits(n: int) -> str:
    return str(ngettext("%(num)s visit", "%(num)s visits", n))


def branches(n: int) -> str:
    return str(ngettext("%(num)s branch", "%(num)s branches", n))


def percent(low: float, high: float) -> str:
    """A range of a rate given as parts of 1: 2–18 %."""
    return _("%(range)s %%", range=span(100 * low, 100 * high))


def outcome_name(outcome: str) -> str:
    """The outcome of a visit in a list."""
    return _outcome(outcome, str(get_locale()))


@lru_cache(maxsize=256)
def _outcome(outcome: str, _locale: str) -> str:
    return str(OUTCOMES[outcome])


OUTCOMES = {
    "turnover": _l("turnover"),
    "unfinished": _l("unfinished"),
    "penalty": _l("penalty"),
    "touchdown": _l("touchdown"),
    "rescue": _l("rescue"),
    "fumble": _l("fumble"),
    "field_goal": _l("field goal"),
    "punt": _l("punt"),
}
