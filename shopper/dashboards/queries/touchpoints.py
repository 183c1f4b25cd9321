"""Sums by branch for many measures at once."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import func, select

from shopper.dashboards.months import QUARTER, last_day
from shopper.dashboards.queries.scope import Scope, Sums, population
from shopper.extensions import db
from shopper.models import Branch, Person, Tally

Cells = list[tuple[int, int, bool, Sums]]


def measure_cells(person: Person, scope: Scope, measures: Iterable[str]) -> dict[str, Cells]:
    """What `comparison_cells` gives for `overall`, for each of these measures, in one question.

    These sums reach over the person's grants: only estimates made of them together may be shown."""
    quarter, inside = (scope.last - Tally.month) // QUARTER, Tally.month >= scope.first
    read = (
        select(
            Tally.measure,
            Tally.branch_id,
            quarter,
            inside,
            func.sum(Tally.n),
            func.sum(Tally.total),
            func.sum(Tally.total_sq),
        )
        .where(
            population(person, scope),
            Tally.measure.in_(list(measures)),
            Tally.month.between(scope.trailing, scope.last),
            Tally.branch_id.not_in(select(Branch.id).where(Branch.closed_on <= last_day(scope.last))),
        )
        .group_by(Tally.measure, Tally.branch_id, quarter, inside)
    )
    found: dict[str, Cells] = defaultdict(list)
    for measure, branch, block, within, n, total, total_sq in db.session.execute(read):
        cell = branch, int(block), bool(within), Sums(int(n), int(total), int(total_sq))
        found[measure].append(cell)
    return dict(found)
