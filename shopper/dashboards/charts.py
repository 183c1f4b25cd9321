"""The figures of the dashboards: data given to scoring.figures, with the words of the reader."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache, partial
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from scoring import figures
from scoring.change import Month, RegionChart
from scoring.comparison import BranchEstimate, Flag
from scoring.figures import Chart, pointed
from scoring.figures.chart import named
from scoring.figures.dot_plot import STANDS_OUT
from scoring.figures.impression import ImpressionWords
from scoring.figures.impression import impression as running
from scoring.figures.waterfall import LostPoints
from scoring.weights import Place, finish_weights
from shopper.dashboards import months
from shopper.dashboards.estimates import TouchpointMean
from shopper.dashboards.queries import Sums, VisitRow
from shopper.dashboards.words import number, outcome_name
from shopper.reporting.words import band_words
from shopper.review.tallies import month_of
from survey_defs import QuestionSet

SPAN = "{low}–{high}"
NAME_ROOM = 28
"""Characters of a branch's name beside the dot plot."""


def points_by_month(rows: Sequence[tuple[int, int, Sums]]) -> list[Month]:
    """Monthly means of (version, month, sums), in the same order."""
    return [
        Month(months.short(month), sums.total / sums.n / 100, sums.n, str(version), month)
        for version, month, sums in rows
    ]


def by_month(chart: RegionChart) -> Chart | None:
    """The control or run chart; None without months."""
    if not chart.months:
        return None
    words = figures.MonthWords(
        month=_("Month"),
        score=_("Score"),
        visits=_("Visits"),
        version=_("Version"),
        signal=_("Signal"),
        signal_to_check=_("signal to check"),
        version_name=_("Version {version}"),
        center=_("mean {value}") if chart.kind == "control" else _("median {value}"),
        upper=_("upper {value}"),
        lower=_("lower {value}"),
        last=_("{month}: {value}"),
        point=_("{month}: {value} from {visits} visits"),
        alt=_control_alt() if chart.kind == "control" else _run_alt(),
    )
    draw = figures.control_chart if chart.kind == "control" else figures.run_chart
    return draw(chart, words, number)


def named_months(drawn: Chart | None, rows: Sequence[int]) -> Chart | None:
    """The same chart with whole month names in its table; `rows` are its months in order."""
    if drawn is None:
        return None
    whole = (months.in_words(month) for month in rows)
    return drawn._replace(rows=tuple((name, *row[1:]) for name, row in zip(whole, drawn.rows, strict=True)))


def _control_alt() -> str:
    return _(
        "Control chart of the monthly mean score: {months} months on this version between {least} and {most}, mean {center}, usual limits {lower} and {upper}, signals: {signals}, the latest {last}. The same numbers are in the table below."
    )


def _run_alt() -> str:
    return _(
        "Run chart of the monthly mean score: {months} months on this version between {least} and {most}, median {center}, the latest {last}. The same numbers are in the table below."
    )


def flag_words() -> Mapping[Flag, str]:
    return {
        "likely_low": _("likely low"),
        "possibly_low": _("possibly low"),
        "middle": _("in the middle"),
        "possibly_high": _("possibly high"),
        "likely_high": _("likely high"),
        "too_few": _("too few to compare"),
    }


def branches(shown: Sequence[BranchEstimate], names: Mapping[str, str], mu: float) -> Chart:
    """The dot plot; its rows are those of the table and the CSV."""
    words = figures.DotWords(
        branch=_("Branch"),
        estimate=_("Estimate"),
        likely=_("Likely"),
        visits=_("Visits"),
        place=_("Place of 100"),
        says=_("Says"),
        too_few=_("too few"),
        no_place=_("no place"),
        span=SPAN,
        mean=_("Chain {value}"),
        point=_("{name}: {value}, likely {low}–{high}, visits: {visits}"),
        flags=flag_words(),
        alt=_(
            "Dot plot of {branches} branches with likely ranges, those who need attention first; {low} likely low, {high} likely high, {few} with too few visits; chain mean {mean}. The same numbers are in the table below."
        ),
    )
    dots = [figures.BranchDot(names[each.key], each) for each in shown]
    return _with_room(figures.dot_plot(dots, mu, words, number), dots)


def _with_room(drawn: Chart, dots: Sequence[figures.BranchDot]) -> Chart:
    """The drawing with as much room for names as they need; the page cuts them where it is narrow."""
    layout = drawn.figure["layout"]
    names = [named(each.name, NAME_ROOM, bold=each.estimate.flag in STANDS_OUT) for each in dots]
    room = 20 + 8 * min(max(len(each.name) for each in dots), NAME_ROOM)
    margin = layout["margin"] | {"l": max(room, layout["margin"]["l"])}
    wider = layout | {"margin": margin, "yaxis": layout["yaxis"] | {"ticktext": names}}
    return drawn._replace(figure=drawn.figure | {"layout": wider})


def weights(definition: QuestionSet, keys: Sequence[str]) -> list[float]:
    """What each of these touchpoints weighs in a visit that saw all of them, adding up to 1."""
    at = {each.key: (position, each) for position, each in enumerate(definition.touchpoints)}
    places = [Place(at[key][0], Fraction(at[key][1].weight)) for key in keys]
    return [float(w) for w in finish_weights(definition.scoring.finish, places, len(definition.touchpoints))]


