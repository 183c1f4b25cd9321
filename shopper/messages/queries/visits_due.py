"""Visits that are still to be made, and reports that are still to be sent, by when. For the reminders."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from shopper.admin.client_settings.queries import settings_of
from shopper.extensions import db
from shopper.messages.due import DAY, Due
from shopper.models import Person, Visit, VisitState
from shopper.visits.due import left_at

REPORT_AHEAD = timedelta(hours=3)
OLDEST = timedelta(days=7)


def visits_due(since: datetime, until: datetime) -> Iterator[Due]:
    """Visits in somebody's hands whose last day ends between the two, and reports that are due then."""
    for visit in _in_hands(since, until):
        due = _due(visit, until)
        if due and since <= due.due_at <= until:
            yield due


def _in_hands(since: datetime, until: datetime) -> list[Visit]:
    mine = select(Visit).join(Visit.shopper).where(Person.active).options(joinedload(Visit.shopper))
    last_days = Visit.window_to.between(since.date() - 2 * DAY, until.date() + DAY)
    to_make = mine.where(Visit.state == VisitState.ASSIGNED, last_days)
    to_send = mine.where(Visit.state == VisitState.STARTED, Visit.started_at > since - OLDEST)
    return [*db.session.scalars(to_make), *db.session.scalars(to_send)]


def _due(visit: Visit, now: datetime) -> Due | None:
    if visit.shopper is None:
        return None
    facts = {"branch": visit.branch.name}
    if visit.state == VisitState.ASSIGNED and visit.window_to:
        zone = ZoneInfo(visit.branch.time_zone)
        return Due(visit.shopper, visit, datetime.combine(visit.window_to + DAY, time(), zone), facts)
    since, _out = left_at(visit, now)
    hours = timedelta(hours=settings_of(visit.branch.client_id).soft_due_hours)
    return Due(visit.shopper, visit, since + hours, facts, REPORT_AHEAD) if since else None
