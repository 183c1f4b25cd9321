"""When a report is due, and whether it came late: told to people, never held against the sending."""

from datetime import datetime, timedelta

from flask_babel import format_timedelta
from flask_babel import gettext as _

from shopper.admin.client_settings.queries import settings_of
from shopper.models import Visit, VisitState
from shopper.visits.phrases import moment_words


def due_words(visit: Visit) -> str:
    """By when to send the report of a visit that was begun, in the clocks of its branch; '' for any other."""
    if visit.state != VisitState.STARTED or visit.started_at is None:
        return ""
    chosen = settings_of(visit.branch.client_id)
    soft, hard = (
        visit.started_at + timedelta(hours=h) for h in (chosen.soft_due_hours, chosen.hard_due_hours)
    )
    words = _("by %(due)s; after %(late)s it counts as late, and may still be sent")
    return words % {"due": moment_words(soft, visit.branch), "late": moment_words(hard, visit.branch)}


def late_words(visit: Visit, first_received: datetime | None) -> str:
    """How late a report came, after the hours that its client allows; '' for one in time."""
    if visit.started_at is None or first_received is None:
        return ""
    took, allowed = first_received - visit.started_at, settings_of(visit.branch.client_id).hard_due_hours
    if took <= timedelta(hours=allowed):
        return ""
    return _(
        "late: sent %(took)s after the start, where %(allowed)s are allowed",
        took=format_timedelta(took, granularity="hour", threshold=1000),
        allowed=format_timedelta(timedelta(hours=allowed), granularity="hour", threshold=1000),
    )


def contact_of(visit: Visit) -> str:
    """Whom a shopper may ask about this visit; '' where the client names nobody."""
    return settings_of(visit.branch.client_id).contact
