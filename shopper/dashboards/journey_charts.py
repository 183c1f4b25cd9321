"""The figures of the journey, with the words of the reader."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from flask_babel import gettext as _

from scoring import figures
from scoring.comparison import MeanRange
from scoring.figures import Chart, JourneyBar, MomentumRow, Moved
from shopper.dashboards import charts
from shopper.dashboards.estimates import TouchpointMean
from shopper.dashboards.words import number
from survey_defs import QuestionSet


class Momentum(NamedTuple):
    """Visits by the way a touchpoint moved the customer: forward, drift, away."""

    title: str
    scored: tuple[int, ...]
    felt: tuple[int, ...]
    differs: int
    """Visits in which it scored forward and felt away."""
    last: bool


def journey(
    definition: QuestionSet,
    means: Sequence[TouchpointMean],
    lowest: TouchpointMean | None,
    beside: Mapping[str, MeanRange],
) -> Chart | None:
    """Means by touchpoint with their ranges, low point and end marked; None where nothing was seen."""
    if not any(each.mean for each in means):
        return None
    words = figures.JourneyWords(
        touchpoint=_("Touchpoint"),
        score=_("Score"),
        weight=_("Weight of 100"),
        unknown="–",
        step="{name} {score}",
        alt=_("Mean score by touchpoint: {steps}. The same numbers are in the table below."),
    )
    shares = charts.weights(definition, [each.key for each in means])
    bars = [_bar(each, share, means[-1], lowest, beside) for each, share in zip(means, shares, strict=True)]
    return figures.journey(bars, words, number)


def _bar(
    each: TouchpointMean,
    share: float,
    last: TouchpointMean,
    lowest: TouchpointMean | None,
    beside: Mapping[str, MeanRange],
) -> JourneyBar:
    mean, chain = each.mean, beside.get(f"t:{each.key}")
    mark = _("low") if each is lowest else _("end") if each is last else ""
    return JourneyBar(
        name=each.title,
        score=mean.mean if mean else None,
        weight=share,
        last=each is last,
        low=mean.low if mean else None,
        high=mean.high if mean else None,
        beside=chain.mean if chain else None,
        mark=mark,
    )


def momentum(moved: Sequence[Momentum]) -> Chart | None:
    """Which way each touchpoint moved customers; None where nobody knows."""
    if not any(sum(each.scored) or sum(each.felt) for each in moved):
        return None
    words = figures.MomentumWords(
        touchpoint=_("Touchpoint"),
        side=_("As"),
        scored=_("scored"),
        felt=_("felt"),
        forward=_("Forward, percent"),
        drift=_("Drift, percent"),
        away=_("Away, percent"),
        visits=_("Visits"),
        label=_("{side}, {n}"),
        step=_("{name} forward {forward}, away {away}"),
        alt=_(
            "Percent of visits by the way each touchpoint moved the customer, as scored: {steps}. The same numbers, and those as felt, are in the table below."
        ),
    )
    rows = [MomentumRow(each.title, Moved(*each.scored), Moved(*each.felt), each.last) for each in moved]
    return figures.momentum(rows, words, number)