def journey(definition: QuestionSet, touchpoints: Sequence[TouchpointMean]) -> Chart | None:
    """Means by touchpoint, as thick as they weigh; None where nothing was seen."""
    if not any(each.mean for each in touchpoints):
        return None
    words = figures.JourneyWords(
        touchpoint=_("Touchpoint"),
        score=_("Score"),
        weight=_("Weight of 100"),
        unknown="–",
        step="{name} {score}",
        alt=_("Mean score by touchpoint: {steps}. The same numbers are in the table below."),
    )
    shares = weights(definition, [each.key for each in touchpoints])
    last = touchpoints[-1].key
    bars = [
        figures.JourneyBar(each.title, each.mean.mean if each.mean else None, share, each.key == last)
        for each, share in zip(touchpoints, shares, strict=True)
    ]
    return figures.journey(bars, words, number)


def strip(visits: Sequence[VisitRow], estimate: float | None) -> Chart | None:
    """A dot per scored visit, each a way to its report."""
    scored = [each for each in visits if each.raw is not None]
    if not scored:
        return None
    words = figures.StripWords(
        visit=_("Visit"),
        score=_("Score"),
        critical=_("critical failure"),
        mean=_("estimate {value}"),
        point="{day}: {value}",
        alt=_(
            "One dot per visit: {visits} visits between {least} and {most}, the latest {last} on {day}, critical failures: {critical}. The visits are listed below."
        ),
    )
    written, said, address = (
        cache(partial(months.written, pattern="d MMM")),
        cache(number),
        _reports(scored[0]),
    )
    dots = [
        figures.VisitDot(
            each.visited_on,
            written(each.visited_on),
            Decimal(each.raw or 0) / 100,
            each.outcome == "penalty",
            address.format(each.id),
        )
        for each in scored
    ]
    days = [each.on for each in dots]
    between = range(month_of(min(days)) + 1, month_of(max(days)) + 1)
    ticks = [(months.first_day(month), months.short(month)) for month in between]
    return figures.visit_strip(dots, words, ticks, estimate, said)


def listing(drawn: Chart, visits: Sequence[VisitRow]) -> Chart:
    """The strip with a row for every visit, as its file has them; the page lists its own, twenty at a time."""
    outcome = cache(outcome_name)
    return drawn._replace(columns=_visit_head(), rows=tuple(_visit_row(each, outcome) for each in visits))


def _reports(visit: VisitRow) -> str:
    """The address of any visit's report, with a place for its id: hundreds are written on a page."""
    return url_for("dashboards.report", visit_id=visit.id).replace(str(visit.id), "{}")


def _visit_head() -> tuple[str, ...]:
    return _("Visit"), _("Score"), _("Official score"), _("Outcome"), _("Reference")


def _visit_row(visit: VisitRow, outcome: Callable[[str], str]) -> tuple[Any, ...]:
    points = (None if each is None else pointed(each / 100, 1) for each in (visit.raw, visit.official))
    return visit.visited_on.isoformat(), *points, outcome(visit.outcome), visit.reference


def waterfall(explanation: Mapping[str, Any], titles: Mapping[str, str]) -> Chart | None:
    """Lost points that add up exactly to what is shown; None where the visit was not scored."""
    shown = explanation["shown"]
    if shown["total"] is None:
        return None
    words = figures.WaterfallWords(
        touchpoint=_("Touchpoint"),
        points=_("Points"),
        start=_("Start"),
        cap=_("Cap"),
        total=_("This visit"),
        step="{name} {points}",
        alt=_(
            "Waterfall of lost points from 100: {steps}; this visit {total}. The table below adds up the same."
        ),
    )
    keys = list(shown["losses"])
    losses = [figures.Loss(titles[key], Decimal(shown["losses"][key]), key == keys[-1]) for key in keys]
    lost = LostPoints(losses, Decimal(shown["cap"]), Decimal(shown["total"]), _threshold(explanation))
    return figures.waterfall(lost, words, number)


def _threshold(explanation: Mapping[str, Any]) -> tuple[str, Decimal] | None:
    """The band that was missed, as a line to mark."""
    missed = explanation["next_band"]
    if missed is None:
        return None
    least = Fraction(missed["least"])
    return band_words(missed["band"]), Decimal(least.numerator) / least.denominator


def impression(explanation: Mapping[str, Any], titles: Mapping[str, str]) -> Chart | None:
    """The running impression after each touchpoint; None where the visit was not scored."""
    seen = [each for each in explanation["touchpoints"] if each["impression"] is not None]
    if not explanation["scored"] or not seen:
        return None
    words = ImpressionWords(
        touchpoint=_("Touchpoint"),
        so_far=_("Score so far"),
        step="{name} {points}",
        alt=_("Score so far after each touchpoint: {steps}."),
    )
    steps = [(titles[each["key"]], Fraction(each["impression"])) for each in seen]
    return running(steps, words, number)
