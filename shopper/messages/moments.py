"""Moments in the clocks of whoever is told."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import format_datetime

from shopper.messages.queries import hours_of
from shopper.models import Message, Person


def own_moment(moment: datetime, person: Person) -> str:
    """“30 Nov 2026, 17:00 CET”, as this person's clock shows it."""
    wall = moment.astimezone(ZoneInfo(hours_of(person).zone))
    return f"{format_datetime(wall, 'd MMM y, HH:mm', rebase=False)} {wall.tzname()}"


def by_when(message: Message) -> str:
    """The due time of what a message is about; empty where it has none."""
    return own_moment(message.due_at, message.person) if message.due_at and message.person else ""
