"""What a sheet of waves would do: new plans, and changes to plans that were not started."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext

from shopper.models import Person, Region
from shopper.programme.plan import Line, Plan, problems_of
from shopper.programme.reading import Row, read_rows, unknown_columns
from shopper.programme.waves.checks import check_rows, check_whole, overlaps
from shopper.programme.waves.columns import COLUMNS, NEEDED, SHARED
from shopper.programme.waves.group import Group
from shopper.programme.waves.queries import Ground, ground
from shopper.sheets import Sheet


class Step(NamedTuple):
    """A wave as it is to be: `values` in the order of SHARED, `visits` as pairs of branch and number."""

    wave_id: int | None
    name: str
    version_id: int
    values: tuple[Any, ...]
    visits: tuple[tuple[int, int], ...]


def make_plan(sheet: Sheet, person: Person, client: Region) -> Plan:
    """Hold every row against what stands. Raises SheetError where the columns cannot be known."""
    stands = ground(person, client)
    rows = list(read_rows(sheet, COLUMNS, NEEDED))
    groups = _groups(rows, stands)
    for group in groups:
        check_rows(group, stands)
        _fill(group, stands)
        check_whole(group, stands)
    done = [group for group in groups if group.whole and group.good and not group.is_same]
    touched = {id(group) for group in done}
    return Plan(
        rows=len(rows),
        new=tuple(_line(group) for group in done if group.known is None),
        changed=tuple(_line(group) for group in done if group.known),
        same=sum(len(one.good) for one in groups if one.whole and id(one) not in touched),
        left=sum(len(group.good) for group in groups if not group.whole),
        problems=problems_of(rows),
        remarks=overlaps(done, stands),
        notes=(*sheet.notes, *unknown_columns(sheet, COLUMNS)),
        steps=tuple(_step(group, stands) for group in done),
    )


def _groups(rows: Sequence[Row], stands: Ground) -> list[Group]:
    found: dict[str, Group] = {}
    for row in rows:
        name = row["wave"]
        if name:
            key = name.casefold()
            known = stands.waves.get(key)
            found.setdefault(key, Group(known.name if known else name, known)).rows.append(row)
    return list(found.values())


def _fill(group: Group, stands: Ground) -> None:
    """What the rows say, over what stands where the sheet leaves a branch out."""
    for name in SHARED:
        said = [row[name] for row in group.rows if row[name] not in (None, "")]
        group.values[name] = _some(said[0]) if said else _nothing(name)
    group.visits = dict(group.before)
    for row in group.good:
        number = 1 if row["visits"] is None else row["visits"]
        group.visits[stands.branches[row["branch"].casefold()].id] = number
    group.visits = {one: number for one, number in group.visits.items() if number}


def _some(value: Any) -> Any:
    """A number as the waves that stand tell it: none is nothing."""
    return None if value == 0 and not isinstance(value, bool) else value


def _nothing(name: str) -> Any:
    """What stands where no row says anything."""
    if name in ("on_board", "holds_results", "names_staff"):
        return False
    return "" if name in ("currency", "staff_told", "question_set") else None


def _step(group: Group, stands: Ground) -> Step:
    values = tuple(group.values[name] for name in SHARED)
    version = stands.versions[group.values["question_set"], group.values["version"]]
    known = group.known.id if group.known else None
    return Step(known, group.name, version, values, tuple(sorted(group.visits.items())))


def _line(group: Group) -> Line:
    visits = sum(group.visits.values())
    words = ngettext("%(num)s visit at %(branches)s branches", "%(num)s visits at %(branches)s branches",
                     visits, branches=len(group.visits))  # fmt: skip
    if group.known is None:
        return Line(group.rows[0].number, group.name, words)
    changed = [name for name in SHARED if group.known.values[name] != group.values[name]]
    other = [_("branches and visits")] if group.visits != group.before else []
    return Line(group.rows[0].number, group.name, ", ".join([*changed, *other, words]))
