"""Mail: the outbox and the log in one table."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from shopper.models.base import Model
from shopper.models.person import Person


class MessageState(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    """Handed over, but nobody can say whether it arrived; never sent again by itself."""


class Message(Model):
    """One mail, written in the transaction of what caused it and delivered after its commit.

    `body` holds LINK_HERE in the place of a one-time link, which stands in `secret` alone and only
    until the mail is handed over: whoever reads the log can use no link of it."""

    __tablename__ = "message"
    __table_args__ = (Index(None, "state", "created_at"),)

    LINK_HERE = "‹link›"
    SUBJECT_MAX = 200

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    to_address: Mapped[str] = mapped_column(String(Person.SIGN_IN_MAX))
    kind: Mapped[str] = mapped_column(String(40))
    language: Mapped[str] = mapped_column(String(10))
    subject: Mapped[str] = mapped_column(String(SUBJECT_MAX))
    body: Mapped[str] = mapped_column(Text)
    secret: Mapped[str | None] = mapped_column(String(500))
    message_id: Mapped[str] = mapped_column(String(300), unique=True)
    state: Mapped[MessageState] = mapped_column(String(10), default=MessageState.WAITING)
    created_at: Mapped[datetime]
    use_by: Mapped[datetime | None]
    """After this the mail would only mislead, say by a link that has run out."""
    tried_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    error: Mapped[str] = mapped_column(String(500), default="")
