"""What waits for a digest. Asked by the engine for itself."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import or_, select

from shopper.extensions import db
from shopper.messages.kinds import DIGEST
from shopper.models import Message, MessageState, Person

AT_ONCE = 500


def with_something_held() -> list[int]:
    """The people for whom something waits for a digest."""
    held = select(Message.person_id).where(Message.state == MessageState.DIGEST)
    return [key for key in db.session.scalars(held.distinct().order_by(Message.person_id)) if key is not None]


def people_of(keys: Iterable[int]) -> list[Person]:
    """These people, in an order that all share."""
    return list(db.session.scalars(select(Person).where(Person.id.in_(list(keys))).order_by(Person.id)))


def held_before(person: Person, slot: datetime, unsent: Message | None) -> list[Message]:
    """What was told before this moment and waits, or stands in a digest that never went out; oldest first."""
    waits = Message.state == MessageState.DIGEST
    lines = or_(waits, Message.digest_id == unsent.id) if unsent else waits
    wanted = select(Message).where(Message.person_id == person.id, lines, Message.created_at < slot)
    return list(db.session.scalars(wanted.order_by(Message.created_at, Message.id)))


def unsent_digest(person: Person) -> Message | None:
    """A digest of theirs that still waits, locked so that nobody sends it meanwhile."""
    mine = (Message.person_id == person.id, Message.kind == DIGEST, Message.state == MessageState.WAITING)
    return db.session.scalars(select(Message).where(*mine).with_for_update()).first()


def told_already(names: Iterable[str]) -> set[str]:
    """Which of these were told once."""
    wanted, found = list(names), set[str]()
    for start in range(0, len(wanted), AT_ONCE):
        part = wanted[start : start + AT_ONCE]
        found |= {
            name for name in db.session.scalars(select(Message.once).where(Message.once.in_(part))) if name
        }
    return found
