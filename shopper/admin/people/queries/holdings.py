"""What is somebody's: visits in their hands and behind them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from shopper import clock
from shopper.extensions import db
from shopper.models import (
    Assignment,
    AuditEvent,
    Branch,
    Person,
    Region,
    UserSession,
    Visit,
    VisitScore,
    VisitState,
)

HELD = (VisitState.ASSIGNED, VisitState.STARTED)
"""States in which a visit is in somebody's hands and may go back to open."""


def held_visits(person: Person, region: Region | None = None) -> list[Visit]:
    """The visits in somebody's hands, in a region and below it or everywhere, in an order that all share."""
    held = select(Visit).join(Visit.branch).join(Branch.region)
    held = held.where(Visit.shopper_id == person.id, Visit.state.in_(HELD)).order_by(Visit.id)
    if region is not None:
        held = held.where(Region.path.startswith(region.path, autoescape=True))
    return list(db.session.scalars(held.with_for_update(of=Visit, key_share=True)))


@dataclass(frozen=True)
class Holdings:
    """How much of everything names an account."""

    under_way: int
    visits: int
    turns: int
    sessions: int
    lines: int


def holdings(person: Person) -> Holdings:
    """What a page of this account can say in numbers; for an admin who looked the person up before."""
    mine = Visit.shopper_id == person.id
    live = (UserSession.person_id == person.id, UserSession.ended_at.is_(None))
    return Holdings(
        under_way=_count(Visit.id, mine, Visit.state.in_(HELD)),
        visits=_count(Visit.id, mine),
        turns=_count(Assignment.id, Assignment.person_id == person.id),
        sessions=_count(UserSession.id, *live, UserSession.expires_at > clock.now()),
        lines=_count(AuditEvent.id, AuditEvent.person_id == person.id),
    )


def _count(column, *which) -> int:  # type: ignore[no-untyped-def]  # any key, any conditions
    return db.session.scalar(select(func.count(column)).where(*which)) or 0


def reviewed_by_each_other(pair: Sequence[Person]) -> int:
    """Visits that one of these accounts made and the other scored: of one human, nobody else looked at them."""
    ids = [one.id for one in pair]
    found = select(func.count(func.distinct(Visit.id))).join(VisitScore, VisitScore.visit_id == Visit.id)
    crossed = (Visit.shopper_id.in_(ids), VisitScore.made_by_id.in_(ids))
    return db.session.scalar(found.where(*crossed, Visit.shopper_id != VisitScore.made_by_id)) or 0
