"""The words at the top of each page, made from data: a verdict, then what it rests on.

Every function is a template: the same facts give the same sentence, and no sentence says more than
the facts. A change is "a signal to check", never a decline."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext

from scoring.change import RegionChart, Verdict
from scoring.compare import Interval
from scoring.comparison import ENOUGH_VISITS, BranchEstimate, Comparison, MeanRange
from shopper.dashboards.estimates import TouchpointMean
from shopper.dashboards.words import likely, number, percent, visits, whole
from shopper.language import counted, sentence_case


class Headline(NamedTuple):
    """The verdict, and what it rests on."""

    strong: str
    rest: str


@dataclass(frozen=True)
class Standouts:
    """How many of the branches shown are likely low or high; `compared` where that can be said at all."""

    low: int
    high: int
    compared: bool


def standouts(shown: Sequence[BranchEstimate], everyone: Comparison) -> Standouts:
    flags = [each.flag for each in shown]
    compared = everyone.method == "shrunk" and any(each.n >= ENOUGH_VISITS for each in shown)
    return Standouts(flags.count("likely_low"), flags.count("likely_high"), compared)


class Facts(NamedTuple):
    """What the head of the overview is made of."""

    name: str
    mean: MeanRange | None
    when: str
    verdict: Verdict
    out: Standouts
    weakest: str | None
    not_scored: int = 0


def overview(facts: Facts) -> Headline:
    """ "North: 81 of 100" from 46 visits this quarter (likely 77–85). No real change. …"""
    mean, name = facts.mean, facts.name
    if mean is None:
        return _nothing(name, facts.when, facts.not_scored)
    if mean.n == 1:
        told = _(
            "from one visit %(when)s. One visit says little; a likely range begins with the second.",
            when=facts.when,
        )
        return Headline(_("%(name)s: %(score)s of 100", name=name, score=number(mean.mean, 1)), told)
    weakest = _("Weakest: %(touchpoint)s.", touchpoint=facts.weakest) if facts.weakest else ""
    told = [_from_visits(mean, facts.when), change(facts.verdict), stand_out(facts.out), weakest]
    return Headline(
        _("%(name)s: %(score)s of 100", name=name, score=whole(mean.mean)), " ".join(filter(None, told))
    )


def _from_visits(mean: MeanRange, when: str) -> str:
    range_ = likely(mean)
    if range_ is None:
        return _(
            "from %(visits)s %(when)s, one to each branch, so there is no likely range yet.",
            visits=visits(mean.n),
            when=when,
        )
    return _("from %(visits)s %(when)s (%(range)s).", visits=visits(mean.n), when=when, range=range_)


def _nothing(name: str, when: str, not_scored: int) -> Headline:
    if not not_scored:
        return Headline(
            _("%(name)s: no visits %(when)s.", name=name, when=when),
            _("Choose other months, or look again when the next visit is released."),
        )
    told = ngettext(
        "The one visit %(when)s saw too little to be scored.",
        "None of the %(num)s visits %(when)s saw enough to be scored.",
        not_scored,
        when=when,
    )
    return Headline(_("%(name)s: no score yet.", name=name), told)


def nothing_yet(name: str) -> Headline:
    """Before the first release."""
    return Headline(
        _("%(name)s: no visits yet.", name=name),
        _("The first one appears here as soon as it has been reviewed and released."),
    )


def change(verdict: Verdict) -> str:
    return {
        "normal": _("No real change."),
        "signal_up": _("Better than before, unlikely to be chance."),
        "signal_down": _("A signal to check: lower than before, unlikely to be chance."),
        "too_few": _("Too early to tell whether anything changed."),
    }[verdict]


def stand_out(out: Standouts) -> str:
    """Two branches stand out low, one high."""
    if not out.compared:
        return ""
    if not out.low and not out.high:
        return _("No branch stands out.")
    if not out.low:
        told = ngettext(
            "%(count)s branch stands out high.",
            "%(count)s branches stand out high.",
            out.high,
            count=counted(out.high),
        )
    elif not out.high:
        told = ngettext(
            "%(count)s branch stands out low.",
            "%(count)s branches stand out low.",
            out.low,
            count=counted(out.low),
        )
    else:
        told = ngettext(
            "%(count)s branch stands out low, %(high)s high.",
            "%(count)s branches stand out low, %(high)s high.",
            out.low,
            count=counted(out.low),
            high=counted(out.high),
        )
    return sentence_case(told)


def months(chart: RegionChart) -> str:
    """The finding over the control or run chart."""
    n = len(chart.months) - chart.since
    if chart.verdict == "signal_down":
        return _("%(month)s is a signal to check", month=chart.months[-1].label)
    if chart.verdict == "signal_up":
        return _("Better than before, unlikely to be chance")
    words = sentence_case(counted(n))
    if chart.verdict == "too_few":
        return ngettext(
            "%(count)s month so far, too few to tell a change from chance",
            "%(count)s months so far, too few to tell a change from chance",
            n,
            count=words,
        )
    return ngettext(
        "%(count)s month of normal ups and downs",
        "%(count)s months of normal ups and downs",
        n,
        count=words,
    )


def finish(gap: MeanRange | None) -> str:
    """The finding over the journey."""
    if gap is None:
        return _("How visits end has not been seen yet")
    if gap.low is None or gap.high is None or gap.n < ENOUGH_VISITS:
        return _("Too few visits to tell the finish from the set-up")
    if gap.high < 0:
        return _("We finish weaker than we set up")
    if gap.low > 0:
        return _("We finish stronger than we set up")
    return _("Set-up and finish cannot be told apart")


def finish_note(set_up: MeanRange | None, end: MeanRange | None, gap: MeanRange | None) -> str:
    """Set-up 84, finish 76, gap −8 (likely −11 to −5)."""
    if set_up is None or end is None or gap is None:
        return ""
    told = _(
        "Set-up %(set_up)s, finish %(finish)s, gap %(gap)s",
        set_up=whole(set_up.mean),
        finish=whole(end.mean),
        gap=whole(gap.mean),
    )
    range_ = likely(gap)
    ranged = f"{told} ({range_})" if range_ else told
    return _("%(told)s, from %(visits)s that saw the end.", told=ranged, visits=visits(gap.n))


def weakest_link(found: TouchpointMean | None) -> str:
    """The weakest touchpoint is Leaving: 61 (likely 52–70), 46 visits."""
    if found is None or found.mean is None:
        return _(
            "No touchpoint has been seen in %(least)s visits yet, so none is called the weakest.",
            least=counted(ENOUGH_VISITS),
        )
    told, range_ = whole(found.mean.mean), likely(found.mean)
    return _(
        "Weakest link: %(touchpoint)s, %(score)s from %(visits)s.",
        touchpoint=found.title,
        score=f"{told} ({range_})" if range_ else told,
        visits=visits(found.mean.n),
    )


def critical(found: Interval | None, hits: int) -> str:
    """Critical failures in 3 of 46 visits (likely 2–18 %)."""
    if found is None:
        return _("No visits in which a critical question could fail")
    rate = percent(found.low, found.high)
    if not hits:
        return _("No critical failure in %(visits)s (likely %(rate)s)", visits=visits(found.n), rate=rate)
    return _(
        "Critical failures in %(hits)s of %(visits)s (likely %(rate)s)",
        hits=hits,
        visits=visits(found.n),
        rate=rate,
    )
