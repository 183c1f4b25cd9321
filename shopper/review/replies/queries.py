"""Questions of reviewers, for those who have the visit already or whose visit it is."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from shopper.extensions import db
from shopper.models import Branch, Person, Region, ReviewQuestion, Visit, VisitState
from shopper.permissions import Can, within


def asked_about(visit: Visit) -> list[ReviewQuestion]:
    """Every question that was asked about a visit, the latest first."""
    found = select(ReviewQuestion).where(ReviewQuestion.visit_id == visit.id)
    found = found.options(joinedload(ReviewQuestion.asked_by))
    return list(db.session.scalars(found.order_by(ReviewQuestion.id.desc())))


def unanswered(visit: Visit) -> ReviewQuestion | None:
    """The question that waits for the shopper's answer."""
    found = select(ReviewQuestion).where(
        ReviewQuestion.visit_id == visit.id, ReviewQuestion.replied_at.is_(None)
    )
    return db.session.scalars(found.order_by(ReviewQuestion.id.desc())).first()


def waiting_for(person: Person) -> list[tuple[Visit, ReviewQuestion]]:
    """The shopper's own visits about which a question waits, the oldest first."""
    found = (
        select(Visit, ReviewQuestion)
        .join(Visit.branch)
        .join(Region, Region.id == Branch.region_id)
        .join(ReviewQuestion, ReviewQuestion.visit_id == Visit.id)
        .where(Visit.shopper_id == person.id, within(person, Can.VISIT_WRITE))
        .where(Visit.state == VisitState.ASKED, ReviewQuestion.replied_at.is_(None))
    )
    return [(visit, asked) for visit, asked in db.session.execute(found.order_by(ReviewQuestion.asked_at))]


def standing_of(visits: Collection[Visit]) -> dict[UUID, ReviewQuestion]:
    """The latest question about each of these visits, for the queue."""
    wanted = [visit.id for visit in visits]
    found = select(ReviewQuestion).where(ReviewQuestion.visit_id.in_(wanted)).order_by(ReviewQuestion.id)
    return {asked.visit_id: asked for asked in db.session.scalars(found)} if wanted else {}
