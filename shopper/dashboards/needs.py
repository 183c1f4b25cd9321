"""Who needs attention now: at most five branches, each with a reason."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from scoring.compare import wilson
from scoring.comparison import BranchEstimate
from shopper.dashboards.words import counted, percent, sentence_case, span, visits, whole

MOST = 5
REPEATED = 2
"""Critical failures at one branch from here on are a reason of their own."""


class Need(NamedTuple):
    """A line of the list; `kind` is a signal of components/state.html."""

    kind: str
    branch_id: int
    name: str
    figure: str
    words: str


class Critical(NamedTuple):
    """Visits of one branch in which a critical question failed, of those scored."""

    hits: int
    n: int


def needs(
    shown: Sequence[BranchEstimate], names: Mapping[str, str], criticals: Mapping[str, Critical]
) -> list[Need]:
    """Likely low first, then repeated critical failures, possibly low, too few visits; a branch once."""
    flagged = {flag: [each for each in shown if each.flag == flag] for flag in _WORDS}
    repeated = _most_certain({each.key: each for each in shown}, criticals, names)
    found = [*flagged["likely_low"], *repeated, *flagged["possibly_low"], *flagged["too_few"]]
    first = list({each.key: each for each in found})[:MOST]
    by_key = {each.key: each for each in found}
    return [_need(by_key[key], names[key], criticals.get(key)) for key in first]


def _most_certain(
    shown: Mapping[str, BranchEstimate], criticals: Mapping[str, Critical], names: Mapping[str, str]
) -> list[BranchEstimate]:
    """Branches where critical questions fail again and again, those with the surest rate first."""
    rates = {key: wilson(*found) for key, found in criticals.items() if found.hits >= REPEATED}
    sure = {key: rate.low for key, rate in rates.items() if rate}
    return [shown[key] for key in sorted(sure, key=lambda key: (-sure[key], names[key]))]


_WORDS = {
    "likely_low": ("low", _l("Likely in the lowest quarter.")),
    "possibly_low": ("maybe_low", _l("Possibly in the lowest quarter.")),
    "too_few": ("few", _l("Too few visits to compare.")),
}


def _need(each: BranchEstimate, name: str, critical: Critical | None) -> Need:
    """The first reason that applies; likely low outweighs a critical failure, which outweighs the rest."""
    repeated = critical is not None and critical.hits >= REPEATED
    if critical is not None and repeated and each.flag != "likely_low":
        return _critical(each, name, critical)
    kind, why = _WORDS[each.flag]
    if kind == "few":
        return Need(kind, int(each.key), name, "", f"{why} {sentence_case(visits(each.n))}.")
    told = _("%(visits)s, likely %(range)s.", visits=visits(each.n), range=span(each.low, each.high) or "–")
    return Need(kind, int(each.key), name, whole(each.theta), f"{why} {told}")


def _critical(each: BranchEstimate, name: str, found: Critical) -> Need:
    rate = wilson(*found)
    told = _(
        "A critical question failed in %(hits)s of %(visits)s (likely %(rate)s).",
        hits=found.hits,
        visits=visits(found.n),
        rate=percent(rate.low, rate.high) if rate else "–",
    )
    return Need("stop", int(each.key), name, _("%(hits)s of %(n)s", hits=found.hits, n=found.n), told)


def title(found: Sequence[Need]) -> str:
    if not found:
        return _("Nobody needs you now")
    told = ngettext(
        "%(count)s needs you now", "%(count)s need you now", len(found), count=counted(len(found))
    )
    return sentence_case(told)
