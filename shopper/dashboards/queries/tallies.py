"""Sums of released visits: what every number on the dashboards is made of."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, select

from shopper.dashboards.months import QUARTER
from shopper.dashboards.queries.scope import Scope, Sums, here, population
from shopper.dashboards.queries.waves import counted
from shopper.extensions import db
from shopper.models import Person, Tally

MONTHS_SHOWN = 24
MANY_BRANCHES, MANY_VISITS = 200, 1200


def spread(person: Person, scope: Scope, measures: Iterable[str], since: int) -> dict[str, tuple[float, int]]:
    """Pooled variance of one visit in points² and its degrees of freedom, per measure.

    Over the branch × quarter cells of the whole reference population from the month `since` on: the trailing
    year, or the period alone where that tells enough. Each cell's n·Q − S² is a whole number, so nothing
    cancels."""
    cell = (
        select(Tally.measure, *_sums())
        .where(
            population(person, scope),
            Tally.measure.in_(list(measures)),
            Tally.month.between(since, scope.last),
        )
        .group_by(Tally.measure, Tally.branch_id, (scope.last - Tally.month) // QUARTER)
        .subquery()
    )
    n, total, total_sq = cell.c.n, cell.c.total, cell.c.total_sq
    around = func.sum((n * total_sq - total * total) * 1.0 / n)
    pooled = select(cell.c.measure, around, func.sum(n - 1)).group_by(cell.c.measure)
    return {
        row[0]: (float(row[1]) / int(row[2]) / 10_000 if row[2] else 0.0, int(row[2]))
        for row in db.session.execute(pooled)
    }


def tells_enough(branches: int, visits: int) -> bool:
    """Whether a period tells by itself how much visits and branches differ: from here on the quarters
    before it would hardly move a number; below, all of the trailing year is read for that."""
    return branches >= MANY_BRANCHES and visits >= MANY_VISITS


def sums_in(person: Person, scope: Scope, measures: Iterable[str]) -> dict[str, Sums]:
    """The sums of each measure in scope."""
    cells = counted(scope)
    return _by_measure(cells, measures, scope, cells.version_id == scope.version, here(person, scope, cells))


def chain_sums(person: Person, scope: Scope, measures: Iterable[str]) -> dict[str, Sums]:
    """The same over the whole reference population: nameless, whoever asks."""
    cells = counted(scope)
    return _by_measure(cells, measures, scope, population(person, scope, cells))


def _by_measure(
    cells: Any, measures: Iterable[str], scope: Scope, *where: ColumnElement[bool]
) -> dict[str, Sums]:
    read = (
        select(cells.measure, *_sums(cells))
        .where(*where, cells.measure.in_(list(measures)), cells.month.between(scope.first, scope.last))
        .group_by(cells.measure)
    )
    return {row[0]: _read(row[1:]) for row in db.session.execute(read)}


def counts_by_branch(person: Person, scope: Scope, measure: str) -> dict[int, int]:
    """How often a thing was counted at each branch in scope."""
    cells = counted(scope)
    read = (
        select(cells.branch_id, func.sum(cells.n))
        .where(
            cells.version_id == scope.version,
            cells.measure == measure,
            cells.month.between(scope.first, scope.last),
            here(person, scope, cells),
        )
        .group_by(cells.branch_id)
    )
    return {row[0]: int(row[1]) for row in db.session.execute(read)}


def _sums(cells: Any = Tally) -> tuple[ColumnElement[int], ...]:
    columns = (cells.n, cells.total, cells.total_sq)
    return tuple(func.sum(column).label(column.key) for column in columns)


def _read(row: Sequence[Any]) -> Sums:
    """Sums as Python's own integers, which never overflow (PostgreSQL sums to decimals)."""
    return Sums(*(int(value) for value in row))
