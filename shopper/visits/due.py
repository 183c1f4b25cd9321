"""When a report is due, and whether it came late: told to people, never held against the sending."""

from datetime import datetime, timedelta

from flask_babel import format_timedelta
from flask_babel import gettext as _

from shopper import clock
from shopper.admin.client_settings.queries import settings_of
from shopper.models import Visit, VisitState
from shopper.visits.on_site import OUT, moment, standing
from shopper.visits.phrases import dated_words, moment_words

AHEAD = timedelta(minutes=5)
"""A phone whose clock goes further ahead than this is not believed."""


def left_at(visit: Visit, told_at: datetime) -> tuple[datetime | None, bool]:
    """From when the hours count, and whether that is the stamp “Out”: else when the visit was begun.

    A stamp from before there was a visit, or from after `told_at`, is of a clock that was wrong."""
    latest = told_at + AHEAD
    outs = [at for one in standing(visit.stamps, OUT) if visit.created_at <= (at := moment(one)) <= latest]
    return (outs[0], True) if outs else (visit.started_at, False)


def hours_of(visit: Visit) -> tuple[int, int]:
    """After how many hours its report is due, and after how many late: its wave's, else its client's."""
    wave, chosen = visit.wave, settings_of(visit.branch.client_id)
    soft = (wave.soft_due_hours if wave else None) or chosen.soft_due_hours
    hard = (wave.hard_due_hours if wave else None) or chosen.hard_due_hours
    return soft, max(soft, hard)


def due_words(visit: Visit) -> str:
    """By when to send the report of a visit that was begun, in the clocks of its branch; '' for any other."""
    since, _out = left_at(visit, clock.now())
    if visit.state != VisitState.STARTED or since is None:
        return ""
    soft, hard = (since + timedelta(hours=h) for h in hours_of(visit))
    days = {clock.local_date(moment, visit.branch.time_zone) for moment in (soft, hard)}
    due = moment_words(soft, visit.branch)
    late = (moment_words if len(days) == 1 else dated_words)(hard, visit.branch)
    if clock.now() > hard:
        return _("now: it was due by %(due)s; it counts as late, and may still be sent", due=due)
    return _("by %(due)s; after %(late)s it counts as late, and may still be sent", due=due, late=late)


def late_words(visit: Visit, first_received: datetime | None) -> str:
    """How late a report came, after the hours that its client allows; '' for one in time."""
    since, out = left_at(visit, first_received) if first_received else (None, False)
    if since is None or first_received is None:
        return ""
    took, allowed = first_received - since, hours_of(visit)[1]
    if took <= timedelta(hours=allowed):
        return ""
    hours = {
        "took": format_timedelta(took, granularity="hour", threshold=1000),
        "allowed": format_timedelta(timedelta(hours=allowed), granularity="hour", threshold=1000),
    }
    if out:
        return _("late: sent %(took)s after “Out”, where %(allowed)s are allowed", **hours)
    return _("late: sent %(took)s after the start, where %(allowed)s are allowed", **hours)


def contact_of(visit: Visit) -> str:
    """Whom a shopper may ask about this visit; '' where the client names nobody."""
    return settings_of(visit.branch.client_id).contact
