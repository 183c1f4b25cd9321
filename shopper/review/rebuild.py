"""Tallies made again from the stored snapshots, branch by branch, and the proof that both agree.

A branch's tallies depend on its own visits alone, so each branch is a short transaction of its own:
nobody who writes meanwhile waits for more than one of them, and memory holds one branch."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import delete, text

from scoring.tally import Cell, cells
from shopper.audit import record
from shopper.database import writing
from shopper.extensions import db
from shopper.models import Tally
from shopper.review import queries
from shopper.review.tallies import Key, apply_cells, month_of

Progress = Callable[[int], Any]


class Difference(NamedTuple):
    """A tally that is not what the snapshots add up to; n = 0 where there is none."""

    key: Key
    stored: Cell
    rebuilt: Cell


def rebuild(progress: Progress) -> int:
    """Write all tallies anew; `progress` hears the visits of each branch. Returns the visits read."""
    read = 0
    for branch_id in queries.every_branch():
        with writing():
            _hold_tallies()
            count, sums = rebuilt(branch_id)
            db.session.execute(delete(Tally).where(Tally.branch_id == branch_id))
            apply_cells(sums)
        progress(count)
        read += count
    with writing():
        record("tallies.rebuild", None, None, {"visits": read})
    return read


def check(progress: Progress) -> Iterator[Difference]:
    """Every tally that differs from a rebuild; nothing is changed."""
    for branch_id in queries.every_branch():
        with _one_moment():
            count, sums = rebuilt(branch_id)
            stored = {Key(*row[:4]): Cell(*row[4:]) for row in queries.stored_tallies(branch_id)}
        yield from _differences(stored, sums)
        progress(count)


def _hold_tallies() -> None:
    """Wait for releases under way and let none start; SQLite has one writer at a time anyway."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("LOCK TABLE tally IN SHARE ROW EXCLUSIVE MODE"))


@contextmanager
def _one_moment() -> Iterator[None]:
    """Read both sides as they stood at one moment, whoever releases meanwhile."""
    db.session.rollback()
    if db.engine.dialect.name == "postgresql":
        db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    try:
        yield
    finally:
        db.session.rollback()


def _differences(stored: Mapping[Key, Cell], sums: Mapping[Key, Cell]) -> Iterator[Difference]:
    for key in sorted(stored.keys() | sums.keys()):
        before, after = stored.get(key, Cell()), sums.get(key, Cell())
        if before != after:
            yield Difference(key, before, after)


def rebuilt(branch_id: int) -> tuple[int, dict[Key, Cell]]:
    """How many released visits a branch has, and what their scores in force add up to."""
    sums: defaultdict[tuple[int, str, int], list[int]] = defaultdict(lambda: [0, 0, 0])
    read = 0
    for version_id, day, tally in queries.released_tallies(branch_id):
        month = month_of(day)
        read += 1
        for measure, cell in cells(tally):
            into = sums[version_id, measure, month]
            into[0] += cell.n
            into[1] += cell.total
            into[2] += cell.total_sq
    return read, {Key(branch_id, *key): Cell(*into) for key, into in sums.items()}
