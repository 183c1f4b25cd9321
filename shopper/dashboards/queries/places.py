"""Regions, branches and versions that a person may choose."""

from datetime import date
from typing import Any, NamedTuple

from flask import abort
from sqlalchemy import Label, Select, Subquery, case, func, select, union_all
from sqlalchemy.orm import joinedload

from shopper.dashboards.queries.scope import branches_below, client, sees_whole_client
from shopper.dashboards.queries.waves import COUNTED
from shopper.extensions import db
from shopper.models import Branch, Person, QuestionSet, QuestionSetVersion, Region, Tally
from shopper.permissions import Can, within
from shopper.question_sets.words import title_of
from survey_defs import QuestionSet as QuestionSetDefinition


class Version(NamedTuple):
    """A published version with visits here, and the first and last month that has some."""

    id: int
    set_id: int
    title: str
    number: int
    channel: str
    first: int
    last: int
    row: QuestionSetVersion

    @property
    def definition(self) -> QuestionSetDefinition:
        """What it asks."""
        return self.row.definition


class BranchRow(NamedTuple):
    id: int
    name: str
    closed_on: date | None


def versions_in(person: Person, path: str, branch_id: int | None = None) -> list[Version]:
    """Versions with released visits below `path`, the one with the latest visits first."""
    asked = select(QuestionSetVersion.id).join(QuestionSet).where(client(person))
    whole = branch_id is None and sees_whole_client(person, path)
    months = _months_of_client(int(path.strip("/"))) if whole else _months(person, asked, path, branch_id)
    version = QuestionSetVersion
    found = (
        select(version, months.c.first, months.c.last)
        .join(months, months.c.version_id == version.id)
        .where(months.c.last.is_not(None))
        .order_by(months.c.last.desc(), version.published_at.desc(), version.id.desc())
    )
    return [_version(row, first, last) for row, first, last in db.session.execute(found)]


def _months(person: Person, versions: Select[int], path: str, branch_id: int | None) -> Subquery:
    """The first and last month with visits below a region, of these versions that have some.

    From the two ends of each branch's own tallies, which are found without reading those between."""
    version = QuestionSetVersion

    def ends(measure: str) -> tuple[Any, Any]:
        own = (Tally.branch_id == Branch.id, Tally.version_id == version.id, Tally.measure == measure)
        first, last = (select(end(Tally.month)).where(*own) for end in (func.min, func.max))
        return first.scalar_subquery().label("first"), last.scalar_subquery().label("last")

    parts = [
        select(version.id.label("version_id"), *ends(measure))
        .select_from(Branch)
        .join(version, version.id.in_(versions))
        .where(branches_below(person, path, branch_id))
        for measure in COUNTED
    ]
    found = union_all(*parts).subquery()
    return (
        select(
            found.c.version_id, func.min(found.c.first).label("first"), func.max(found.c.last).label("last")
        )
        .group_by(found.c.version_id)
        .subquery()
    )


def _months_of_client(client_id: int) -> Subquery:
    """The same of all branches of a client, from the two ends of an index."""
    version = QuestionSetVersion

    def month(end: Any, measure: str) -> Label[int | None]:
        read = select(end(Tally.month)).where(Tally.version_id == version.id, Tally.measure == measure)
        return read.scalar_subquery().label(f"{measure}_{end(Tally.month).name}")

    ends = [month(end, measure) for end in (func.min, func.max) for measure in COUNTED]
    of_client = select(version.id, *ends).join(QuestionSet).where(QuestionSet.client_id == client_id)
    found = of_client.subquery()
    first, other_first, last, other_last = list(found.c)[1:]
    return select(
        found.c.id.label("version_id"),
        case((first <= other_first, first), else_=func.coalesce(other_first, first)).label("first"),
        case((last >= other_last, last), else_=func.coalesce(other_last, last)).label("last"),
    ).subquery()


def _version(row: QuestionSetVersion, first: int, last: int) -> Version:
    title = title_of(row.definition)
    return Version(row.id, row.question_set_id, title, row.number, row.channel, first, last, row)


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
