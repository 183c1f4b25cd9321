"""Links that do one thing once."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from shopper.models.base import Model
from shopper.models.person import Person


class LinkPurpose(StrEnum):
    PASSWORD = "password"  # noqa: S105 - what the link changes
    EMAIL = "email"


class OneTimeLink(Model):
    """A link that sets a password or confirms an e-mail; only its hash is kept."""

    __tablename__ = "one_time_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[LinkPurpose] = mapped_column(String(10))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    sign_in: Mapped[str] = mapped_column(String(Person.SIGN_IN_MAX), default="")
    """The new e-mail, where that is the purpose."""
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(lazy="joined")
