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

AT_ONCE = 25
"""People in one transaction: a disk takes longer to promise than a digest to write."""
WEEKLY = {Role.MANAGER, Role.ADMIN}
"""Those for whom the week is enough; everybody else has a digest a day at most."""


def prepare_digests() -> int:
    """Write every digest whose hour has come; how many. A digest is of one day and written once."""
    people = queries.with_something_held()
    return sum(_together(people[start : start + AT_ONCE]) for start in range(0, len(people), AT_ONCE))


def _together(people: list[int]) -> int:
    """Theirs in one transaction, or one by one where another process writes the same at this moment."""
    try:
        with writing():
            return sum(_prepare(person) for person in queries.people_of(people))
    except IntegrityError:
        return sum(_together([one]) for one in people) if len(people) > 1 else 0


def _prepare(person: Person) -> bool:
    day, slot = _slot(person)
    name = f"digest:{person.id}:{day}"
    if queries.told_already([name]):
        return False
    unsent = queries.unsent_digest(person)
    held = queries.held_before(person, slot, unsent)
    lines = [] if _wants_none(person) else [message for message in held if message.read_at is None]
    _settle(held)
    if not lines:
        return False
    _write(person, lines, name)
    if unsent:
        unsent.state, unsent.error = MessageState.IN_APP, "a later digest took its lines up"
    return True


def _settle(held: Sequence[Message], **more: object) -> None:
    """They wait for no digest any more."""
    settled = update(Message).where(Message.id.in_([message.id for message in held]))
    in_app = settled.values(state=MessageState.IN_APP, **more)
    db.session.execute(in_app, execution_options={"synchronize_session": False})


def _slot(person: Person) -> tuple[date, datetime]:
    return last_slot(clock.now(), queries.hours_of(person), weekly=bool(WEEKLY & person.roles()))


def _wants_none(person: Person) -> bool:
    return queries.choices_of(person).reach == Reach.IN_APP or not person.email or not person.active


def _write(person: Person, lines: Sequence[Message], name: str) -> None:
    """The digest is a message of its own, but not one to be read: its lines are in the list already."""
    digest = new_message(person, DIGEST, *digest_words(person, lines), once=name)
    digest.read_at = digest.created_at
    db.session.flush()
    _settle(lines, digest_id=digest.id)
