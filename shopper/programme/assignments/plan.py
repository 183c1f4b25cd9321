"""What a sheet of assignments would do: open visits given to shoppers, and last days moved."""

from collections import defaultdict, deque
from datetime import date
from typing import NamedTuple
from uuid import UUID

from flask_babel import gettext as _

from shopper.language import day
from shopper.models import Person, Region, VisitState
from shopper.programme.assignments.checks import Checks
from shopper.programme.assignments.columns import COLUMNS, NEEDED
from shopper.programme.assignments.queries import Ground, KnownPerson, KnownVisit, ground
from shopper.programme.plan import Line, Plan, good, problems_of
from shopper.programme.reading import Row, read_rows, unknown_columns
from shopper.sheets import Sheet


class Step(NamedTuple):
    """A visit to give, or whose last day moves: `shopper_id` None leaves it with whoever has it."""

    visit_id: UUID
    shopper_id: int | None
    due: date | None


def make_plan(sheet: Sheet, person: Person, client: Region) -> Plan:
    """Hold every row against what stands. Raises SheetError where the columns cannot be known."""
    stands = ground(person, client)
    rows = list(read_rows(sheet, COLUMNS, NEEDED))
    pairs = _Finder(stands).find(rows)
    checks, done = Checks(stands), list[tuple[Row, KnownVisit, Step]]()
    for row, visit in pairs:
        step = _step(row, visit, stands)
        checks.check(row, visit, step.shopper_id, step.due)
        if not row.problems and (step.shopper_id or step.due):
            done.append((row, visit, step))
    names = {one.id: one.name for one in stands.shoppers.values()}
    return Plan(
        rows=len(rows),
        new=tuple(_line(row, visit, step, names) for row, visit, step in done if step.shopper_id),
        changed=tuple(_line(row, visit, step, names) for row, visit, step in done if not step.shopper_id),
        same=len(good(rows)) - len(done),
        left=0,
        problems=problems_of(rows),
        remarks=(),
        notes=(*sheet.notes, *unknown_columns(sheet, COLUMNS)),
        steps=tuple(step for _row, _visit, step in done),
    )


def _step(row: Row, visit: KnownVisit, stands: Ground) -> Step:
    shopper: KnownPerson | None = stands.shoppers.get(row["shopper"] or "")
    given = shopper.id if shopper and shopper.id != visit.shopper_id else None
    return Step(visit.id, given, row["due"] if row["due"] != visit.window_to else None)


def _line(row: Row, visit: KnownVisit, step: Step, names: dict[int, str]) -> Line:
    last = step.due or visit.window_to
    until = day(last) if last else "–"
    where = _("%(branch)s, %(wave)s", branch=visit.branch, wave=visit.wave)
    if step.shopper_id is None:
        return Line(row.number, where, _("until %(day)s", day=until))
    return Line(row.number, where, _("%(shopper)s, until %(day)s", shopper=names[step.shopper_id], day=until))


class _Finder:
    """Which visit each row is about: those that name one first, then those of whoever has one there, then any."""

    def __init__(self, stands: Ground) -> None:
        self.stands = stands
        self.by_key = {str(visit.id): visit for visit in stands.visits}
        self.taken: dict[UUID, int] = {}
        self.found: dict[int, KnownVisit] = {}

    def find(self, rows: list[Row]) -> list[tuple[Row, KnownVisit]]:
        self._places(rows)
        self._named(rows)
        self._of_shoppers(rows)
        self._open(rows)
        return [
            (row, self.found[row.number]) for row in rows if row.number in self.found and not row.problems
        ]

    def _take(self, row: Row, visit: KnownVisit) -> None:
        self.taken[visit.id], self.found[row.number] = row.number, visit

    def _places(self, rows: list[Row]) -> None:
        for row in good(rows):
            if row["wave"].casefold() not in self.stands.waves:
                row.wrong(
                    "wave", _("No wave is called like this."), _("Write its name as it stands under Waves.")
                )
            elif row["branch"].casefold() not in self.stands.codes:
                told = _("No branch of yours has the code “%(code)s”.", code=row["branch"][:40])
                row.wrong("branch", told, _("Write the code as it stands under Places."))

    def _named(self, rows: list[Row]) -> None:
        for row in good(rows):
            if not row["visit"]:
                continue
            visit = self.by_key.get(row["visit"].casefold())
            if visit is None or _place(row) != (visit.wave.casefold(), visit.code.casefold()):
                told = _("No open or assigned visit of this wave at this branch has this key.")
                row.wrong("visit", told, _("Leave the cell empty, or export the visits again."))
            elif visit.id in self.taken:
                told = _("Row %(row)s is about this visit too.", row=self.taken[visit.id])
                row.wrong("visit", told, _("Leave one of the two rows out."))
            else:
                self._take(row, visit)

    def _waiting(self, rows: list[Row]) -> list[Row]:
        return [row for row in good(rows) if row.number not in self.found]

    def _of_shoppers(self, rows: list[Row]) -> None:
        """A row that says again what stands is about the visit that stands so."""
        held: dict[tuple[tuple[str, str], int | None], deque[KnownVisit]] = defaultdict(deque)
        for visit in self.stands.visits:
            if visit.id not in self.taken and visit.shopper_id:
                held[(visit.wave.casefold(), visit.code.casefold()), visit.shopper_id].append(visit)
        for row in self._waiting(rows):
            shopper = self.stands.shoppers.get(row["shopper"] or "")
            own = held.get((_place(row), shopper.id)) if shopper else None
            if own:
                self._take(row, own.popleft())

    def _open(self, rows: list[Row]) -> None:
        free: dict[tuple[str, str], deque[KnownVisit]] = defaultdict(deque)
        for visit in self.stands.visits:
            if visit.id not in self.taken and visit.state == VisitState.OPEN:
                free[visit.wave.casefold(), visit.code.casefold()].append(visit)
        for row in self._waiting(rows):
            there = free.get(_place(row))
            if not row["shopper"]:
                row.wrong("shopper", _("This row names no visit and no shopper."), _("Write one of the two."))
            elif not there:
                told = _("No open visit of this wave is left at this branch.")
                row.wrong("branch", told, _("Leave the row out, or take a visit back first."))
            else:
                self._take(row, there.popleft())


def _place(row: Row) -> tuple[str, str]:
    return row["wave"].casefold(), row["branch"].casefold()
