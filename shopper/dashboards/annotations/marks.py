"""Notes as numbered marks on a chart of months, with the list that says what they stand for."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from flask_babel import gettext as _

from scoring.change import Month
from scoring.figures import Chart, Mark, marked, slots
from shopper.dashboards.annotations import queries
from shopper.dashboards.filters import Showing
from shopper.dashboards.months import first_day, in_words, last_day
from shopper.language import day
from shopper.models import Annotation, Person
from shopper.review.tallies import month_of


class Remark(NamedTuple):
    """One line of the list."""

    month: int
    when: str
    text: str
    where: str
    by: str = ""
    note_id: int | None = None
    """Where the person may change it."""
    on: date | None = None
    """The day, of a person's note."""
    branch_id: int | None = None
    """The place, where the person may ask what it did there: a branch or a region."""
    region_id: int | None = None


def remarks(
    person: Person, showing: Showing, months: Sequence[Month], changes: dict[int, str]
) -> list[Remark]:
    """What to mark on a chart of these months: people's notes and the starts of versions, in order."""
    known = [month.at for month in months if month.at is not None]
    if not known:
        return []
    people = written(person, showing, first_day(min(known)), last_day(max(known)))
    found = [*_versions(showing, months, changes), *people]
    return sorted(found, key=lambda each: each.month)


def written(person: Person, showing: Showing, first: date, last: date) -> list[Remark]:
    """People's notes of these days, in order."""
    found = queries.notes_on(person, showing.region, showing.branch, first, last)
    return [_remark(person, showing, each) for each in found]


def on_days(drawn: Chart, found: Sequence[Remark]) -> Chart:
    """The chart of single days with a number wherever a note belongs."""
    days = [(each.on.toordinal(), str(n)) for n, each in enumerate(found, 1) if each.on]
    return marked(drawn, [Mark(day, number) for day, number in days])


def on_months(drawn: Chart, months: Sequence[Month], found: Sequence[Remark]) -> Chart:
    """The chart with a number wherever a remark belongs."""
    places = slots(months)
    return marked(
        drawn, [Mark(_place(each.month, months, places), str(n)) for n, each in enumerate(found, 1)]
    )


def on_calendar(drawn: Chart, first: int, found: Sequence[Remark]) -> Chart:
    """The same on a chart whose places are calendar months from `first` on."""
    return marked(drawn, [Mark(each.month - first, str(n)) for n, each in enumerate(found, 1)])


def _place(month: int, months: Sequence[Month], places: Sequence[int]) -> float:
    """Where a calendar month stands; of two versions that share it, with the newer."""
    at = max((at for at, each in enumerate(months) if (each.at or 0) <= month), default=0)
    return places[at] + month - (months[at].at or 0)


def _versions(showing: Showing, months: Sequence[Month], changes: dict[int, str]) -> list[Remark]:
    starts = [each for before, each in pairwise(months) if each.version != before.version]
    return [_version(showing, each, changes.get(int(each.version), "")) for each in starts]


def _version(showing: Showing, start: Month, change: str) -> Remark:
    told = {"set": showing.asked.title, "number": start.version}
    words = (
        _("%(set)s version %(number)s begins: %(change)s", change=change, **told)
        if change
        else _("%(set)s version %(number)s begins.", **told)
    )
    return Remark(start.at or 0, in_words(start.at or 0), words, "")


def _remark(person: Person, showing: Showing, note: Annotation) -> Remark:
    return Remark(
        month_of(note.on),
        day(note.on),
        note.text,
        _where(showing, note),
        note.by.name if note.by else "",
        note.id if queries.may_change(person, note) else None,
        note.on,
        note.branch_id,
        _region(showing, note),
    )


def _region(showing: Showing, note: Annotation) -> int | None:
    """The region that the note is about, if the person sees all of it."""
    about = None if note.branch_id else note.region_id or note.client_id
    return next((about for each in showing.places if each.region.id == about), None)


def _where(showing: Showing, note: Annotation) -> str:
    """The place, unless it is the one that is shown."""
    if note.branch is not None:
        return "" if note.branch_id == (showing.branch.id if showing.branch else None) else note.branch.name
    if note.region is None:
        return _("everywhere")
    here = showing.branch is None and note.region_id == showing.region.id
    return "" if here else note.region.name
