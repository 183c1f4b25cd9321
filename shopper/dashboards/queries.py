"""Everything the dashboards read: tallies for numbers, visits only to be listed and opened.

Whatever names a branch, a visit or an answer stays inside the person's grants. The reference
population of a comparison reaches over them, as nameless sums only."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from flask import abort
from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import joinedload

from shopper.dashboards.months import QUARTER, first_day, last_day
from shopper.extensions import db
from shopper.models import (
    Branch,
    Person,
    QuestionSet,
    QuestionSetVersion,
    Region,
    Tally,
    Visit,
    VisitEvidence,
    VisitScore,
    VisitState,
)
from shopper.permissions import ROLE_CAN, Can, within

TRAILING = 12
"""Months from which the variance of a visit and the spread between branches are learned."""
MONTHS_SHOWN = 24


class Version(NamedTuple):
    """A published version with visits here, and the first and last month that has some."""

    id: int
    set_id: int
    title: str
    number: int
    channel: str
    first: int
    last: int


class Scope(NamedTuple):
    """Whose visits a page shows: below a region or at one branch, one version, these months."""

    path: str
    version: int
    first: int
    last: int
    branch_id: int | None = None

    @property
    def trailing(self) -> int:
        """The first month of the year up to the end, or of the period where that is longer."""
        return min(self.first, self.last - TRAILING + 1)


class Sums(NamedTuple):
    """Number, sum and sum of squares, in hundredths of a point; counts have only n."""

    n: int
    total: int
    total_sq: int


class BranchRow(NamedTuple):
    id: int
    name: str
    closed_on: date | None


class VisitRow(NamedTuple):
    """A released visit; points in hundredths, None where it could not be scored."""

    id: UUID
    visited_on: date
    reference: str | None
    raw: int | None
    official: int | None
    outcome: str


def regions_seen(person: Person) -> Sequence[Region]:
    """Every region whose results this person may see."""
    return db.session.scalars(select(Region).where(within(person, Can.RESULTS_SEE))).all()


def versions_in(person: Person, path: str, branch_id: int | None = None) -> list[Version]:
    """Versions with released visits below `path`, the one with the latest visits first."""
    counted = and_(Tally.measure.in_(("overall", "not_scored")), _below(person, path, branch_id))
    latest = func.max(Tally.month)
    found = (
        select(
            QuestionSetVersion.id,
            QuestionSetVersion.question_set_id,
            QuestionSet.title,
            QuestionSetVersion.number,
            QuestionSetVersion.channel,
            func.min(Tally.month),
            latest,
        )
        .join(Tally, Tally.version_id == QuestionSetVersion.id)
        .join(QuestionSet)
        .where(counted)
        .group_by(QuestionSetVersion.id, QuestionSet.id)
        .order_by(latest.desc(), QuestionSetVersion.published_at.desc(), QuestionSetVersion.id.desc())
    )
    return [Version(*row) for row in db.session.execute(found)]


def version_row(person: Person, version_id: int) -> QuestionSetVersion:
    """A version that `versions_in` named, with its definition."""
    found = select(QuestionSetVersion).join(QuestionSet)
    return db.session.scalars(found.where(_mine(person, version_id))).one()


def comparison_cells(person: Person, scope: Scope) -> list[tuple[int, int, bool, Sums]]:
    """(branch, quarter, in the period, sums) of every branch of the client on this version.

    Quarters are blocks of three months counted back from the end; the trailing year is read, or the
    period where that is longer. Branches closed by the end of the period are left out. These sums
    reach over the person's grants: only estimates made of them together may be shown."""
    quarter, inside = (scope.last - Tally.month) // QUARTER, Tally.month >= scope.first
    read = (
        select(Tally.branch_id, quarter, inside, *_sums())
        .where(
            _population(person, scope),
            Tally.measure == "overall",
            Tally.month.between(scope.trailing, scope.last),
            Tally.branch_id.not_in(select(Branch.id).where(Branch.closed_on <= last_day(scope.last))),
        )
        .group_by(Tally.branch_id, quarter, inside)
    )
    return [(row[0], int(row[1]), bool(row[2]), _read(row[3:])) for row in db.session.execute(read)]


