"""Visits that nobody began in their days."""

from datetime import timedelta

from sqlalchemy import and_, or_, select

from shopper import clock
from shopper.admin.client_settings.queries import settings_of
from shopper.extensions import db
from shopper.models import Visit, VisitState, Wave

NOT_BEGUN = (VisitState.OPEN, VisitState.ASSIGNED)
FARTHEST_BEHIND = timedelta(hours=12)
"""After midnight in UTC it is still the day before in the last of the world's time zones."""


def waves_with_lapsed() -> list[Wave]:
    """The waves of everybody that have such visits: nobody asks, the clock does."""
    having = select(Visit.wave_id).where(Visit.state.in_(NOT_BEGUN), Visit.wave_id.is_not(None))
    having = having.where(Visit.window_to < (clock.now() - FARTHEST_BEHIND).date())
    return list(db.session.scalars(select(Wave).where(Wave.id.in_(having)).order_by(Wave.id)))


def lapsed(wave: Wave) -> list[Visit]:
    """Its visits whose days are over, also where it is still the day before.

    One in somebody's hands gets the hours that a report may take: it may be made, and wait on a phone
    for signal."""
    late = clock.now() - FARTHEST_BEHIND
    grace = timedelta(hours=wave.hard_due_hours or settings_of(wave.client_id).hard_due_hours)
    over = or_(
        and_(Visit.state == VisitState.OPEN, Visit.window_to < late.date()),
        and_(Visit.state == VisitState.ASSIGNED, Visit.window_to < (late - grace).date()),
    )
    found = select(Visit).where(Visit.wave_id == wave.id, over).order_by(Visit.id)
    return list(db.session.scalars(found))
