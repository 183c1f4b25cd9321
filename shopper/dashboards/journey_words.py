"""The words of the journey: how it sets up and finishes, and where what scored right felt wrong."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext

from scoring.compare import wilson
from scoring.comparison import ENOUGH_VISITS, MeanRange
from shopper.dashboards.estimates import TouchpointMean
from shopper.dashboards.filters import Showing, version_in_words
from shopper.dashboards.journey_charts import Momentum
from shopper.dashboards.sentences import Headline, weakest_link
from shopper.dashboards.words import number, percent, span, visits, whole
from survey_defs import QuestionSet

TOLD, REPEATED, WORTH_TELLING = 3, 2, 0.1
"""Touchpoints whose disagreement is told; it happened so often at least, and may well in a tenth of visits."""


class Facts(NamedTuple):
    """What the head of the page is made of."""

    name: str
    when: str
    n: int
    not_scored: int
    found: Mapping[str, MeanRange]
    beside: Mapping[str, MeanRange]
    lowest: TouchpointMean | None


def headline(facts: Facts) -> Headline:
    """North sets up at 84 and finishes at 71: the last inch loses 13 points (likely 9–17) …"""
    set_up, end, gap = (facts.found.get(key) for key in ("set_up", "finish", "gap"))
    if not facts.n:
        return _nothing(facts)
    if set_up is None or end is None or gap is None:
        return Headline(
            _("%(name)s: how visits end was not seen.", name=facts.name),
            _(
                "None of the %(visits)s %(when)s saw both the way there and the leaving.",
                visits=visits(facts.n),
                when=facts.when,
            ),
        )
    told = {"name": facts.name, "set_up": whole(set_up.mean), "finish": whole(end.mean)}
    strong = _("%(name)s sets up at %(set_up)s and finishes at %(finish)s:", **told)
    rest = [_gap(gap, facts.when), _chain(facts), _low(facts.lowest)]
    return Headline(strong, " ".join(filter(None, rest)))


def _nothing(facts: Facts) -> Headline:
    if not facts.not_scored:
        return Headline(
            _("%(name)s: no visits %(when)s.", name=facts.name, when=facts.when),
            _("Choose other months, or look again when the next visit is released."),
        )
    return Headline(
        _("%(name)s: no score yet.", name=facts.name),
        ngettext(
            "The one visit %(when)s saw too little to be scored.",
            "None of the %(num)s visits %(when)s saw enough to be scored.",
            facts.not_scored,
            when=facts.when,
        ),
    )


def _gap(gap: MeanRange, when: str) -> str:
    """the last inch loses 13 points (likely 9–17), from 46 visits this quarter."""
    told = {"visits": visits(gap.n), "when": when, "points": whole(abs(gap.mean))}
    if gap.low is None or gap.high is None or gap.n < ENOUGH_VISITS:
        return _("too few to tell the finish from the set-up, from %(visits)s %(when)s.", **told)
    if gap.high < 0:
        return _(
            "the last inch loses %(points)s points (likely %(range)s), from %(visits)s %(when)s.",
            range=span(-gap.high, -gap.low),
            **told,
        )
    if gap.low > 0:
        return _(
            "the last inch gains %(points)s points (likely %(range)s), from %(visits)s %(when)s.",
            range=span(gap.low, gap.high),
            **told,
        )
    return _(
        "set-up and finish cannot be told apart (gap %(gap)s, likely %(range)s), from %(visits)s %(when)s.",
        gap=whole(gap.mean),
        range=span(gap.low, gap.high),
        **told,
    )


def _chain(facts: Facts) -> str:
    gap = facts.beside.get("gap")
    if gap is None:
        return ""
    points = number(abs(gap.mean), 0)
    if points == "0":
        return _("The chain finishes as it sets up.")
    if gap.mean < 0:
        return _("The chain loses %(points)s.", points=points)
    return _("The chain gains %(points)s.", points=points)


def _low(lowest: TouchpointMean | None) -> str:
    if lowest is None or lowest.mean is None:
        return ""
    return _("Low point: %(touchpoint)s, %(score)s.", touchpoint=lowest.title, score=whole(lowest.mean.mean))


def title(lowest: TouchpointMean | None, gap: MeanRange | None) -> str:
    """The finding over the drawing: the low point, and whether it is the end itself."""
    if lowest is not None and lowest.leaving and gap is not None:
        return _("The low point is the end itself")
    return weakest_link(lowest).removesuffix(".")


def caption(showing: Showing, n: int, *, compares: bool) -> str:
    told = [
        _(
            "Bar length is the mean score, thickness its weight, hatched what was lost; the line across its end is the likely range; the last inch is in tape. %(place)s, %(period)s, %(version)s, %(visits)s.",
            place=_place(showing),
            period=showing.period,
            version=version_in_words(showing.asked),
            visits=visits(n),
        )
    ]
    if compares:
        told.append(_("Diamond: all branches of the chain."))
    return " ".join(told)


def ends_caption(showing: Showing, n: int) -> str:
    return _(
        "Set-up: all but the last touchpoint, weighted; finish: the leaving touchpoint; gap: finish less set-up. %(place)s, %(period)s, %(version)s, %(visits)s that saw the end.",
        place=_place(showing),
        period=showing.period,
        version=version_in_words(showing.asked),
        visits=visits(n),
    )


def _place(showing: Showing) -> str:
    return showing.branch.name if showing.branch else showing.place.label


def momentum_title(moved: Sequence[Momentum]) -> str:
    """Where most customers are sent away, as it scored."""
    seen = [each for each in moved if sum(each.scored) >= ENOUGH_VISITS]
    if not seen:
        return _("Too few visits to say which way customers are moved")
    worst = max(seen, key=lambda each: each.scored[2] / sum(each.scored))
    if not worst.scored[2]:
        return _("No touchpoint sent a customer away")
    return _(
        "%(touchpoint)s sends most customers away: %(hits)s of %(visits)s",
        touchpoint=worst.title,
        hits=worst.scored[2],
        visits=visits(sum(worst.scored)),
    )


def momentum_caption(showing: Showing, definition: QuestionSet) -> str:
    limits = definition.scoring.momentum
    return _(
        "Percent of visits: forward solid, drift clear, away hatched. Scored: from %(forward)s points forward, under %(drift)s away. Felt: what the shopper said, which is never scored. %(place)s, %(period)s, %(version)s.",
        forward=number(limits.forward, 0),
        drift=number(limits.drift, 0),
        place=_place(showing),
        period=showing.period,
        version=version_in_words(showing.asked),
    )


def uncounted(moved: Sequence[Momentum], n: int) -> str:
    """Scores from before momentum was counted show a part, or nothing, of it."""
    counted = max((sum(each.scored) for each in moved), default=0)
    if counted:
        return ""
    return ngettext(
        "The one visit here was scored before momentum was counted. “tallies rebuild” on the server counts it.",
        "The %(num)s visits here were scored before momentum was counted. “tallies rebuild” on the server counts them.",
        n,
    )


def disagreements(moved: Sequence[Momentum]) -> list[str]:
    """Checkout: scored forward, felt away in 6 of 20 visits (likely 15–52 %): care that only looked right."""
    rates = [(each, wilson(each.differs, each.scored[0])) for each in moved if each.differs >= REPEATED]
    known = ((each, rate) for each, rate in rates if rate and rate.high >= WORTH_TELLING)
    surest = sorted(known, key=lambda pair: -pair[1].low)
    return [
        _(
            "%(touchpoint)s: scored forward, felt away in %(hits)s of the %(visits)s that scored forward (likely %(rate)s): care that only looked right.",
            touchpoint=each.title,
            hits=each.differs,
            visits=visits(each.scored[0]),
            rate=percent(rate.low, rate.high),
        )
        for each, rate in surest[:TOLD]
    ]
