"""Digests: what waited, in one mail, at the end of the quiet hours (N8)."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from shopper import clock
from shopper.database import writing
from shopper.extensions import db
from shopper.messages import queries
from shopper.messages.commands import new_message
from shopper.messages.hours import last_slot
from shopper.messages.kinds import DIGEST
from shopper.messages.mailing import digest_words
from shopper.models import Message, MessageState, Person, Reach, Role

WEEKLY = {Role.MANAGER, Role.ADMIN}
"""Those for whom the week is enough; everybody else has a digest a day at most."""


def prepare_digests() -> int:
    """Write every digest whose hour has come; how many. A digest is of one day and written once."""
    return sum(_prepared(person_id) for person_id in queries.with_something_held())


def _prepared(person_id: int) -> bool:
    try:
        with writing():
            return _prepare(db.session.get_one(Person, person_id))
    except IntegrityError:  # another process wrote it at the same moment
        return False


def _prepare(person: Person) -> bool:
    day, slot = _slot(person)
    name = f"digest:{person.id}:{day}"
    if queries.told_already([name]):
        return False
    unsent = queries.unsent_digest(person)
    held = queries.held_before(person, slot, unsent)
    lines = [] if _wants_none(person) else [message for message in held if message.read_at is None]
    for message in held:
        message.state = MessageState.IN_APP
    if not lines:
        return False
    _write(person, lines, name)
    if unsent:
        unsent.state, unsent.error = MessageState.IN_APP, "a later digest took its lines up"
    return True


def _slot(person: Person) -> tuple[date, datetime]:
    return last_slot(clock.now(), queries.hours_of(person), weekly=bool(WEEKLY & person.roles()))


def _wants_none(person: Person) -> bool:
    return queries.choices_of(person).reach == Reach.IN_APP or not person.email or not person.active


def _write(person: Person, lines: Sequence[Message], name: str) -> None:
    """The digest is a message of its own, but not one to be read: its lines are in the list already."""
    digest = new_message(person, DIGEST, *digest_words(person, lines), once=name)
    digest.read_at = digest.created_at
    db.session.flush()
    told = update(Message).where(Message.id.in_([line.id for line in lines]))
    db.session.execute(told.values(digest_id=digest.id))
