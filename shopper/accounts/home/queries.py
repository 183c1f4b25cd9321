"""What a person said of where they start: for that person alone."""

from shopper.extensions import db
from shopper.geography import Point
from shopper.models import HomeArea, Person


def home_of(person: Person) -> Point | None:
    """The rounded place; None where they said none."""
    row = db.session.get(HomeArea, person.id)
    return Point(row.latitude, row.longitude) if row else None
