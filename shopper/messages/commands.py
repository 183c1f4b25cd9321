"""Telling somebody something, and what people choose and open."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from uuid import uuid4

from flask import current_app
from sqlalchemy import update

from shopper import clock
from shopper.audit import command
from shopper.database import insert_once, locked, writing
from shopper.extensions import db
from shopper.mail.server import domain
from shopper.messages.hours import Hours
from shopper.messages.kinds import DIGEST, SAID, Kind
from shopper.messages.queries import choices_of
from shopper.messages.telling import path_of, words_of
from shopper.models import ContactChoices, Message, MessageState, Model, Person, Reach

CLIMBS_AFTER = timedelta(minutes=30)
"""How long the list in the app has for itself before what cannot wait becomes a mail."""
NO_FACTS: Mapping[str, str] = MappingProxyType({})
ENGINE = [DIGEST, *SAID]


def tell(  # noqa: PLR0913 - one word each for who, what, about what, by when
    person: Person,
    kind: Kind,
    *,
    about: Model | None = None,
    facts: Mapping[str, str] = NO_FACTS,
    due_at: datetime | None = None,
    path: str = "",
    once: str | None = None,
) -> Message:
    """Put a message into somebody's list, inside the transaction of the command that causes it.

    `about` is the row whose page it leads to (`path` where the kind names no page), `facts` what the words
    of the kind name, each as text in the language of who is told, `once` a name that no second message may
    have. The mail, where one may go out, follows by itself: in the next digest, or for what cannot wait on
    its own. Raises KeyError for a missing fact."""
    subject, words = words_of(kind, person, facts)
    way = _way(person, kind)  # asked first, so that the row is written once
    message = new_message(person, kind, subject, words, once=once)
    message.path = path or path_of(kind, about)
    message.state, message.due_at = way, due_at
    message.not_before = message.created_at + CLIMBS_AFTER
    return message


def new_message(person: Person, kind: str, subject: str, body: str, *, once: str | None = None) -> Message:
    """A message in the transaction under way, whose mail waits to go out."""
    key = uuid4()
    message = Message(
        id=key,
        person=person,
        to_address=person.email or "",
        kind=kind,
        language=person.language,
        subject=subject[: Message.SUBJECT_MAX],
        body=body,
        message_id=f"<{key}@{domain(current_app.config['LAST_INCH'])}>",
        state=MessageState.WAITING,
        created_at=clock.now(),
        once=once,
    )
    db.session.add(message)
    return message


def _way(person: Person, kind: Kind) -> MessageState:
    """Which mail it may become: none, a line of the digest, or one of its own."""
    reach = choices_of(person).reach
    if reach == Reach.IN_APP or not person.email:
        return MessageState.IN_APP
    climbs = SAID[kind].urgent and reach == Reach.AT_ONCE
    return MessageState.WAITING if climbs else MessageState.DIGEST


@command("contact.choose", "reach")
def choose_contact(person: Person, *, reach: Reach, hours: Hours, by: Person) -> None:
    """How this person wants to be reached from now on; an empty zone is that of their branches."""
    chosen = _stored(person)
    chosen.time_zone, chosen.quiet_from, chosen.quiet_until = hours.zone or None, *hours[1:]
    _set_reach(chosen, reach)


@command("contact.stop_mail")
def stop_mail(person: Person, *, by: Person) -> None:
    """From now on in the app only, for what waits as well: an opt-out holds at once (N3)."""
    _set_reach(_stored(person), Reach.IN_APP)


def _stored(person: Person) -> ContactChoices:
    insert_once(ContactChoices, person_id=person.id)
    return locked(db.session.get_one(ContactChoices, person.id))


def _set_reach(chosen: ContactChoices, reach: Reach) -> None:
    chosen.reach = reach
    if reach == Reach.IN_APP:
        open_ones = Message.state.in_((MessageState.WAITING, MessageState.DIGEST))
        closing = update(Message).where(
            Message.person_id == chosen.person_id, open_ones, Message.kind.in_(ENGINE)
        )
        db.session.execute(closing.values(state=MessageState.IN_APP))


def open_message(message: Message) -> None:
    """The person has seen it. It changes what is shown, not what may be done: no audit line."""
    with writing():
        message.read_at = message.read_at or clock.now()


def open_all(person: Person) -> None:
    """The same for everything in the person's list."""
    with writing():
        unread = update(Message).where(Message.person_id == person.id, Message.read_at.is_(None))
        db.session.execute(unread.values(read_at=clock.now()))
