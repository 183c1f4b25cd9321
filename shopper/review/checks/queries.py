"""Earlier reports that a report is held against, as far as this reviewer may see them."""

from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from shopper.extensions import db
from shopper.models import Branch, Person, Region, Visit, VisitEvidence
from shopper.permissions import Can, within
from shopper.review.queries import SENT_ONCE, theirs

PAST, NEAR, PHOTOS = 200, 80, 500
"""How many reports of the version, of the shopper and of the branch, and how many photos are read at most."""


class Past(NamedTuple):
    """One earlier report."""

    id: UUID
    branch_id: int
    shopper_id: int | None
    branch: str
    visited_on: date | None
    answers: dict[str, Any]
    stamps: list[Any]
    filling: dict[str, Any]
    sent_at: datetime | None


COLUMNS = (
    Visit.id,
    Visit.branch_id,
    Visit.shopper_id,
    Branch.name,
    Visit.visited_on,
    Visit.answers,
    Visit.stamps,
    Visit.filling,
    Visit.sent_at,
)


def of_version(person: Person, visit: Visit) -> list[Past]:
    """The latest other reports with this version of the set."""
    return _latest(person, visit, Visit.version_id == visit.version_id, PAST)


def of_shopper(person: Person, visit: Visit) -> list[Past]:
    """The latest other reports of the same shopper."""
    return _latest(person, visit, Visit.shopper_id == visit.shopper_id, NEAR) if visit.shopper_id else []


def of_branch(person: Person, visit: Visit) -> list[Past]:
    """The latest other reports on the same branch."""
    return _latest(person, visit, Visit.branch_id == visit.branch_id, NEAR)


def _latest(person: Person, visit: Visit, which: Any, most: int) -> list[Past]:
    """Earlier ones alone: who wrote first copied from nobody."""
    found = theirs(person, SENT_ONCE).where(which, Visit.id != visit.id, Visit.answers.is_not(None))
    if visit.sent_at:
        found = found.where(Visit.sent_at <= visit.sent_at)
    found = found.order_by(Visit.sent_at.desc(), Visit.id).limit(most).with_only_columns(*COLUMNS)
    return [Past._make(row) for row in db.session.execute(found)]


def reused(person: Person, visit: Visit) -> list[tuple[str, str, date | None]]:
    """Photos of a visit that stand in another one too: question, and branch and day of that one."""
    other = aliased(VisitEvidence)
    found = (
        select(VisitEvidence.question_key, Branch.name, Visit.visited_on)
        .join(other, other.sha256 == VisitEvidence.sha256)
        .join(Visit, Visit.id == other.visit_id)
        .join(Branch, Branch.id == Visit.branch_id)
        .join(Region, Region.id == Branch.region_id)
        .where(VisitEvidence.visit_id == visit.id, other.visit_id != visit.id)
        .where(VisitEvidence.index >= 0, within(person, Can.VISIT_REVIEW))
    )
    rows = db.session.execute(found.order_by(other.added_at).limit(5))
    return [(key, branch, on) for key, branch, on in rows]


def photos_of(visit: Visit) -> int:
    """How many photos came in for a visit."""
    own = VisitEvidence.visit_id == visit.id
    return db.session.scalar(select(func.count()).where(own, VisitEvidence.index >= 0)) or 0


def reused_among(visits: list[UUID]) -> tuple[int, int]:
    """Of these visits: how many share a photo with another one, and how many have any."""
    chosen = (
        select(VisitEvidence.visit_id, VisitEvidence.sha256)
        .where(VisitEvidence.visit_id.in_(visits), VisitEvidence.index >= 0)
        .limit(PHOTOS)
    )
    rows = db.session.execute(chosen).all()
    where: dict[str, set[UUID]] = {}
    for visit_id, sha256 in rows:
        where.setdefault(sha256, set()).add(visit_id)
    shared = {one for visits_of in where.values() if len(visits_of) > 1 for one in visits_of}
    return len(shared), len({visit_id for visit_id, _sha256 in rows})
