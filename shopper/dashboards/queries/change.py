"""Months of any measure: of what is shown, and of every branch of the chain to learn from."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Row, func, select

from shopper.dashboards.queries.scope import Scope, Sums, client, here, mine, population
from shopper.dashboards.queries.tallies import MONTHS_SHOWN
from shopper.extensions import db
from shopper.models import Branch, Person, QuestionSet, QuestionSetVersion, Tally

HALF_YEAR = 6


class MonthSums(NamedTuple):
    """Sums of one measure in one month with one version of the set."""

    number: int
    """Of the version."""
    month: int
    measure: str
    sums: Sums


class Start(NamedTuple):
    """A branch's first month with visits, and the visits of the half year from then on."""

    first: int
    visits: int


def months_of(person: Person, scope: Scope, set_id: int, measures: Iterable[str]) -> list[MonthSums]:
    """Two years up to the end, every version of the set up to the one shown, in order."""
    last = select(QuestionSetVersion.number).where(QuestionSetVersion.id == scope.version).scalar_subquery()
    versions = select(QuestionSetVersion.id).where(
        QuestionSetVersion.question_set_id == set_id, QuestionSetVersion.number <= last
    )
    key = (QuestionSetVersion.number, Tally.month, Tally.measure)
    read = (
        select(*key, func.sum(Tally.n), func.sum(Tally.total), func.sum(Tally.total_sq))
        .join(QuestionSetVersion, QuestionSetVersion.id == Tally.version_id)
        .where(
            Tally.version_id.in_(versions),
            Tally.measure.in_(list(measures)),
            Tally.month.between(scope.last - MONTHS_SHOWN + 1, scope.last),
            here(person, scope),
        )
        .group_by(*key)
        .order_by(*key)
    )
    return [MonthSums(*row[:3], Sums(*map(int, row[3:]))) for row in db.session.execute(read)]


def monthly_cells(person: Person, scope: Scope, measure: str) -> Sequence[Row[int, int, int, int, int]]:
    """(branch, month, n, total, total_sq) of the whole reference population, two years up to the end.

    They reach over the person's grants: only what is learned from them together may be shown."""
    return cells_between(person, scope, measure, scope.last - MONTHS_SHOWN + 1, scope.last)


def cells_between(
    person: Person, scope: Scope, measure: str, first: int, last: int
) -> Sequence[Row[int, int, int, int, int]]:
    """The same as `monthly_cells` of these months."""
    read = select(Tally.branch_id, Tally.month, Tally.n, Tally.total, Tally.total_sq).where(
        population(person, scope), Tally.measure == measure, Tally.month.between(first, last)
    )
    return db.session.connection().execute(read).all()


def starts(person: Person, scope: Scope, measure: str) -> dict[int, Start]:
    """When each branch of the reference population was first visited with this version."""
    clients = select(QuestionSet.client_id).join(QuestionSetVersion).where(mine(person, scope.version))
    of_branch = (
        Tally.branch_id == Branch.id,
        Tally.version_id == scope.version,
        Tally.measure == measure,
    )
    first = select(func.min(Tally.month)).where(*of_branch).scalar_subquery()
    begun = select(Branch.id, first.label("first")).where(Branch.client_id.in_(clients)).subquery()
    early = select(func.sum(Tally.n)).where(
        Tally.branch_id == begun.c.id,
        Tally.version_id == scope.version,
        Tally.measure == measure,
        Tally.month.between(begun.c.first, begun.c.first + HALF_YEAR - 1),
    )
    read = select(begun, early.scalar_subquery()).where(begun.c.first.is_not(None))
    rows = db.session.connection().execute(read)
    return {branch: Start(first, int(visits)) for branch, first, visits in rows}


def change_notes(person: Person, set_id: int) -> dict[int, str]:
    """What the publisher of each version of a set said had changed, by number."""
    read = select(QuestionSetVersion.number, QuestionSetVersion.change_note).join(QuestionSet)
    return dict(db.session.execute(read.where(QuestionSet.id == set_id, client(person))).all())
