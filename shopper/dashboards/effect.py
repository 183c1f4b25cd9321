"""Did it help: a branch or a region after a day, against what was to be expected without it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from flask_babel import gettext as _
from markupsafe import Markup
from wtforms import DateField, Form, SelectField

from scoring.change import Helped, Record, did_it_help
from shopper.dashboards import effect_words, queries, sentences
from shopper.dashboards.annotations.marks import Remark, written
from shopper.dashboards.annotations.queries import branches_noted
from shopper.dashboards.effect_charts import drawing
from shopper.dashboards.filters import Showing
from shopper.dashboards.forms import FilterForm
from shopper.dashboards.measures import Measure, chosen, measures
from shopper.dashboards.months import QUARTER, first_day, last_day
from shopper.dashboards.overview import Figure
from shopper.dashboards.queries.change import cells_between
from shopper.dashboards.sentences import Headline
from shopper.language import spoken
from shopper.models import Person
from shopper.review.tallies import month_of

LENGTHS = (3, 6, 12)
"""Months before and after that may be compared."""
YEAR = 12
EARLIEST, LATEST = 2000, 2100


class DayForm(Form):
    """Filled by `effect`, which judges the address itself."""

    on = DateField()
    months = SelectField()


class Asked(NamedTuple):
    """The day and the months on each side; no day where none was asked for or it cannot be read."""

    on: date | None
    months: int
    told: str = ""


class Window(NamedTuple):
    """Months before the day and after it, ends included; the month of the day itself is in neither,
    unless the day is its first."""

    start: int
    """Of the selecting period."""
    end: int
    first: int
    """Of the follow-up."""
    last: int


@dataclass(frozen=True)
class EffectPage:
    showing: Showing
    headline: Headline
    asked: Asked
    measure: Measure | None = None
    known: Sequence[Measure] = ()
    """What may be asked about instead."""
    told: tuple[str, ...] = ()
    figure: Figure = field(default_factory=lambda: Figure("", None))
    found: Helped | None = None
    remarks: Sequence[Remark] = ()

    @property
    def table(self) -> tuple[Sequence[str], Sequence[Sequence[object]]]:
        """Columns and rows, as the page and the file have them."""
        return effect_words.table(self.found)

    @property
    def shown(self) -> Showing:
        """What is shown: the months before and after."""
        if self.showing.version is None or self.asked.on is None:
            return self.showing
        around = window(self.asked.on, self.asked.months)
        return replace(self.showing, first=around.start, last=around.last)

    @property
    def sentence(self) -> Markup:
        """The same in one line."""
        return self.shown.sentence

    @property
    def filter(self) -> FilterForm:
        """The filter, but for the months: they follow from the day."""
        form = self.showing.form
        for name in ("first", "last"):
            if name in form:
                del form[name]
        return form

    @property
    def form(self) -> DayForm:
        form = DayForm(data={"on": self.asked.on, "months": str(self.asked.months)})
        form.on.label.text, form.months.label.text = _("Day on which it began"), _("Months before and after")
        form.months.choices = [(str(each), str(each)) for each in LENGTHS]
        return form

    @property
    def turn(self) -> dict[str, object]:
        """What else of the address stays, whichever day is asked for."""
        kept = {name: each for name, each in self.showing.address.items() if name not in ("from", "to")}
        if self.showing.branch:
            del kept["region"]
        return {**kept, "measure": self.measure.key} if self.measure else kept

    @property
    def address(self) -> dict[str, object]:
        day = {"on": self.asked.on.isoformat()} if self.asked.on else {}
        return {**self.turn, **day, "months": self.asked.months}


def read_day(args: Mapping[str, str]) -> Asked:
    """The day and the months asked for; what cannot be followed is told and left out."""
    written_months = args.get("months", "")
    months = int(written_months) if written_months in map(str, LENGTHS) else QUARTER
    text = args.get("on", "").strip()
    if not text:
        return Asked(None, months)
    try:
        on = date.fromisoformat(text)
    except ValueError:
        on = date.min
    if EARLIEST <= on.year <= LATEST:
        return Asked(on, months)
    told = _(
        "“%(text)s” is not a day between 2000 and 2100. Write it like 2026-05-03, or choose it in the calendar.",
        text=text[:40],
    )
    return Asked(None, months, told)


def window(on: date, months: int) -> Window:
    """The months to compare around a day."""
    at = month_of(on)
    first = at if on.day == 1 else at + 1
    return Window(at - months, at - 1, first, first + months - 1)


def effect(person: Person, showing: Showing, args: Mapping[str, str]) -> EffectPage:
    """Everything the page says, in a fixed number of queries."""
    asked = read_day(args)
    told = tuple(filter(None, [asked.told]))
    if showing.version is None:
        return EffectPage(showing, sentences.nothing_yet(_name(showing)), asked, told=told)
    definition = showing.asked.definition
    known = [each for each in measures(definition, spoken(definition)) if not each.is_rate]
    measure, missed = chosen(known, args.get("measure", ""))
    told = (*told, *filter(None, [missed]))
    page = EffectPage(showing, effect_words.no_day(), asked, measure, known, told)
    if asked.on is None:
        days = first_day(showing.version.first), last_day(showing.version.last)
        return replace(page, remarks=[each for each in written(person, showing, *days) if each.on])
    return _with_effect(person, page, asked.on, measure)


def _with_effect(person: Person, page: EffectPage, on: date, measure: Measure) -> EffectPage:
    showing, around = page.showing, window(on, page.asked.months)
    here = (
        [showing.branch.id]
        if showing.branch
        else [each.id for each in queries.branches_in(person, showing.region.path)]
    )
    rows = cells_between(
        person, showing.scope, measure.tally, min(around.start, around.end - YEAR + 1), around.last
    )
    days = first_day(around.start), last_day(around.last)
    apart = {str(each) for each in branches_noted(person, showing.region, *days)}
    found = did_it_help(record(rows, around), {str(each) for each in here}, apart)
    name = _name(showing)
    return replace(
        page,
        headline=effect_words.headline(name, on, found, around),
        figure=_figure(page, on, measure, found, around),
        found=found,
        remarks=[each for each in written(person, showing, *days) if each.on != on],
    )


def record(rows: Sequence[Sequence[int]], around: Window) -> Record:
    """Monthly cells (branch, month, n, total, total_sq) as the periods and quarters around the day."""
    before: dict[str, list[int]] = {}
    after: dict[str, list[int]] = {}
    blocks: dict[int, dict[str, list[int]]] = {}
    for branch, month, *sums in rows:
        if around.end < month < around.first:
            continue
        inside = before if around.start <= month <= around.end else after if month >= around.first else None
        if inside is not None:
            _add(inside, str(branch), sums)
        at = (
            -1 - (month - around.first) // QUARTER
            if month >= around.first
            else (around.end - month) // QUARTER
        )
        _add(blocks.setdefault(at, {}), str(branch), sums)
    overlapping = (around.end - around.start) // QUARTER
    past = [cells for at, cells in sorted(blocks.items()) if at > overlapping]
    return Record(before, after, past, list(blocks.values()))


def _add(cells: dict[str, list[int]], branch: str, sums: Sequence[int]) -> None:
    known = cells.get(branch, [0, 0, 0])
    cells[branch] = [one + more for one, more in zip(known, sums, strict=True)]


def _figure(page: EffectPage, on: date, measure: Measure, found: Helped, around: Window) -> Figure:
    return Figure(
        effect_words.title(found),
        drawing(measure, found),
        effect_words.caption(page.showing, measure, on, found, around),
    )


def _name(showing: Showing) -> str:
    return showing.branch.name if showing.branch else showing.region.name
