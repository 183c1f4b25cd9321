"""What saving a sheet would do: all of it known before anything is saved."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from flask_babel import gettext as _

from shopper.admin.places.queries import Ground, KnownBranch
from shopper.admin.places.queries.ground import Path, folded
from shopper.admin.places.sheets.columns import columns_of
from shopper.admin.places.sheets.rows import Reader, Row, unknown_columns
from shopper.sheets import RowProblem, Sheet


@dataclass(frozen=True)
class Change:
    """A branch as it is to be: `values` are columns of Branch, `fields` what differs, `known` what stands."""

    row: int
    name: str
    region: Path
    values: dict[str, Any]
    fields: tuple[str, ...]
    known: KnownBranch | None


@dataclass(frozen=True)
class Plan:
    """`regions` are the paths to make, each after the one over it; `ground` is what it was made against."""

    ground: Ground
    rows: int
    new: tuple[Change, ...]
    changed: tuple[Change, ...]
    same: int
    regions: tuple[Path, ...]
    problems: tuple[RowProblem, ...]
    notes: tuple[str, ...]

    @property
    def bad(self) -> int:
        """How many rows something is wrong with."""
        return len({problem.row for problem in self.problems})

    @property
    def does_something(self) -> bool:
        return bool(self.new or self.changed)

    @property
    def fields(self) -> Counter[str]:
        """How many branches change in each column."""
        return Counter(name for change in self.changed for name in change.fields)

    @cached_property
    def digest(self) -> str:
        """Two plans with the same digest save the same on the same ground."""
        told = [
            (c.row, c.region, c.values, c.known and c.known.edit_number) for c in (*self.new, *self.changed)
        ]
        return sha256(repr((told, self.same, self.regions, self.bad)).encode()).hexdigest()


def make_plan(sheet: Sheet, ground: Ground) -> Plan:
    """Hold every row against what stands. Raises SheetError where the columns cannot be known."""
    read = list(Reader(sheet, ground).read())
    good = [row for row in read if not row.problems]
    differing = [row for row in good if row.known is None or row.changed]
    return Plan(
        ground=ground,
        rows=len(read),
        new=tuple(_change(row) for row in differing if row.known is None),
        changed=tuple(_change(row) for row in differing if row.known),
        same=len(good) - len(differing),
        regions=_missing([row.whole["region"] for row in differing], ground),
        problems=tuple(problem for row in read for problem in row.problems),
        notes=(*sheet.notes, *_left_out(sheet)),
    )


def _change(row: Row) -> Change:
    whole = row.whole
    return Change(row.number, whole["name"], whole["region"], columns_of(whole), row.changed, row.known)


def _missing(paths: list[Path], ground: Ground) -> tuple[Path, ...]:
    """Every region on the way to these that is not there, as it was first written."""
    found: dict[Path, Path] = {}
    for path in paths:
        for end in range(1, len(path) + 1):
            key = folded(path[:end])
            if key not in ground.regions:
                found.setdefault(key, path[:end])
    return tuple(sorted(found.values(), key=len))


def _left_out(sheet: Sheet) -> list[str]:
    unknown = unknown_columns(sheet)
    told = _("These columns are not known here and are left out: %(columns)s.", columns=", ".join(unknown))
    return [told] if unknown else []
