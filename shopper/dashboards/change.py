"""Change over time of a region: has anything really changed, and whom to call."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from flask_babel import gettext as _
from markupsafe import Markup

from scoring.change import RegionChart, Watch
from scoring.figures import Chart, pointed
from shopper.dashboards import change_charts, change_words, queries, sentences, watch_words, watching
from shopper.dashboards.annotations.marks import Remark, on_months, remarks
from shopper.dashboards.filters import Showing
from shopper.dashboards.forms import FilterForm
from shopper.dashboards.measures import Measure, chosen, measures
from shopper.dashboards.months import in_words, last_day
from shopper.dashboards.overview import Figure
from shopper.dashboards.queries.chain import Chain
from shopper.dashboards.queries.change import MonthSums, change_notes
from shopper.dashboards.queries.tallies import MONTHS_SHOWN
from shopper.dashboards.region_months import region_months
from shopper.dashboards.sentences import Headline
from shopper.dashboards.watching import Signal, Watched
from shopper.dashboards.words import whole
from shopper.language import sentence_case, spoken
from shopper.models import Person

LISTED = 12
"""Branches with a signal on the page; all are in the CSV."""


class Changed(NamedTuple):
    """A branch of the list, in words; `kind` is a signal of components/state.html."""

    id: int
    name: str
    kind: str
    figure: str
    words: str


@dataclass(frozen=True)
class ChangePage:
    """`showing` is the filter as asked; the chart goes back two years from its end."""

    showing: Showing
    headline: Headline
    known: Sequence[Measure] = ()
    measure: Measure | None = None
    told: str = ""
    figure: Figure = field(default_factory=lambda: Figure("", None))
    remarks: Sequence[Remark] = ()
    branches_title: str = ""
    branches: Sequence[Changed] = ()
    more: int = 0
    watching: str = ""
    watched: Mapping[int, Watch] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)
    signals: Sequence[Signal] = ()

    @property
    def shown(self) -> Showing:
        """What is shown: two years, whatever quarter the filter came from."""
        return two_years(self.showing) if self.showing.version else self.showing

    @property
    def sentence(self) -> Markup:
        """The same in one line."""
        return self.shown.sentence

    @property
    def form(self) -> FilterForm:
        """The filter, but for where the two years begin."""
        form = self.showing.form
        if self.showing.version:
            del form["first"]
        return form

    @property
    def turn(self) -> dict[str, object]:
        """The filter and the measure as arguments of an address."""
        kept = {name: each for name, each in self.showing.address.items() if name not in ("from", "region")}
        return {**kept, "measure": self.measure.key} if self.measure else kept


def two_years(showing: Showing) -> Showing:
    """The same up to the same end, from two years before."""
    return replace(showing, first=showing.last - MONTHS_SHOWN + 1)


class Read(NamedTuple):
    """What the page of a region and that of a branch are made of."""

    known: Sequence[Measure]
    measure: Measure
    told: str
    rows: Sequence[MonthSums]
    chart: RegionChart
    remarks: Sequence[Remark]


def read(chain: Chain, showing: Showing, asked: str, branches: Iterable[int]) -> Read:
    """`branches`: those whose months are shown."""
    definition = showing.asked.definition
    known = measures(definition, spoken(definition))
    measure, told = chosen(known, asked)
    rows = region_months(chain, showing, measure.tallies, frozenset(branches))
    chart = change_charts.chart_of(measure, rows)
    notes = change_notes(chain.person, showing.asked.set_id)
    found = remarks(chain.person, showing, chart.months, notes)
    return Read(known, measure, told, rows, chart, found)


def region(person: Person, showing: Showing, asked: str) -> ChangePage:
    """A region or the chain, in a fixed number of queries."""
    if showing.version is None:
        return ChangePage(showing, sentences.nothing_yet(showing.region.name))
    rows, chain = queries.branches_in(person, showing.region.path), Chain(person, showing.scope)
    found = read(chain, showing, asked, (each.id for each in rows))
    page = page_of(showing, found, change_words.region(showing.region.name, found.measure, found.chart))
    if found.measure.is_rate:
        return replace(
            page,
            branches_title=_("Branches are watched on their scores"),
            watching=watch_words.not_watched(found.measure, None),
        )
    end = last_day(showing.last)
    names = {each.id: each.name for each in rows if each.closed_on is None or each.closed_on > end}
    watched = watching.watch(chain, showing, found.measure, names)
    return _with_branches(page, names, watched)


def _with_branches(page: ChangePage, names: Mapping[int, str], watched: Watched) -> ChangePage:
    found = watching.signals(watched, page.showing.last)
    waiting = sum(branch in names and branch not in watched.by_branch for branch in watched.starts)
    return replace(
        page,
        branches_title=watch_words.changed(found),
        branches=[_changed(each, names[each.branch_id]) for each in found[:LISTED]],
        more=max(len(found) - LISTED, 0),
        watching=watch_words.watching(len(watched.by_branch), waiting),
        watched=watched.by_branch,
        names=names,
        signals=found,
    )


def _changed(found: Signal, name: str) -> Changed:
    words = f"{sentence_case(watch_words.says(found))}. {watch_words.why(found)}"
    return Changed(found.branch_id, name, "high" if found.up else "low", whole(found.mean), words)


def sheet(page: ChangePage, name: str) -> tuple[Sequence[str], Sequence[Sequence[object]]] | None:
    """Columns and rows of the CSV of that name; None where the page has no such table."""
    if name == "months" and page.figure.chart:
        return page.figure.chart.columns, page.figure.chart.rows
    return _branches(page) if name == "branches" and page.watched else None


def _branches(page: ChangePage) -> tuple[Sequence[str], Sequence[Sequence[object]]]:
    """Every branch watched, those with a signal first."""
    head = (
        _("Branch"),
        _("Says"),
        _("Newest month"),
        page.measure.name if page.measure else "",
        _("Visits"),
        _("Predicted"),
        _("Usual from"),
        _("Usual to"),
        _("Watched since"),
        _("Visits learned from"),
    )
    said = {each.branch_id: watch_words.says(each) for each in page.signals}
    rest = sorted((each for each in page.watched if each not in said), key=lambda each: page.names[each])
    usual = _("normal ups and downs")
    rows = [
        (page.names[each], said.get(each, usual), *_newest(page.watched[each])) for each in [*said, *rest]
    ]
    return head, rows


def _newest(watch: Watch) -> tuple[object, ...]:
    expected, reach = float(watch.expected[-1]), float(watch.reach[-1])
    numbers = (expected, expected - reach, min(expected + reach, 100.0))
    return (
        in_words(watch.months[-1]),
        int(pointed(float(watch.means[-1]), 0)),
        watch.visits[-1],
        *(int(pointed(each, 0)) for each in numbers),
        in_words(watch.began),
        watch.baseline.n,
    )


def page_of(showing: Showing, found: Read, headline: Headline, drawn: Figure | None = None) -> ChangePage:
    """The page with its months drawn as those of a region, unless another drawing is given."""
    figure = drawn or Figure(
        change_words.title(found.measure, found.chart),
        _marked(found),
        change_words.caption(showing, found.measure, found.chart),
    )
    return ChangePage(
        showing=showing,
        headline=headline,
        known=found.known,
        measure=found.measure,
        told=found.told,
        figure=figure,
        remarks=found.remarks,
    )


def _marked(found: Read) -> Chart | None:
    drawn = change_charts.by_month(found.measure, found.chart)
    return on_months(drawn, found.chart.months, found.remarks) if drawn else None
