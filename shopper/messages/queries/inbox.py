"""What somebody was told: their list in the app, which is their log too."""

from dataclasses import dataclass
from uuid import UUID

from flask import abort
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from shopper.extensions import db
from shopper.models import Message, Person

PAGE = 30


@dataclass(frozen=True)
class Inbox:
    """One page of a list, the latest first; `more` where older ones follow."""

    messages: list[Message]
    page: int
    more: bool


def inbox(person: Person, page: int = 1) -> Inbox:
    """What this person was told, with what became of its mail."""
    page = max(1, page)
    mine = select(Message).where(Message.person_id == person.id).options(selectinload(Message.digest))
    found = mine.order_by(Message.created_at.desc(), Message.id).limit(PAGE + 1).offset((page - 1) * PAGE)
    rows = list(db.session.scalars(found))
    return Inbox(rows[:PAGE], page, len(rows) > PAGE)


def message_or_404(person: Person, message_id: UUID) -> Message:
    """A message to this person."""
    mine = select(Message).where(Message.id == message_id, Message.person_id == person.id)
    return db.session.scalar(mine) or abort(404)
