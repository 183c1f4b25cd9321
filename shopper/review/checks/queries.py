"""Earlier reports that a report is held against, as far as this reviewer may see them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import aliased

from shopper.extensions import db
from shopper.models import Branch, Evidence, Person, Region, ReportChecks, Visit, VisitEvidence, VisitState
from shopper.permissions import Can, within
from shopper.review.queries import SENT_ONCE, queue_length, theirs

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


def _decided(person: Person | None, visit: Visit) -> Select[Visit]:
    """Reports that this person may decide; all of the visit's client where nobody asks."""
    if person:
        return theirs(person, SENT_ONCE)
    found = (
        select(Visit).join(Branch, Visit.branch_id == Branch.id).join(Region, Branch.region_id == Region.id)
    )
    return found.where(Visit.state.in_(SENT_ONCE), _seen(None, visit))


def _seen(person: Person | None, visit: Visit) -> ColumnElement[bool]:
    """Branches in which this person reviews; all of the visit's client where nobody asks."""
    return within(person, Can.VISIT_REVIEW) if person else Branch.client_id == visit.branch.client_id


def waiting(person: Person | None, visit: Visit) -> int:
    """How many reports wait for this person, or in the visit's client."""
    if person:
        return queue_length(person)
    found = _decided(None, visit).where(Visit.state == VisitState.SENT).with_only_columns(func.count())
    return db.session.scalar(found) or 0


def of_version(person: Person | None, visit: Visit) -> list[Past]:
    """The latest other reports with this version of the set."""
    return _latest(person, visit, Visit.version_id == visit.version_id, PAST)


def of_shopper(person: Person | None, visit: Visit) -> list[Past]:
    """The latest other reports of the same shopper."""
    return _latest(person, visit, Visit.shopper_id == visit.shopper_id, NEAR) if visit.shopper_id else []


def of_branch(person: Person | None, visit: Visit) -> list[Past]:
    """The latest other reports on the same branch."""
    return _latest(person, visit, Visit.branch_id == visit.branch_id, NEAR)


def _latest(person: Person | None, visit: Visit, which: Any, most: int) -> list[Past]:
    """Earlier ones alone: who wrote first copied from nobody."""
    found = _decided(person, visit).where(which, Visit.id != visit.id, Visit.answers.is_not(None))
    if visit.sent_at:
        found = found.where(Visit.sent_at <= visit.sent_at)
    found = found.order_by(Visit.sent_at.desc(), Visit.id).limit(most).with_only_columns(*COLUMNS)
    return [Past._make(row) for row in db.session.execute(found)]


def reused(person: Person | None, visit: Visit) -> list[tuple[str, str, date | None]]:
    """Photos of a visit that stand in another one too: question, and branch and day of that one."""
    other = aliased(VisitEvidence)
    found = (
        select(VisitEvidence.question_key, Branch.name, Visit.visited_on)
        .join(other, other.sha256 == VisitEvidence.sha256)
        .join(Visit, Visit.id == other.visit_id)
        .join(Branch, Branch.id == Visit.branch_id)
        .join(Region, Region.id == Branch.region_id)
        .where(VisitEvidence.visit_id == visit.id, other.visit_id != visit.id)
        .where(VisitEvidence.index >= 0, _seen(person, visit))
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


class Look(NamedTuple):
    """What one photo of a visit looks like (evidence/looks.py), and the question it answers."""

    visit_id: UUID
    key: str
    look: str


def looks(visits: list[UUID]) -> list[Look]:
    """Of the photos of these visits, those that are not plain."""
    found = (
        select(VisitEvidence.visit_id, VisitEvidence.question_key, Evidence.look)
        .join(Evidence, Evidence.sha256 == VisitEvidence.sha256)
        .where(VisitEvidence.visit_id.in_(visits), VisitEvidence.index >= 0, Evidence.look != "")
        .limit(PHOTOS)
    )
    return [Look._make(row) for row in db.session.execute(found)]


# What the server counts by itself, for nobody.


def uncounted(most: int) -> list[UUID]:
    """Reports that wait and were not counted since they, or a photo of theirs, came in, the oldest first."""
    late_photo = (
        select(VisitEvidence.visit_id)
        .where(VisitEvidence.visit_id == Visit.id, VisitEvidence.added_at > ReportChecks.counted_at)
        .exists()
    )
    found = (
        select(Visit.id)
        .outerjoin(ReportChecks, ReportChecks.visit_id == Visit.id)
        .where(Visit.state == VisitState.SENT)
        .where(or_(ReportChecks.visit_id.is_(None), ReportChecks.counted_at < Visit.sent_at, late_photo))
        .order_by(Visit.sent_at, Visit.id)
    )
    return list(db.session.scalars(found.limit(most)))


def not_looked_at(most: int) -> list[str]:
    """Photos whose look is not known, the latest first: reports that wait name those."""
    found = select(Evidence.sha256).where(Evidence.look.is_(None)).order_by(Evidence.stored_at.desc())
    return list(db.session.scalars(found.limit(most)))


def counted(visits: Sequence[Visit]) -> dict[UUID, ReportChecks]:
    """How many checks ask for eyes in these reports, where that was counted since they came in."""
    found = (
        select(ReportChecks)
        .join(Visit, Visit.id == ReportChecks.visit_id)
        .where(Visit.id.in_([one.id for one in visits]), ReportChecks.counted_at >= Visit.sent_at)
    )
    return {one.visit_id: one for one in db.session.scalars(found)}
