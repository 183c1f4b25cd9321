"""Sums by branch for many measures at once."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from sqlalchemy import Select, func, select, true

from scoring.comparison import CellTable
from shopper.dashboards.months import QUARTER, last_day
from shopper.dashboards.queries.scope import Scope, mine, population
from shopper.dashboards.queries.waves import learned
from shopper.extensions import db
from shopper.models import Branch, Person, QuestionSet, QuestionSetVersion


def comparison_table(person: Person, scope: Scope) -> CellTable | None:
    """The overall score of every branch of the client that was not closed by the end, over the trailing
    year or the period where that is longer; None without visits. As with `measure_tables`, only what is
    made of all of it together may be shown."""
    closed = select(Branch.id).where(Branch.closed_on <= last_day(scope.last))
    return _read(person, scope, ["overall"], scope.trailing, closed).get("overall")


def measure_tables(
    person: Person, scope: Scope, measures: Iterable[str], since: int
) -> Mapping[str, CellTable]:
    """Every branch of the client, closed ones too, from a month on, for each measure that has visits.

    These sums reach over the person's grants: only what is made of them together may be shown."""
    return _read(person, scope, measures, since)


def _read(
    person: Person, scope: Scope, measures: Iterable[str], since: int, but: Select[int] | None = None
) -> dict[str, CellTable]:
    """`but`: branches to leave out."""
    cells, inside = learned(scope)
    quarter = (scope.last - cells.month) // QUARTER
    sums = (func.sum(each) for each in (cells.n, cells.total, cells.total_sq))
    read = (
        select(cells.measure, cells.branch_id, quarter, inside, *sums)
        .where(
            population(person, scope, cells),
            cells.measure.in_(list(measures)),
            cells.month.between(since, scope.last),
            true() if but is None else cells.branch_id.not_in(but),
        )
        .group_by(cells.measure, cells.branch_id, quarter, inside)
        .order_by(cells.measure)
    )
    return _tables(db.session.connection().execute(read).all())


def closed_branches(person: Person, scope: Scope) -> set[int]:
    """Branches of the version's client that were closed by the end: they are no longer compared."""
    clients = select(QuestionSet.client_id).join(QuestionSetVersion).where(mine(person, scope.version))
    closed = select(Branch.id).where(Branch.client_id.in_(clients), Branch.closed_on <= last_day(scope.last))
    return set(db.session.scalars(closed))


def _tables(rows: Iterable[Any]) -> dict[str, CellTable]:
    """One table per measure from rows in order of their measures (PostgreSQL sums to decimals)."""
    columns = list(zip(*rows, strict=True))
    if not columns:
        return {}
    _names, first = np.unique(np.array(columns[0]), return_index=True)
    branch, block, n, total, total_sq = (np.array(columns[at], dtype=np.int64) for at in (1, 2, 4, 5, 6))
    whole = CellTable(branch, block, np.array(columns[3], dtype=np.bool_), n, total, total_sq)
    parts = zip(*(np.split(column, np.sort(first)[1:]) for column in whole), strict=True)
    found = [str(columns[0][at]) for at in np.sort(first)]
    return {name: CellTable(*part) for name, part in zip(found, parts, strict=True)}
