"""Telling somebody something, as part of the command that causes it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from uuid import uuid4

from flask import current_app

from shopper import clock
from shopper.extensions import db
from shopper.mail.server import domain
from shopper.messages.kinds import SAID, Kind
from shopper.messages.queries import choices_of
from shopper.messages.telling import path_of, words_of
from shopper.models import Message, MessageState, Model, Person, Reach

CLIMBS_AFTER = timedelta(minutes=30)
"""How long the list in the app has for itself before what cannot wait becomes a mail."""
NO_FACTS: Mapping[str, str] = MappingProxyType({})


def tell(  # noqa: PLR0913 - one word each for who, what, about what, by when
    person: Person,
    kind: Kind,
    *,
    about: Model | None = None,
    facts: Mapping[str, str] = NO_FACTS,
    due_at: datetime | None = None,
    path: str = "",
) -> Message:
    """Put a message into somebody's list, inside the transaction of the command that causes it.

    `about` is the row whose page it leads to (`path` where the kind names no page), `facts` what the words
    of the kind name, each as text in the language of who is told. The mail, where one may go out, follows
    by itself: in the next digest, or for what cannot wait on its own. Raises KeyError for a missing fact."""
    subject, words = words_of(kind, person, facts)
    key, now = uuid4(), clock.now()
    message = Message(
        id=key,
        person_id=person.id,
        to_address=person.email or "",
        kind=kind,
        language=person.language,
        subject=subject[: Message.SUBJECT_MAX],
        body=words,
        path=path or path_of(kind, about),
        message_id=f"<{key}@{domain(current_app.config['LAST_INCH'])}>",
        state=_way(person, kind),
        created_at=now,
        due_at=due_at,
        not_before=now + CLIMBS_AFTER,
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
