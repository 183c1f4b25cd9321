"""Calendar months as one number (year × 12 + month − 1), the way tallies count them."""

import re
from datetime import date
from functools import lru_cache

from flask_babel import format_date, get_locale
from flask_babel import gettext as _

QUARTER = 3

_WRITTEN = re.compile(r"(\d{4})-(\d{1,2})(-\d{1,2})?")


def first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def last_day(month: int) -> date:
    return date.fromordinal(first_day(month + 1).toordinal() - 1)


def iso(month: int) -> str:
    """2026-07, as it stands in addresses."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def read_month(text: str) -> tuple[int, bool] | None:
    """The month of "2026-07" or of a whole date, and whether a day was cut off; None for anything else."""
    found = _WRITTEN.fullmatch(text.strip())
    if not found:
        return None
    year, month, day = found.groups()
    if not (1000 <= int(year) <= 9000 and 1 <= int(month) <= 12):
        return None
    return int(year) * 12 + int(month) - 1, day is not None


@lru_cache(maxsize=8192)
def _written(day: date, pattern: str, _locale: str) -> str:
    """A page names the same few months and days again and again, and writing one takes its time."""
    return str(format_date(day, pattern))


def written(day: date, pattern: str) -> str:
    """A day in the reader's language."""
    return _written(day, pattern, str(get_locale()))


def in_words(month: int) -> str:
    """July 2026."""
    return written(first_day(month), "LLLL yyyy")


def short(month: int) -> str:
    """Jul 26, for an axis."""
    return written(first_day(month), "LLL yy")


def day_in_words(day: date) -> str:
    """29 September 2026."""
    return written(day, "d MMMM yyyy")


def short_day(day: date) -> str:
    """29 Sep 2026, for a list."""
    return written(day, "d MMM yyyy")


def period_in_words(first: int, last: int) -> str:
    """July to September 2026; November 2025 to January 2026; July 2026."""
    if first == last:
        return in_words(last)
    same_year = first // 12 == last // 12
    start = written(first_day(first), "LLLL") if same_year else in_words(first)
    return _("%(first)s to %(last)s", first=start, last=in_words(last))
