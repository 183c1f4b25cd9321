"""Tallies: exact sums of released visits, changed in the transaction that releases or withdraws."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from secrets import randbits
from typing import Any, NamedTuple

from sqlalchemy import bindparam, delete
from sqlalchemy.dialects import postgresql, sqlite

from scoring.tally import Cell, cells
from shopper.extensions import db
from shopper.models import Tally, TallyMark, Visit, VisitScore
from shopper.review import queries

NOTHING = Cell()
MARK_BITS = 40
"""So that the sum of millions of them is still a whole number to both databases."""


class Key(NamedTuple):
    """What a tally is of; `month` is year × 12 + month − 1 in the branch's own calendar."""

    branch_id: int
    version_id: int
    measure: str
    month: int


COLUMNS = (*Key._fields, *Cell.__dataclass_fields__)


def month_of(day: date) -> int:
    """The month of a branch-local day as tallies count it."""
    return day.year * 12 + day.month - 1


def score_cells(branch_id: int, version_id: int, day: date, tally: Mapping[str, Any]) -> dict[Key, Cell]:
    """What one visit adds: its tally document under the keys of its branch, version and month."""
    month = month_of(day)
    return {Key(branch_id, version_id, measure, month): cell for measure, cell in cells(tally)}


def add_to_tallies(visit: Visit, score: VisitScore) -> None:
    """Count a visit in; part of the command that releases it."""
    apply_cells(_cells_of(visit, score))


def take_from_tallies(visit: Visit, score: VisitScore) -> None:
    """Take a visit out again; part of the command that withdraws it."""
    apply_cells({key: NOTHING - cell for key, cell in _cells_of(visit, score).items()})


def change_tallies(visit: Visit, before: VisitScore, after: VisitScore) -> None:
    """Put a new score in the place of an old one; part of the command that scores again."""
    changed = defaultdict(Cell, _cells_of(visit, after))
    for key, cell in _cells_of(visit, before).items():
        changed[key] -= cell
    apply_cells(changed)


def _cells_of(visit: Visit, score: VisitScore) -> dict[Key, Cell]:
    if visit.visited_on is None:
        raise ValueError("a visit without a day belongs to no month")
    return score_cells(visit.branch_id, visit.version_id, visit.visited_on, score.tally)


def apply_cells(changes: Mapping[Key, Cell]) -> None:
    """Add to the stored tallies by one statement; rows that count no visit any more are deleted.

    In the order of the keys, so that two transactions never wait for each other in a circle."""
    keys = [key for key in sorted(changes) if changes[key] != NOTHING]
    if not keys:
        return
    _mark({(key.version_id, key.branch_id) for key in keys})
    rows = [_row(key, changes[key]) for key in keys]
    connection = db.session.connection()
    connection.execute(_add(connection.dialect.name), rows)
    emptied = [{f"_{name}": row[name] for name in Key._fields} for row in rows if row["n"] < 0]
    if emptied:
        connection.execute(_DELETE_EMPTY, emptied)


def mark_unmarked() -> None:
    """Mark tallies that came another way than by being added to."""
    if pairs := queries.unmarked_tallies():
        _mark(pairs)


def _mark(pairs: Iterable[tuple[int, int]]) -> None:
    """Say that tallies of these versions and branches are about to change.

    Before the first of them is locked: whoever else changes tallies of the branch waits here and holds none."""
    rows = [
        {"version_id": version, "branch_id": branch, "mark": randbits(MARK_BITS)}
        for version, branch in sorted(pairs)
    ]
    connection = db.session.connection()
    connection.execute(_set_mark(connection.dialect.name), rows)


def _row(key: Key, cell: Cell) -> dict[str, Any]:
    return dict(zip(COLUMNS, (*key, cell.n, cell.total, cell.total_sq), strict=True))


def _insert(dialect: str) -> Any:
    """Both databases spell an upsert alike, SQLAlchemy has one for each."""
    return (postgresql if dialect == "postgresql" else sqlite).insert


@cache
def _add(dialect: str) -> Any:
    insert = _insert(dialect)(Tally)
    summed = {name: getattr(Tally, name) + insert.excluded[name] for name in Cell.__dataclass_fields__}
    return insert.on_conflict_do_update(index_elements=list(Key._fields), set_=summed)


@cache
def _set_mark(dialect: str) -> Any:
    insert = _insert(dialect)(TallyMark)
    return insert.on_conflict_do_update(
        index_elements=["version_id", "branch_id"], set_={"mark": insert.excluded.mark}
    )


_DELETE_EMPTY = delete(Tally).where(
    Tally.n == 0, *(getattr(Tally, name) == bindparam(f"_{name}") for name in Key._fields)
)
