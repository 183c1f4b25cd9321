"""Who needs attention now: at most five branches, each with a reason."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from flask_babel import gettext as _
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
    found = [
        *(_low(each, names) for each in shown if each.flag == "likely_low"),
        *_critical(criticals, names),
        *(_maybe(each, names) for each in shown if each.flag == "possibly_low"),
        *(_few(each, names) for each in shown if each.flag == "too_few"),
    ]
    once = {each.branch_id: each for each in reversed(found)}
    return [each for each in found if once[each.branch_id] is each][:MOST]


def _low(each: BranchEstimate, names: Mapping[str, str]) -> Need:
    return _need("low", each, names, _("Likely in the lowest quarter."))


def _maybe(each: BranchEstimate, names: Mapping[str, str]) -> Need:
    return _need("maybe_low", each, names, _("Possibly in the lowest quarter."))


def _need(kind: str, each: BranchEstimate, names: Mapping[str, str], why: str) -> Need:
    told = _("%(visits)s, likely %(range)s.", visits=visits(each.n), range=span(each.low, each.high) or "–")
    return Need(kind, int(each.key), names[each.key], whole(each.theta), f"{why} {told}")


def _few(each: BranchEstimate, names: Mapping[str, str]) -> Need:
    told = _("%(visits)s: too few to compare.", visits=sentence_case(visits(each.n)))
    return Need("few", int(each.key), names[each.key], "", told)


def _critical(criticals: Mapping[str, Critical], names: Mapping[str, str]) -> list[Need]:
    """The most certain rates first."""
    ranged = [(key, found, wilson(found.hits, found.n)) for key, found in criticals.items()]
    told = [(key, found, range_) for key, found, range_ in ranged if range_ and found.hits >= REPEATED]
    return [
        Need(
            "stop",
            int(key),
            names[key],
            _("%(hits)s of %(n)s", hits=found.hits, n=found.n),
            _(
                "A critical question failed in %(hits)s of %(visits)s (likely %(rate)s).",
                hits=found.hits,
                visits=visits(found.n),
                rate=percent(range_.low, range_.high),
            ),
        )
        for key, found, range_ in sorted(told, key=lambda each: (-each[2].low, names[each[0]]))
    ]


def title(found: Sequence[Need]) -> str:
    if not found:
        return _("Nobody needs you now")
    told = ngettext(
        "%(count)s needs you now", "%(count)s need you now", len(found), count=counted(len(found))
    )
    return sentence_case(told)
