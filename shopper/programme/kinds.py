"""The kinds of sheets: what each is called, who may use it, and what it is made and saved by."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from shopper.admin.places.sheets.columns import Column
from shopper.models import Person, Region
from shopper.permissions import Can
from shopper.programme.assignments import columns as assignment_columns
from shopper.programme.assignments import commands as assignment_commands
from shopper.programme.assignments import export as assignment_export
from shopper.programme.assignments import plan as assignment_plan
from shopper.programme.people import columns as people_columns
from shopper.programme.people import commands as people_commands
from shopper.programme.people import export as people_export
from shopper.programme.people import plan as people_plan
from shopper.programme.plan import Plan
from shopper.programme.waves import columns as wave_columns
from shopper.programme.waves import commands as wave_commands
from shopper.programme.waves import export as wave_export
from shopper.programme.waves import plan as wave_plan
from shopper.sheets import Sheet, write_sheet


@dataclass(frozen=True)
class Kind:
    """`new` and `changed` head the lists of what the sheet would do; `rule` says what a row is."""

    name: str
    permission: Can
    title: LazyString
    rule: LazyString
    new: LazyString
    changed: LazyString
    columns: tuple[Column, ...]
    needed: tuple[str, ...]
    plan: Callable[[Sheet, Person, Region], Plan]
    export: Callable[[Person, Region], Iterable[dict[str, object]]]
    save: Callable[[Region, Plan, Person], Any]

    def as_sheet(self, person: Person, client: Region) -> str:
        """What is there now, so that the import reads it as the same."""
        rows = self.export(person, client)
        cells = ([column.write(row[column.name]) for column in self.columns] for row in rows)
        return write_sheet([column.name for column in self.columns], cells)

    def template(self) -> str:
        """The heading with one row to write over."""
        return write_sheet(
            [column.name for column in self.columns], [[column.example for column in self.columns]]
        )


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "people", Can.PEOPLE_EDIT, _l("People"),
            _l("One role of one person a row. Who is new gets an invitation, whose link is shown once after saving; roles are given and never taken away."),
            _l("Invited"), _l("One role more"),
            people_columns.COLUMNS, people_columns.NEEDED,
            people_plan.make_plan, people_export.export, people_commands.save,
        ),
        Kind(
            "waves", Can.WAVES_EDIT, _l("Waves"),
            _l("One branch of one wave a row. What holds for the whole wave may stand on one of its rows or on all, alike. Branches that the sheet leaves out stay in the plan."),
            _l("Planned"), _l("Changed plans"),
            wave_columns.COLUMNS, wave_columns.NEEDED,
            wave_plan.make_plan, wave_export.export, wave_commands.save,
        ),
        Kind(
            "assignments", Can.WAVES_EDIT, _l("Assignments"),
            _l("One visit of a running wave a row, with the shopper who is to make it. Nothing is taken from anybody: that is done on the page of the wave."),
            _l("Given out"), _l("Another last day"),
            assignment_columns.COLUMNS, assignment_columns.NEEDED,
            assignment_plan.make_plan, assignment_export.export, assignment_commands.save,
        ),
    )
}  # fmt: skip
