"""One branch: what it is estimated to be worth, its visits, its weakest link."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _
from flask_babel import ngettext

from scoring.comparison import BranchEstimate, Comparison, MeanRange
from scoring.figures import Chart, pointed
from shopper import clock
from shopper.dashboards import branch_words, charts, estimates, queries, sentences, standing
from shopper.dashboards.annotations.marks import Remark, on_days, written
from shopper.dashboards.branch_words import Words
from shopper.dashboards.estimates import TouchpointMean
from shopper.dashboards.filters import Showing, version_in_words
from shopper.dashboards.months import day_in_words, short_day
from shopper.dashboards.overview import COUNTS, Figure, group_caption, measures_of, when
from shopper.dashboards.queries import Sums, VisitRow
from shopper.dashboards.queries.chain import Chain
from shopper.dashboards.sentences import Headline
from shopper.dashboards.words import number, outcome_name, span
from shopper.language import spoken
from shopper.models import Branch, Person

READ = 12
"""The latest visits, whose words are shown."""


@dataclass(frozen=True)
class BranchPage:
    showing: Showing
    headline: Headline
    caption: str = ""
    figures: Mapping[str, Figure] = field(default_factory=dict)
    weakest_measure: str = ""
    """By which an action about the weakest link is followed; empty where too little is known."""
    visits: Sequence[VisitRow] = ()
    closed: str = ""
    remarks: Sequence[Remark] = ()
    words: Sequence[Words] = ()
    """What was written on the latest visits."""


def branch_page(person: Person, branch: Branch, showing: Showing) -> BranchPage:
    """Everything the page says, in a fixed number of queries."""
    if showing.version is None:
        return BranchPage(showing, sentences.nothing_yet(branch.name))
    definition = showing.version.definition
    asked = [each for each in measures_of(definition) if each not in COUNTS]
    chain = Chain(person, showing.scope)
    here = chain.sums(asked, frozenset([branch.id]), learned=True)
    everyone = estimates.comparison(chain, showing)
    mine = next((each for each in everyone.branches if each.key == str(branch.id)), None)
    listed = queries.visits_of(person, branch, showing.scope, READ)
    days = [each.visited_on for each in listed if each.raw is not None]
    notes = written(person, showing, min(days), max(days)) if days else []
    touchpoints, weakest = _touchpoints(chain, showing, here, everyone)
    return BranchPage(
        showing=showing,
        headline=standing.branch(branch.name, mine, everyone, when(showing)),
        caption=group_caption(showing, everyone),
        figures={
            "visits": _strip(showing, listed, mine, notes),
            "touchpoints": touchpoints,
        },
        weakest_measure=weakest,
        visits=listed,
        words=branch_words.latest(definition, listed[:READ], spoken(definition)),
        closed=_closed(branch),
        remarks=notes,
    )


def file_of(page: BranchPage, name: str) -> Chart | None:
    """The figure of this name with the table that its file holds; None where there is none."""
    chart = page.figures[name].chart if name in page.figures else None
    return charts.listing(chart, page.visits) if chart and name == "visits" else chart


def _closed(branch: Branch) -> str:
    if branch.closed_on is None or branch.closed_on > clock.local_date(clock.now(), branch.time_zone):
        return ""
    return _(
        "This branch closed on %(day)s. Its visits are kept and it is no longer compared.",
        day=day_in_words(branch.closed_on),
    )


def _strip(
    showing: Showing, listed: Sequence[VisitRow], mine: BranchEstimate | None, notes: Sequence[Remark]
) -> Figure:
    estimate = mine.theta if mine else None
    caption = _(
        "One dot per scored visit of the year up to the end of the period; a square is a visit with a critical failure. Line: this branch's estimate. %(version)s.",
        version=version_in_words(showing.asked),
    )
    drawn = charts.strip(listed, estimate)
    return Figure(_year(listed), on_days(drawn, notes) if drawn else None, caption)


def _year(listed: Sequence[VisitRow]) -> str:
    """The finding over the strip."""
    seen = sum(each.raw is not None for each in listed)
    failed = sum(each.outcome == "penalty" for each in listed)
    told = ngettext("One scored visit in a year", "%(num)s scored visits in a year", seen)
    return _("%(told)s, %(failed)s with a critical failure", told=told, failed=failed) if failed else told


def _touchpoints(
    chain: Chain, showing: Showing, here: Mapping[str, Sums], everyone: Comparison
) -> tuple[Figure, str]:
    """Each touchpoint here beside the chain's mean, and the measure of the weakest."""
    definition = showing.asked.definition
    spread = chain.spread(list(here), estimates.learned_since(everyone, showing))
    beside = estimates.means(chain.sums(list(here), learned=True), {})
    touchpoints = estimates.touchpoint_means(definition, estimates.means(here, spread), spoken(definition))
    drawn = charts.journey(definition, touchpoints)
    weakest = estimates.weakest(touchpoints, estimates.lowest(definition, here))
    figure = Figure(
        sentences.weakest_link(weakest).removesuffix("."),
        _beside_the_chain(drawn, touchpoints, beside) if drawn else None,
        _(
            "Bar length is the mean score, thickness its weight. %(period)s, %(version)s.",
            period=showing.period,
            version=version_in_words(showing.asked),
        ),
    )
    return figure, f"t:{weakest.key}" if weakest else ""


def _beside_the_chain(
    drawn: Chart, touchpoints: Sequence[TouchpointMean], chain: Mapping[str, MeanRange]
) -> Chart:
    """The drawing with a table that also has ranges, visits and the chain's means."""
    rows = [_row(each, chain.get(f"t:{each.key}")) for each in touchpoints]
    head = (_("Touchpoint"), _("Score"), _("Likely"), _("Visits"), _("Chain"))
    return drawn._replace(columns=head, rows=tuple(rows))


def _row(each: TouchpointMean, chain: MeanRange | None) -> tuple[str | int | None, ...]:
    mean = each.mean
    return (
        each.title,
        int(pointed(mean.mean, 0)) if mean else None,
        span(mean.low, mean.high) if mean else None,
        mean.n if mean else 0,
        int(pointed(chain.mean, 0)) if chain else None,
    )


def score(visit: VisitRow) -> str:
    """One visit, one decimal; the official score, which a cap may hold."""
    return _("not scored") if visit.official is None else number(visit.official / 100, 1)


def listed(found: Sequence[VisitRow]) -> list[tuple[VisitRow, str, str, str]]:
    """Visits with the words for their day, score and outcome."""
    return [(each, short_day(each.visited_on), score(each), outcome_name(each.outcome)) for each in found]
