"""Change over time of one branch: its visits and months against what its own past predicts."""

from collections.abc import Sequence
from dataclasses import replace

from scoring.change import Month, Watch
from scoring.figures import Chart
from shopper.dashboards import change_charts, change_words, queries, sentences, watch_words, watching
from shopper.dashboards.annotations.marks import on_calendar
from shopper.dashboards.change import ChangePage, Read, page_of, read, two_years
from shopper.dashboards.filters import Showing
from shopper.dashboards.overview import Figure
from shopper.dashboards.queries.chain import Chain
from shopper.dashboards.watching import Watched
from shopper.models import Branch, Person


def branch(person: Person, found: Branch, showing: Showing, asked: str) -> ChangePage:
    """A branch, in a fixed number of queries; while it is not watched, its months alone."""
    if showing.version is None:
        return ChangePage(showing, sentences.nothing_yet(found.name))
    chain = Chain(person, showing.scope)
    told = read(chain, showing, asked, [found.id])
    known = (
        Watched({}, {}) if told.measure.is_rate else watching.watch(chain, showing, told.measure, [found.id])
    )
    watch = known.by_branch.get(found.id)
    if watch is None:
        page = page_of(showing, told, change_words.region(found.name, told.measure, told.chart))
        return replace(page, watching=watch_words.not_watched(told.measure, known.starts.get(found.id)))
    signal = watching.signal_of(found.id, watch, showing.last)
    headline = watch_words.branch(found.name, told.measure, watch, signal)
    return page_of(showing, told, headline, _figure(person, found, showing, told, watch))


def _figure(person: Person, found: Branch, showing: Showing, told: Read, watch: Watch) -> Figure:
    number = showing.asked.number
    before = [each for each in told.chart.months if _is_before(each, number, watch)]
    overall = told.measure.key == "overall"
    visits = queries.visits_of(person, found, two_years(showing).scope) if overall else ()
    drawn = change_charts.watched(told.measure, watch, before, number, visits)
    older = any(each.version != str(number) for each in before)
    return Figure(
        watch_words.branch_title(watching.signal_of(found.id, watch, showing.last)),
        _marked(drawn, told, before, watch) if drawn else None,
        watch_words.branch_caption(showing, told.measure, watch, older),
    )


def _is_before(month: Month, version: int, watch: Watch) -> bool:
    return month.version != str(version) or (month.at or 0) < watch.began


def _marked(drawn: Chart, told: Read, before: Sequence[Month], watch: Watch) -> Chart:
    first = min([each.at or 0 for each in before], default=watch.months[0])
    return on_calendar(drawn, first, told.remarks)
