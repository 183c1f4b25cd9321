"""Weeks and days as the clock of the person has them, who may be elsewhere than the branch."""

from datetime import date, timedelta

from shopper import clock
from shopper.messages.queries import hours_of
from shopper.models import Person

FIVE = 5
"""Conversations in a week."""
WINDOW = timedelta(days=30)


def today_of(person: Person) -> date:
    return clock.local_date(clock.now(), hours_of(person).zone)


def monday(day: date) -> date:
    """The first day of the week in which a day lies."""
    return day - timedelta(days=day.weekday())


def sunday(week: date) -> date:
    return week + timedelta(days=6)


def since(today: date) -> date:
    """The first of the 30 days that end today."""
    return today - WINDOW + timedelta(days=1)
