"""Messages: what people were told, in the app and by mail; the outbox and the log in one table."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from shopper.models.base import Model
from shopper.models.person import Person


class MessageState(StrEnum):
    """Where the mail of a message stands; in the app every message is from the first moment."""

    IN_APP = "in_app"
    """In the app alone; no mail of its own goes out."""
    DIGEST = "digest"
    """Waits for the next digest."""
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    """Handed over, but nobody can say whether it arrived; never sent again by itself."""


class Message(Model):
    """One message, written in the transaction of what caused it; its mail is delivered after the commit.

    `body` holds LINK_HERE in the place of a one-time link, which stands in `secret` alone and only
    until the mail is handed over: whoever reads the log can use no link of it. `path` is the page of
    ours that it is about, `digest_id` the digest that told of it, and `once` what no two messages share:
    a digest's day, a reminder's due time."""

    __tablename__ = "message"
    __table_args__ = (Index(None, "state", "created_at"), Index(None, "person_id", "read_at"))

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
    path: Mapped[str] = mapped_column(String(300), default="", server_default="")
    due_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]
    not_before: Mapped[datetime | None]
    """No mail before this: the app comes first, quiet hours and a visit under way are kept."""
    tries: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    retry_at: Mapped[datetime | None]
    """When the server is asked again, which was away or said later."""
    once: Mapped[str | None] = mapped_column(String(120), unique=True)
    digest_id: Mapped[UUID | None] = mapped_column(ForeignKey("message.id"), index=True)

    person: Mapped[Person | None] = relationship()
    digest: Mapped[Message | None] = relationship(remote_side=[id])
