"""Conversations of managers with customers: planned for a week, prepared, logged, closed."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from shopper.models.base import Model
from shopper.models.customer import Channel, Customer
from shopper.models.person import Person
from shopper.models.place import Branch


class Conversation(Model):
    """One conversation of one person with one customer.

    `week` is the Monday of the week for which it takes one of the five places, by the clock of that
    person; None for one that came in between. `ours` is whether we began it. `unchanged` says why no
    action followed. `stops`: they asked not to be contacted again. The log may be half done until
    `closed_at`; `edit_number` counts the saves, so that of two at once the second is told."""

    __tablename__ = "conversation"
    __table_args__ = (Index(None, "by_id", "closed_at"), Index(None, "customer_id", "closed_at"))

    WORDS_MAX, WHY_MAX = 4000, 500

    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    week: Mapped[date | None]
    begun_at: Mapped[datetime]
    held_on: Mapped[date | None]
    ours: Mapped[bool | None]
    channel: Mapped[Channel | None] = mapped_column(String(10))
    said: Mapped[str] = mapped_column(String(WORDS_MAX), default="")
    read_back: Mapped[str] = mapped_column(String(WORDS_MAX), default="")
    unchanged: Mapped[str] = mapped_column(String(WHY_MAX), default="")
    next_on: Mapped[date | None] = mapped_column(index=True)
    stops: Mapped[bool] = mapped_column(default=False)
    edit_number: Mapped[int] = mapped_column(default=1)
    closed_at: Mapped[datetime | None]

    customer: Mapped[Customer] = relationship(lazy="joined")
    by: Mapped[Person] = relationship(lazy="joined")

    @property
    def branch(self) -> Branch:
        """Where the customer is one, by which it is decided who may see it."""
        return self.customer.branch
