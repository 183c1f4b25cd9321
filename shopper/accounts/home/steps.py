"""Parts of commands about home areas, with no commit of their own."""

from sqlalchemy import delete

from shopper.extensions import db
from shopper.models import HomeArea, Person


def forget(person: Person) -> None:
    """Nothing is left of where this person starts."""
    db.session.execute(delete(HomeArea).where(HomeArea.person_id == person.id))