def spread(person: Person, scope: Scope, measures: Iterable[str]) -> dict[str, tuple[float, int]]:
    """Pooled variance of one visit in points² and its degrees of freedom, per measure.

    Over the branch × quarter cells of the trailing year of the whole reference population. Each
    cell's n·Q − S² is a whole number, so nothing cancels."""
    cell = (
        select(Tally.measure, *_sums())
        .where(
            _population(person, scope),
            Tally.measure.in_(list(measures)),
            Tally.month.between(scope.trailing, scope.last),
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


def sums_in(person: Person, scope: Scope, measures: Iterable[str]) -> dict[str, Sums]:
    """The sums of each measure in scope."""
    return _by_measure(measures, scope, Tally.version_id == scope.version, _here(person, scope))


def chain_sums(person: Person, scope: Scope, measures: Iterable[str]) -> dict[str, Sums]:
    """The same over the whole reference population: nameless, whoever asks."""
    return _by_measure(measures, scope, _population(person, scope))


def _by_measure(measures: Iterable[str], scope: Scope, *where: ColumnElement[bool]) -> dict[str, Sums]:
    read = (
        select(Tally.measure, *_sums())
        .where(*where, Tally.measure.in_(list(measures)), Tally.month.between(scope.first, scope.last))
        .group_by(Tally.measure)
    )
    return {row[0]: _read(row[1:]) for row in db.session.execute(read)}


def months_of_set(person: Person, scope: Scope, set_id: int) -> list[tuple[int, int, Sums]]:
    """(version number, month, sums of `overall`) of two years up to the end, all versions of the set."""
    versions = select(QuestionSetVersion.id).where(QuestionSetVersion.question_set_id == set_id)
    read = (
        select(QuestionSetVersion.number, Tally.month, *_sums())
        .join(QuestionSetVersion, QuestionSetVersion.id == Tally.version_id)
        .where(
            Tally.version_id.in_(versions),
            Tally.measure == "overall",
            Tally.month.between(scope.last - MONTHS_SHOWN + 1, scope.last),
            _here(person, scope),
        )
        .group_by(QuestionSetVersion.number, Tally.month)
        .order_by(QuestionSetVersion.number, Tally.month)
    )
    return [(row[0], row[1], _read(row[2:])) for row in db.session.execute(read)]


def counts_by_branch(person: Person, scope: Scope, measure: str) -> dict[int, int]:
    """How often a thing was counted at each branch in scope."""
    read = (
        select(Tally.branch_id, func.sum(Tally.n))
        .where(
            Tally.version_id == scope.version,
            Tally.measure == measure,
            Tally.month.between(scope.first, scope.last),
            _here(person, scope),
        )
        .group_by(Tally.branch_id)
    )
    return {row[0]: int(row[1]) for row in db.session.execute(read)}


def branches_in(person: Person, path: str) -> list[BranchRow]:
    """Every branch below `path`, by name."""
    found = (
        select(Branch.id, Branch.name, Branch.closed_on)
        .join(Branch.region)
        .where(within(person, Can.RESULTS_SEE), Region.path.startswith(path, autoescape=True))
        .order_by(Branch.name, Branch.id)
    )
    return [BranchRow(*row) for row in db.session.execute(found)]


def branch_or_404(person: Person, branch_id: int) -> Branch:
    """The branch, if the person may see its results."""
    found = (
        select(Branch)
        .join(Branch.region)
        .where(Branch.id == branch_id, within(person, Can.RESULTS_SEE))
        .options(joinedload(Branch.region))
    )
    return db.session.scalar(found) or abort(404)


def visits_of(person: Person, branch: Branch, scope: Scope) -> list[VisitRow]:
    """Released visits of a branch in the year up to the end, the latest first."""
    score = (VisitScore.raw, VisitScore.official, VisitScore.outcome)
    found = (
        _released(person, Visit.id, Visit.visited_on, Visit.reference, *score)
        .where(
            Visit.branch_id == branch.id,
            Visit.version_id == scope.version,
            Visit.visited_on.between(first_day(scope.trailing), last_day(scope.last)),
        )
        .order_by(Visit.visited_on.desc(), Visit.released_at.desc(), Visit.id)
    )
    return [VisitRow(*row) for row in db.session.execute(found)]


def report_or_404(person: Person, visit_id: UUID) -> tuple[Visit, VisitScore]:
    """A released visit with the score in force, if the person may see its results."""
    found = db.session.execute(_released(person, Visit, VisitScore).where(Visit.id == visit_id)).one_or_none()
    return (found[0], found[1]) if found else abort(404)


def photo_or_404(visit: Visit, sha256: str) -> str:
    """The name of a photo of this visit, which `report_or_404` gave."""
    found = select(VisitEvidence.sha256).where(
        VisitEvidence.visit_id == visit.id, VisitEvidence.sha256 == sha256
    )
    return db.session.scalars(found).first() or abort(404)


def _released(person: Person, *columns: Any) -> Any:
    """A selection of released visits with the score in force, inside the person's grants."""
    in_force = and_(VisitScore.visit_id == Visit.id, VisitScore.number == Visit.score_number)
    return (
        select(*columns)
        .select_from(Visit)
        .join(VisitScore, in_force)
        .join(Branch, Branch.id == Visit.branch_id)
        .join(Region, Region.id == Branch.region_id)
        .where(Visit.state == VisitState.RELEASED, within(person, Can.RESULTS_SEE))
    )


def _mine(person: Person, version: int) -> ColumnElement[bool]:
    """That this version belongs to a client in which the person may see results."""
    seen = {each.region.client_id for each in person.grants if Can.RESULTS_SEE in ROLE_CAN[each.role]}
    return and_(QuestionSetVersion.id == version, QuestionSet.client_id.in_(seen))


def _population(person: Person, scope: Scope) -> ColumnElement[bool]:
    """Tallies of the version, all branches of its client: the reference population."""
    mine = select(QuestionSetVersion.id).join(QuestionSet).where(_mine(person, scope.version))
    return and_(Tally.version_id == scope.version, mine.exists())


def _here(person: Person, scope: Scope) -> ColumnElement[bool]:
    """Tallies of branches in scope whose results the person may see."""
    return _below(person, scope.path, scope.branch_id)


def _below(person: Person, path: str, branch_id: int | None) -> ColumnElement[bool]:
    branches = (
        select(Branch.id)
        .join(Branch.region)
        .where(within(person, Can.RESULTS_SEE), Region.path.startswith(path, autoescape=True))
    )
    inside = Tally.branch_id.in_(branches)
    return inside if branch_id is None else and_(inside, Tally.branch_id == branch_id)


def _sums() -> tuple[ColumnElement[int], ...]:
    columns = (Tally.n, Tally.total, Tally.total_sq)
    return tuple(func.sum(column).label(column.key) for column in columns)


def _read(row: Sequence[Any]) -> Sums:
    """Sums as Python's own integers, which never overflow (PostgreSQL sums to decimals)."""
    return Sums(*(int(value) for value in row))
