"""What of appeals each person may see, and who may decide one."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import abort
from sqlalchemy import ColumnElement, Select, func, literal, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from shopper.extensions import db
from shopper.models import (
    Appeal,
    AppealSide,
    AppealState,
    Branch,
    Evidence,
    Grant,
    Person,
    Region,
    Remedy,
    Role,
    Visit,
    VisitState,
)
from shopper.permissions import Can, within

PAGE = 50


def _appeals(person: Person, can: Can) -> Select[Appeal]:
    found = select(Appeal).join(Appeal.visit).join(Branch, Branch.id == Visit.branch_id)
    found = found.join(Region, Region.id == Branch.region_id).where(within(person, can))
    seen = contains_eager(Appeal.visit)
    return found.options(
        seen, joinedload(Appeal.owner), joinedload(Appeal.opened_by), seen.defer(Visit.draft)
    )


def waiting(person: Person, *, page: int = 1, size: int = PAGE) -> list[Appeal]:
    """Open appeals in the places whose appeals this person decides, oldest first; one more where a page follows."""
    found = _appeals(person, Can.APPEAL_DECIDE).where(Appeal.state == AppealState.OPEN)
    ordered = found.order_by(Appeal.opened_at, Appeal.id).limit(size + 1).offset((page - 1) * size)
    return list(db.session.scalars(ordered))


def lately_decided(person: Person, *, size: int = 10) -> list[Appeal]:
    """The latest decided ones in the same places."""
    found = _appeals(person, Can.APPEAL_DECIDE).where(Appeal.state != AppealState.OPEN)
    return list(db.session.scalars(found.order_by(Appeal.decided_at.desc(), Appeal.id.desc()).limit(size)))


def of_my_branches(person: Person, *, page: int = 1, size: int = PAGE) -> list[Appeal]:
    """Managers' appeals about the branches of this manager, open ones first, then the latest."""
    found = _appeals(person, Can.APPEAL_OPEN).where(Appeal.side == AppealSide.MANAGER)
    ordered = found.order_by(
        (Appeal.state == AppealState.OPEN).desc(), Appeal.opened_at.desc(), Appeal.id.desc()
    )
    return list(db.session.scalars(ordered.limit(size + 1).offset((page - 1) * size)))


def to_decide_or_404(person: Person, appeal_id: int) -> Appeal:
    """An appeal in the places whose appeals this person decides, decided ones too."""
    return db.session.scalar(_appeals(person, Can.APPEAL_DECIDE).where(Appeal.id == appeal_id)) or abort(404)


def released_or_404(person: Person, visit_id: UUID) -> Visit:
    """A released visit against which this manager may appeal."""
    found = select(Visit).join(Visit.branch).join(Region, Region.id == Branch.region_id)
    found = found.where(Visit.id == visit_id, Visit.state == VisitState.RELEASED)
    return db.session.scalar(found.where(within(person, Can.APPEAL_OPEN))) or abort(404)


def about(visit: Visit, side: AppealSide = AppealSide.MANAGER) -> list[Appeal]:
    """The appeals about a visit that the reader has before them, the latest first."""
    found = select(Appeal).where(Appeal.visit_id == visit.id, Appeal.side == side)
    found = found.options(joinedload(Appeal.owner), joinedload(Appeal.opened_by))
    return list(db.session.scalars(found.order_by(Appeal.id.desc())))


def open_about(visit: Visit, side: AppealSide, key: str) -> Appeal | None:
    """The one that waits."""
    found = select(Appeal).where(
        Appeal.visit_id == visit.id,
        Appeal.side == side,
        Appeal.question_key == key,
        Appeal.state == AppealState.OPEN,
    )
    return db.session.scalars(found).first()


def set_aside_in(visit: Visit) -> frozenset[str]:
    """Questions of a visit that were set aside by the last appeal that was upheld about each."""
    found = select(Appeal.question_key, Appeal.remedy).where(
        Appeal.visit_id == visit.id, Appeal.state == AppealState.UPHELD
    )
    latest = dict(db.session.execute(found.order_by(Appeal.decided_at, Appeal.id)).all())
    return frozenset(key for key, remedy in latest.items() if remedy == Remedy.SET_ASIDE)


def photo_or_404(person: Person, appeal_id: int) -> Evidence:
    """The photo of an appeal, for whoever decides it, sees the released result, or added it."""
    theirs = or_(
        within(person, Can.APPEAL_DECIDE),
        (Appeal.side == AppealSide.MANAGER)
        & (Visit.state == VisitState.RELEASED)
        & within(person, Can.RESULTS_SEE),
        Appeal.opened_by_id == person.id,
    )
    found = (
        select(Evidence)
        .join(Appeal, Appeal.photo_sha256 == Evidence.sha256)
        .join(Visit, Visit.id == Appeal.visit_id)
        .join(Branch, Branch.id == Visit.branch_id)
        .join(Region, Region.id == Branch.region_id)
    )
    return db.session.scalar(found.where(Appeal.id == appeal_id, theirs)) or abort(404)


def decider_for(visit: Visit, not_these: Sequence[int | None]) -> Person | None:
    """Who is to decide an appeal about this visit: the reviewer of that place with the fewest open ones,
    else an admin; never one of these people, nor who manages the branch."""
    for role in (Role.REVIEWER, Role.ADMIN):
        found = db.session.scalars(_deciders(visit, role, [one for one in not_these if one])).first()
        if found is not None:
            return found
    return None


def _deciders(visit: Visit, role: Role, not_these: Sequence[int]) -> Select[Person]:
    held = (
        select(func.count(Appeal.id))
        .where(Appeal.owner_id == Person.id, Appeal.state == AppealState.OPEN)
        .scalar_subquery()
    )
    found = select(Person).where(
        Person.active, Person.id.in_(_holding(visit, role)), Person.id.not_in(_holding(visit, Role.MANAGER))
    )
    return found.where(Person.id.not_in(not_these)).order_by(held, Person.id).limit(1)


def _holding(visit: Visit, role: Role) -> Select[Any]:
    """Who has this role in the region of the visit's branch or above it."""
    here: ColumnElement[str] = literal(visit.branch.region.path)
    found = select(Grant.person_id).join(Region, Region.id == Grant.region_id)
    return found.where(Grant.role == role, here.startswith(Region.path))


def person_named(person_id: int | None) -> str:
    """The name of who decided; '' for nobody."""
    return db.session.scalar(select(Person.name).where(Person.id == person_id)) or ""
