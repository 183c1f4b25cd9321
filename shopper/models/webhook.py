"""Addresses of a client's own programs that are told of results, and what each was told."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from shopper.models.base import Model
from shopper.models.place import Region


class DeliveryState(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"
    """Taken up by a process; whoever dies with it leaves it to be sent once more, under the same id."""
    DELIVERED = "delivered"
    GIVEN_UP = "given_up"


class Event(StrEnum):
    """What a program is told."""

    PING = "ping"
    RELEASED = "visit.released"
    RESCORED = "visit.rescored"
    WITHDRAWN = "visit.withdrawn"


class Miss(StrEnum):
    """Why there was no answer."""

    NO_NAME = "no_name"
    INSIDE = "inside"
    NO_CONNECTION = "no_connection"
    NO_TLS = "no_tls"
    TOO_SLOW = "too_slow"
    BROKE_OFF = "broke_off"


class Webhook(Model):
    """An address, and the secret that signs what goes there.

    The secret has to be read to sign, so it is kept as it is: whoever reads the database can forge what
    the program is told. `misses` counts the tries since the program last answered at all, and until
    `rests_until` nobody knocks: a program that is away costs one time-out, not one for each result."""

    __tablename__ = "webhook"
    __table_args__ = (UniqueConstraint("client_id", "url"),)

    URL_MAX, MOST = 500, 10

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("region.id"))
    url: Mapped[str] = mapped_column(String(URL_MAX))
    secret: Mapped[str] = mapped_column(String(80))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    created_at: Mapped[datetime]
    paused_at: Mapped[datetime | None]
    misses: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    rests_until: Mapped[datetime | None]

    client: Mapped[Region] = relationship()


class WebhookDelivery(Model):
    """One thing to tell one program, written in the transaction that makes it true.

    `body` is what goes out, letter by letter, however often; `status` what the program answered last,
    and `miss` why it did not."""

    __tablename__ = "webhook_delivery"
    __table_args__ = (Index(None, "webhook_id", "created_at"), Index(None, "state", "next_at"))

    id: Mapped[UUID] = mapped_column(primary_key=True)
    webhook_id: Mapped[int] = mapped_column(ForeignKey("webhook.id"))
    visit_id: Mapped[UUID | None] = mapped_column(ForeignKey("visit.id"), index=True)
    event: Mapped[Event] = mapped_column(String(20))
    body: Mapped[str] = mapped_column(Text)
    state: Mapped[DeliveryState] = mapped_column(String(10), default=DeliveryState.WAITING)
    created_at: Mapped[datetime]
    next_at: Mapped[datetime]
    """Not before this."""
    use_by: Mapped[datetime]
    """After this it is given up."""
    tries: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    tried_at: Mapped[datetime | None]
    status: Mapped[int | None]
    took_ms: Mapped[int | None]
    miss: Mapped[Miss | None] = mapped_column(String(20))

    webhook: Mapped[Webhook] = relationship()
