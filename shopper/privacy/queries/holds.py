"""What keeps a visit whole although its days are over: work on it that is not done."""

from datetime import timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, func, or_, select

from shopper import clock
from shopper.admin.client_settings.queries import settings_of
from shopper.extensions import db
from shopper.models import (
    WAITING,
    Action,
    Appeal,
    AppealState,
    Branch,
    Person,
    Visit,
    VisitState,
    Wave,
)
from shopper.permissions import Can
from shopper.reach import clients

UNDECIDED = (
    VisitState.OPEN,
    VisitState.ASSIGNED,
    VisitState.STARTED,
    VisitState.SENT,
    VisitState.ASKED,
    VisitState.RETURNED,
)
"""Somebody still has to write, read or decide the report."""


class Hold(StrEnum):
    UNDECIDED = "undecided"
    APPEAL = "appeal"
    ACTION = "action"


def _open_appeal() -> ColumnElement[bool]:
    return select(Appeal.id).where(Appeal.visit_id == Visit.id, Appeal.state == AppealState.OPEN).exists()


def _open_action() -> ColumnElement[bool]:
    return select(Action.id).where(Action.visit_id == Visit.id, Action.state.in_(WAITING)).exists()


RIPE = (Visit.erased_at.is_(None), Visit.state.not_in(UNDECIDED), ~_open_appeal(), ~_open_action())
"""Not erased yet, and nothing holds it but perhaps the time in which somebody may appeal."""

HOLDS = {
    Hold.UNDECIDED: Visit.state.in_(UNDECIDED),
    Hold.APPEAL: _open_appeal(),
    Hold.ACTION: _open_action(),
}


def no_appeal_any_more(client_id: int) -> ColumnElement[bool]:
    """The time in which somebody may appeal against what was decided is over."""
    since = clock.now() - timedelta(days=settings_of(client_id).appeal_days)
    return and_(
        or_(Visit.decided_at.is_(None), Visit.decided_at < since),
        or_(Visit.released_at.is_(None), Visit.released_at < since),
    )


def held_of(person: Person, waves: list[Wave]) -> dict[Hold, int]:
    """How many visits of these waves each reason holds, of the person's own clients."""
    mine = [client.id for client in clients(person, Can.SETTINGS_EDIT)]
    theirs = (
        Visit.wave_id.in_([wave.id for wave in waves]),
        Branch.client_id.in_(mine),
        Visit.erased_at.is_(None),
    )
    counted = select(func.count(Visit.id)).join(Branch, Branch.id == Visit.branch_id).where(*theirs)
    found = {hold: db.session.scalar(counted.where(which)) or 0 for hold, which in HOLDS.items()}
    return {hold: number for hold, number in found.items() if number}
