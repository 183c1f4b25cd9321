"""Customers with whom managers talk, and how they want to be reached."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from shopper.models.base import Model
from shopper.models.person import Person
from shopper.models.place import Branch


class Channel(StrEnum):
    """Ways to a customer, the least interrupting first: who closes one closes all that follow it."""

    TEXT = "text"
    EMAIL = "email"
    PHONE = "phone"
    IN_PERSON = "in_person"


class Wish(StrEnum):
    """How they said they want to be reached; what they said wins."""

    UNSTATED = "unstated"
    TEXT = "text"
    EMAIL = "email"
    PHONE = "phone"
    IN_PERSON = "in_person"
    NOTHING = "nothing"
    """Not at all, by nobody of ours."""


class Customer(Model):
    """Personal data of somebody outside: seen by those who manage the branch, and by nobody else.

    `closed_from` is the lowest channel that they do not want; it and all above are closed. `stopped_on`
    is since when they want less or nothing. Once `erased_at` is set, nothing here says who it was."""

    __tablename__ = "customer"
    __table_args__ = (Index(None, "branch_id", "name"),)

    NAME_MAX, COMPANY_MAX, EMAIL_MAX, PHONE_MAX = 120, 160, 254, 40

    id: Mapped[int] = mapped_column(primary_key=True)
    branch_id: Mapped[int] = mapped_column(ForeignKey("branch.id"))
    name: Mapped[str] = mapped_column(String(NAME_MAX))
    company: Mapped[str] = mapped_column(String(COMPANY_MAX), default="")
    email: Mapped[str] = mapped_column(String(EMAIL_MAX), default="")
    phone: Mapped[str] = mapped_column(String(PHONE_MAX), default="")
    wish: Mapped[Wish] = mapped_column(String(10), default=Wish.UNSTATED)
    closed_from: Mapped[Channel | None] = mapped_column(String(10))
    stopped_on: Mapped[date | None]
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    added_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]

    branch: Mapped[Branch] = relationship(lazy="joined")
    added_by: Mapped[Person | None] = relationship()
