"""Promises of a next contact, for the reminders: at nine in the morning of their day, where the person is."""

from collections.abc import Iterator
from datetime import datetime, time
from zoneinfo import ZoneInfo

from shopper.follow_up.conversations import queries
from shopper.follow_up.conversations.reaching import is_closed
from shopper.messages.due import DAY, Due
from shopper.messages.queries import hours_of
from shopper.models import Conversation
from shopper.permissions import Can, reaches

MORNING = time(9)


def due_contacts(since: datetime, until: datetime) -> Iterator[Due]:
    """Promises that nobody has kept yet, due between two moments. A message names the branch alone."""
    for talk in queries.due_between((since - DAY).date(), (until + DAY).date()):
        if talk.next_on is None or not _stands(talk):
            continue
        at = datetime.combine(talk.next_on, MORNING, ZoneInfo(hours_of(talk.by).zone))
        if since <= at <= until:
            yield Due(talk.by, talk.customer, at, {"branch": talk.branch.name})


def _stands(talk: Conversation) -> bool:
    """Whether the customer still wants to be reached, and the person is still the one to do it."""
    return (
        talk.by.active and not is_closed(talk.customer) and reaches(talk.by, Can.CONVERSE, talk.branch.region)
    )
