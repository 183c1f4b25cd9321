"""The figures of Change over time, with the words of the reader."""

from collections.abc import Sequence
from decimal import Decimal

from flask import url_for
from flask_babel import gettext as _

from scoring import figures
from scoring.change import Month, RateMonth, RegionChart, Watch, rate_chart, region_chart
from scoring.figures import Chart, WatchedBranch, WatchedVisit
from shopper.dashboards import charts, months
from shopper.dashboards.change_words import value
from shopper.dashboards.measures import Measure
from shopper.dashboards.queries import VisitRow
from shopper.dashboards.queries.change import MonthSums
from shopper.dashboards.words import number
from shopper.review.tallies import month_of


def chart_of(measure: Measure, rows: Sequence[MonthSums]) -> RegionChart:
    """The control, p or run chart that these months carry."""
    if measure.is_rate:
        return rate_chart(_rates(measure, rows))
    return region_chart(points(rows))


def points(rows: Sequence[MonthSums]) -> list[Month]:
    """Monthly means in order of version and month."""
    return [
        Month(
            months.short(row.month), row.sums.total / row.sums.n / 100, row.sums.n, str(row.number), row.month
        )
        for row in rows
    ]


def _rates(measure: Measure, rows: Sequence[MonthSums]) -> list[RateMonth]:
    hits = {(row.number, row.month): row.sums.n for row in rows if row.measure == measure.tally}
    return [
        RateMonth(
            months.short(row.month),
            hits.get((row.number, row.month), 0),
            row.sums.n,
            str(row.number),
            row.month,
        )
        for row in rows
        if row.measure == measure.of
    ]


def by_month(measure: Measure, chart: RegionChart) -> Chart | None:
    """The drawing with whole month names in its table; None without months."""
    if not chart.months:
        return None
    control = chart.kind == "control"
    words = figures.MonthWords(
        month=_("Month"),
        score=measure.name,
        visits=_("Visits"),
        version=_("Version"),
        signal=_("Signal"),
        signal_to_check=_("unlikely to be chance"),
        version_name=_("Version {version}"),
        center=_("mean {value}") if control else _("median {value}"),
        upper=_("upper {value}"),
        lower=_("lower {value}"),
        last=_("{month}: {value}"),
        point=_("{month}: {value} from {visits} visits"),
        alt=_control_alt(measure) if control else _run_alt(measure),
    )

    def written(found: float | Decimal, _places: int) -> str:
        return value(measure, float(found))

    draw = figures.control_chart if control else figures.run_chart
    drawn = draw(chart, words, written, more_is_better=not measure.is_rate)
    return charts.named_months(drawn, [month.at or 0 for month in chart.months])


def _control_alt(measure: Measure) -> str:
    return _(
        "Control chart by month of %(measure)s: {months} months on this version between {least} and {most}, mean {center}, usual limits {lower} and {upper}, signals: {signals}, the latest {last}. The same numbers are in the table below.",
        measure=_plain(measure),
    )


def _run_alt(measure: Measure) -> str:
    return _(
        "Run chart by month of %(measure)s: {months} months on this version between {least} and {most}, median {center}, the latest {last}. The same numbers are in the table below.",
        measure=_plain(measure),
    )


def _plain(measure: Measure) -> str:
    """Its name in a sentence that is filled in a second time."""
    return measure.within.replace("{", "{{").replace("}", "}}")


def watched(
    measure: Measure, watch: Watch, before: Sequence[Month], version: int, visits: Sequence[VisitRow]
) -> Chart | None:
    """A branch inside what its own past predicts; `before` are the months that are not watched."""
    words = figures.WatchedWords(
        month=_("Month"),
        score=measure.name,
        visits=_("Visits"),
        version=_("Version"),
        expected=_("Predicted"),
        usual=_("Usual"),
        running=_("Months together, of the limit"),
        signal=_("Signal"),
        higher=_("better, unlikely to be chance"),
        lower=_("signal to check"),
        span=charts.SPAN,
        learned=_("learned from"),
        watching=_("watched"),
        predicted=_("predicted {value}"),
        last=_("{month}: {value}"),
        point=_("{month}: {value} from {visits} visits"),
        alt=_(
            "Monthly means of a branch against what its own past predicts: {months} months watched between {least} and {most}, predicted {predicted}, signals: {signals}, the latest {last}. The same numbers are in the table below."
        ),
    )
    labels = [months.short(month) for month in watch.months]
    first = min([month.at or 0 for month in before], default=watch.months[0])
    said = _("%(day)s: %(score)s")
    rings = [_ring(each, first, said) for each in visits if each.raw is not None]
    branch = WatchedBranch(before, watch, labels, str(version), rings, measure.least)
    drawn = figures.watched(branch, words, number)
    return charts.named_months(drawn, [*(month.at or 0 for month in before), *watch.months])


def _ring(visit: VisitRow, first: int, words: str) -> WatchedVisit:
    """A visit where its day lies in its month, the middle of the month standing over its name; `words` of
    its day and score."""
    score = (visit.raw or 0) / 100
    x = month_of(visit.visited_on) - first + (visit.visited_on.day - 16) / 31
    said = words % {"day": months.written(visit.visited_on, "d MMM"), "score": number(score, 1)}
    return WatchedVisit(x, score, said, url_for("dashboards.report", visit_id=visit.id))
