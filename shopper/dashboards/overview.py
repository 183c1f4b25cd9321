"""The first page: are we all right, did it change, who needs me, how do we finish."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _

from scoring.change import RegionChart, region_chart
from scoring.compare import wilson
from scoring.comparison import BranchEstimate, Comparison, MeanRange
from scoring.figures import Chart
from shopper import clock
from shopper.dashboards import charts, estimates, needs, queries, sentences
from shopper.dashboards.annotations.marks import Remark, on_months, remarks
from shopper.dashboards.filters import Showing, version_in_words
from shopper.dashboards.months import QUARTER
from shopper.dashboards.needs import Critical, Need
from shopper.dashboards.queries import Sums
from shopper.dashboards.queries.chain import Chain, visits_by_branch
from shopper.dashboards.region_months import region_months
from shopper.dashboards.sentences import Facts, Headline
from shopper.dashboards.words import branches, visits
from shopper.language import spoken
from shopper.models import Person
from shopper.review.tallies import month_of
from survey_defs import QuestionSet

CRITICAL = "critical"
COUNTS = (CRITICAL, "not_scored", "leaving_seen")


@dataclass(frozen=True)
class Figure:
    """A finding with its drawing; the caption says measure, source, n, period and version."""

    title: str
    chart: Chart | None
    caption: str = ""
    note: str = ""


@dataclass(frozen=True)
class Overview:
    showing: Showing
    headline: Headline
    figures: Mapping[str, Figure] = field(default_factory=dict)
    needs: list[Need] = field(default_factory=list)
    needs_title: str = ""
    weakest: str = ""
    weakest_measure: str = ""
    """By which an action about it is followed; empty where too little is known."""
    critical: str = ""
    compared: int = 0
    remarks: Sequence[Remark] = ()


def overview(person: Person, showing: Showing) -> Overview:
    """Everything the page says, in a fixed number of queries."""
    if showing.version is None:
        return Overview(showing, sentences.nothing_yet(showing.place.label))
    definition = showing.version.definition
    names = {str(each.id): each.name for each in queries.branches_in(person, showing.region.path)}
    chain, here = Chain(person, showing.scope), frozenset(int(key) for key in names)
    sums = chain.sums(measures_of(definition), here, learned=True)
    ranged = _ranged(showing, sums)
    if showing.scope.wave is not None:
        chain.tables(["overall", CRITICAL])
    everyone = estimates.comparison(chain, showing)
    shown = estimates.of_branches(everyone, here)
    found = estimates.means(sums, chain.spread(ranged, estimates.learned_since(everyone, showing)))
    touchpoints = estimates.touchpoint_means(definition, found, spoken(definition))
    weakest = estimates.weakest(touchpoints, estimates.lowest(definition, sums))
    months = [
        (each.number, each.month, each.sums) for each in region_months(chain, showing, ["overall"], here)
    ]
    chart = region_chart(charts.points_by_month(months))
    notes = remarks(person, showing, chart.months, {})
    drawn = charts.named_months(charts.by_month(chart), [month for _version, month, _sums in months])
    mean = estimates.overall(sums, everyone)
    listed = needs.needs(shown, names, _criticals(chain, shown))
    return Overview(
        showing=showing,
        headline=sentences.overview(
            Facts(
                name=showing.place.label,
                mean=mean,
                when=when(showing),
                verdict=chart.verdict,
                out=sentences.standouts(shown, everyone),
                weakest=weakest.title if weakest else None,
                not_scored=sums["not_scored"].n if "not_scored" in sums else 0,
            )
        ),
        figures={
            "months": Figure(
                sentences.months(chart),
                on_months(drawn, chart.months, notes) if drawn else None,
                _months_caption(showing, chart),
            ),
            "journey": Figure(
                sentences.finish(found.get("gap")),
                charts.journey(definition, touchpoints),
                _journey_caption(showing, mean),
                sentences.finish_note(found.get("set_up"), found.get("finish"), found.get("gap")),
            ),
        },
        needs=listed,
        needs_title=needs.title(listed),
        weakest=sentences.weakest_link(weakest),
        weakest_measure=f"t:{weakest.key}" if weakest else "",
        critical=_critical(definition, sums),
        compared=len(names),
        remarks=notes,
    )


def when(showing: Showing) -> str:
    """this quarter, where it is the one we are in; else the months."""
    now = month_of(clock.now().date())
    if showing.first == now - now % QUARTER and showing.last == showing.first + QUARTER - 1:
        return _("this quarter")
    return _("in %(period)s", period=showing.period)


def measures_of(definition: QuestionSet) -> list[str]:
    """The tallies that the page reads for a region or a branch."""
    touchpoints = [f"t:{each.key}" for each in definition.touchpoints]
    return ["overall", "finish", "set_up", "gap", *touchpoints, *COUNTS]


def _ranged(showing: Showing, sums: Mapping[str, Sums]) -> list[str]:
    """The two measures that the page gives a range: the gap and the weakest touchpoint."""
    wanted = ("gap", estimates.lowest(showing.asked.definition, sums))
    return [each for each in wanted if each is not None and each in sums]


def _criticals(chain: Chain, shown: list[BranchEstimate]) -> dict[str, Critical]:
    counts = visits_by_branch(chain.table(CRITICAL))
    return {each.key: Critical(counts[int(each.key)], each.n) for each in shown if int(each.key) in counts}


def _critical(definition: QuestionSet, sums: Mapping[str, Sums]) -> str:
    """The rate of critical failures; '' where the version asks no critical question."""
    if not any(getattr(question, "critical", None) for _touchpoint, question in definition.walk()):
        return ""
    failed, scored = (sums[each].n if each in sums else 0 for each in ("critical", "overall"))
    return sentences.critical(wilson(failed, scored), failed)


def _months_caption(showing: Showing, chart: RegionChart) -> str:
    told = [
        _(
            "Mean score by month, weighted to the finish. %(region)s, %(version)s, %(visits)s.",
            region=showing.place.label,
            version=version_in_words(showing.asked),
            visits=visits(chart.n),
        )
    ]
    if chart.since:
        told.append(_("An earlier version asked other questions, so the line is not joined."))
    if chart.kind == "control":
        told.append(_("Limits: mean ± 2.66 × mean moving range."))
    else:
        told.append(_("Limits need twelve months with twenty visits each."))
    return " ".join(told)


def _journey_caption(showing: Showing, mean: MeanRange | None) -> str:
    return _(
        "Bar length is the mean score, thickness its weight, hatched what was lost; the last inch is in tape. %(region)s, %(period)s, %(version)s, %(visits)s.",
        region=showing.place.label,
        period=showing.period,
        version=version_in_words(showing.asked),
        visits=visits(mean.n if mean else 0),
    )


def group_caption(showing: Showing, everyone: Comparison) -> str:
    """Whom the branches of a figure are compared with, and on what."""
    return _(
        "Estimated score, %(period)s, %(version)s, compared with all %(branches)s of the chain that were visited, %(visits)s.",
        period=showing.period,
        version=version_in_words(showing.asked),
        branches=branches(len(everyone.branches)),
        visits=visits(everyone.n),
    )
