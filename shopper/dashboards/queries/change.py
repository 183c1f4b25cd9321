"""Months of any measure: of what is shown, and of every branch of the chain to learn from."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Row, func, literal, select, true

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


def months_of(
    person: Person, scope: Scope, versions: Iterable[int], measures: Iterable[str]
) -> list[MonthSums]:
    """Two years up to the end of these versions, in order; all waves."""
    key = (QuestionSetVersion.number, Tally.month, Tally.measure)
    read = (
        select(*key, func.sum(Tally.n), func.sum(Tally.total), func.sum(Tally.total_sq))
        .join(QuestionSetVersion, QuestionSetVersion.id == Tally.version_id)
        .where(
            Tally.version_id.in_(list(versions)),
            Tally.measure.in_(list(measures)),
            Tally.month.between(scope.last - MONTHS_SHOWN + 1, scope.last),
            here(person, scope),
        )
        .group_by(*key)
        .order_by(*key)
    )
    return [MonthSums(*row[:3], Sums(*map(int, row[3:]))) for row in db.session.execute(read)]


def cells_between(
    person: Person, scope: Scope, measure: str, first: int, last: int
) -> Sequence[Row[int, int, int, int, int]]:
    """(branch, month, n, total, total_sq) of the whole reference population.

    They reach over the person's grants: only what is learned from them together may be shown."""
    read = select(Tally.branch_id, Tally.month, Tally.n, Tally.total, Tally.total_sq).where(
        population(person, scope), Tally.measure == measure, Tally.month.between(first, last)
    )
    return db.session.connection().execute(read).all()


def starts(
    person: Person, scope: Scope, measure: str, branches: set[int] | None
) -> Sequence[Row[str, int, int, int]]:
    """When each branch of the reference population, or of these of it, was first visited with this version:
    (measure, branch, first month, visits of the half year from then on), in order of branches."""
    clients = select(QuestionSet.client_id).join(QuestionSetVersion).where(mine(person, scope.version))
    of_branch = (
        Tally.branch_id == Branch.id,
        Tally.version_id == scope.version,
        Tally.measure == measure,
    )
    first = select(func.min(Tally.month)).where(*of_branch).scalar_subquery()
    among = true() if branches is None else Branch.id.in_(branches)
    begun = select(Branch.id, first.label("first")).where(Branch.client_id.in_(clients), among).subquery()
    early = select(func.sum(Tally.n)).where(
        Tally.branch_id == begun.c.id,
        Tally.version_id == scope.version,
        Tally.measure == measure,
        Tally.month.between(begun.c.first, begun.c.first + HALF_YEAR - 1),
    )
    read = select(literal(measure), begun, early.scalar_subquery()).where(begun.c.first.is_not(None))
    return db.session.connection().execute(read.order_by(begun.c.id)).all()


def change_notes(person: Person, set_id: int) -> dict[int, str]:
    """What the publisher of each version of a set said had changed, by number."""
    read = select(QuestionSetVersion.number, QuestionSetVersion.change_note).join(QuestionSet)
    return dict(db.session.execute(read.where(QuestionSet.id == set_id, client(person))).all())
