"""Tallies made again from the stored snapshots, branch by branch, and the proof that both agree.

A branch's tallies depend on its own visits alone, so a rebuild is many short transactions, each whole
in itself: nobody who writes meanwhile waits long, and memory holds one branch."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import text

from scoring.tally import Cell, Sums, with_momentum
from shopper.audit import record
from shopper.database import writing
from shopper.extensions import db
from shopper.review import queries
from shopper.review.tallies import NOTHING, Key, apply_cells, month_of

Progress = Callable[[int], Any]
BATCH = 1_000
"""Visits after which a transaction ends: long enough to pay for itself, over before others give up waiting."""
ROOMY = "PRAGMA cache_size=-65536"
"""Room in memory for the index that every branch writes all over; else SQLite writes its pages many times."""


class Difference(NamedTuple):
    """A tally that is not what the snapshots add up to; n = 0 where there is none."""

    key: Key
    stored: Cell
    rebuilt: Cell


def rebuild(progress: Progress) -> int:
    """Put right every tally that differs; `progress` hears the visits of each branch.

    Returns how many visits were read. Tallies that are right are not touched. Snapshots from before
    momentum was counted are completed first, from what they explain themselves."""
    _complete_snapshots()
    read = 0
    for branches in _batches():
        with writing():
            _hold_tallies()
            for branch_id in branches:
                visits, found = _compared(branch_id)
                apply_cells({each.key: each.rebuilt - each.stored for each in found})
                progress(visits)
                read += visits
    with writing():
        record("tallies.rebuild", None, None, {"visits": read})
    return read


def _complete_snapshots() -> None:
    """What a snapshot adds to the tallies changes only here, before they are put right by it."""
    ids = queries.scores_without_momentum()
    for start in range(0, len(ids), BATCH // 4):
        with writing():
            for score in queries.scores_by_id(ids[start : start + BATCH // 4]):
                score.tally = with_momentum(score.tally, score.explanation)


def check(progress: Progress) -> Iterator[Difference]:
    """Every tally that differs from a rebuild; nothing is changed."""
    for branch_id, _visits in queries.every_branch():
        with _one_moment():
            visits, found = _compared(branch_id)
        yield from found
        progress(visits)


def _compared(branch_id: int) -> tuple[int, list[Difference]]:
    """How many released visits a branch has, and where its tallies are not their sum."""
    visits, sums = rebuilt(branch_id)
    stored = {Key(*row[:4]): Cell(*row[4:]) for row in queries.stored_tallies(branch_id)}
    return visits, list(_differences(stored, sums))


def _batches() -> Iterator[list[int]]:
    """Branches with enough visits between them to be worth a transaction, not so many that others wait."""
    batch: list[int] = []
    size = 0
    for branch_id, visits in queries.every_branch():
        batch, size = [*batch, branch_id], size + visits
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    yield batch


def _hold_tallies() -> None:
    """Wait for releases under way and let none start; SQLite has one writer at a time anyway."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("LOCK TABLE tally IN SHARE ROW EXCLUSIVE MODE"))
    else:
        db.session.execute(text(ROOMY))


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
        before, after = stored.get(key, NOTHING), sums.get(key, NOTHING)
        if before != after:
            yield Difference(key, before, after)


def rebuilt(branch_id: int) -> tuple[int, dict[Key, Cell]]:
    """How many released visits a branch has, and what their scores in force add up to."""
    sums: defaultdict[tuple[int, int], Sums] = defaultdict(Sums)
    visits = 0
    for version_id, day, tally in queries.released_tallies(branch_id):
        sums[version_id, month_of(day)].add(tally)
        visits += 1
    return visits, {
        Key(branch_id, version_id, measure, month): cell
        for (version_id, month), own in sums.items()
        for measure, cell in own.cells()
    }
