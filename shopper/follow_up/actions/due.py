"""Actions that are due, for the reminders: at nine in the morning of their day, where the branch stands."""

from collections.abc import Iterator
from datetime import datetime, time
from zoneinfo import ZoneInfo

from shopper.follow_up.actions import queries
from shopper.messages.due import DAY, Due
from shopper.models import Action

MORNING = time(9)


def due_at(action: Action) -> datetime:
    """The moment at which the owner is told that it is due."""
    return datetime.combine(action.due_on, MORNING, ZoneInfo(action.branch.time_zone))


def due_actions(since: datetime, until: datetime) -> Iterator[Due]:
    """What is still to be done and due between two moments."""
    for action in queries.due_between((since - DAY).date(), (until + DAY).date()):
        at = due_at(action)
        if action.owner.active and since <= at <= until:
            facts = {"title": action.plan, "branch": action.branch.name}
            yield Due(action.owner, action, at, facts)
