"""Saying around where one starts, and taking it back. The log tells that it was done, never where."""

from shopper import clock
from shopper.accounts.home.steps import forget
from shopper.audit import command
from shopper.extensions import db
from shopper.geography import Point
from shopper.models import HomeArea, Person


@command("home.say")
def say_home(person: Person, place: Point, *, by: Person) -> None:
    """Keep the place to about a kilometre; what stood there before goes."""
    forget(person)
    latitude, longitude = (round(part, HomeArea.DECIMALS) + 0.0 for part in place)
    said = HomeArea(person_id=person.id, latitude=latitude, longitude=longitude, said_at=clock.now())
    db.session.add(said)


@command("home.forget")
def forget_home(person: Person, *, by: Person) -> None:
    """Take it back, for good."""
    forget(person)
