"""Who needs attention now: at most five branches, each with a reason."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from scoring.compare import wilson
from scoring.comparison import ENOUGH_VISITS, BranchEstimate
from shopper.dashboards.words import branches, percent, span, visits, whole
from shopper.language import counted, sentence_case

MOST = 5
SEVERAL = 3
"""From so many branches with too few visits on they share a line."""
REPEATED = 2
"""Critical failures at one branch from here on are a reason of their own."""


class Need(NamedTuple):
    """A line of the list; `kind` is a signal of components/state.html."""

    kind: str
    branch_id: int | None
    """None where the line is about several branches."""
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
    few = [each for each in flagged["too_few"] if each not in repeated]
    found = [
        *flagged["likely_low"],
        *repeated,
        *flagged["possibly_low"],
        *(few if len(few) < SEVERAL else ()),
    ]
    crowd = [_several(few)] if len(few) >= SEVERAL else []
    once = list({each.key: each for each in found}.values())[: MOST - len(crowd)]
    return [*(_need(each, names[each.key], criticals.get(each.key)) for each in once), *crowd]


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


def _several(few: Sequence[BranchEstimate]) -> Need:
    """One line for all of them: a list of everybody points at nobody."""
    told = _("Fewer than %(least)s visits each, too few to compare.", least=counted(ENOUGH_VISITS))
    return Need("few", None, sentence_case(branches(len(few))), "", told)


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
    """How many there are; too few visits alone are no reason to call anybody."""
    if not found:
        return _("Nobody needs you now")
    if all(each.kind == "few" for each in found):
        return _("Nobody stands out on these visits")
    n = len(found)
    return sentence_case(ngettext("%(count)s needs you now", "%(count)s need you now", n, count=counted(n)))
