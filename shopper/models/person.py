"""People, what they may do where, and their sessions."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from shopper.models.base import Model
from shopper.models.place import Region


class Role(StrEnum):
    ADMIN = "admin"
    REVIEWER = "reviewer"
    MANAGER = "manager"
    SHOPPER = "shopper"


class Person(Model):
    """`sign_in` is an e-mail or a code, kept case-folded so that case never makes two people.

    `merged_into_id` is the account that stayed where two of one human became one, `erased_at` when all that
    says who they were was erased."""

    __tablename__ = "person"

    NAME_MAX = 120
    SIGN_IN_MAX = 254
    PASSWORD_MIN, PASSWORD_MAX = 10, 200

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(NAME_MAX))
    sign_in: Mapped[str] = mapped_column(String(SIGN_IN_MAX), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(10), default="en")
    active: Mapped[bool] = mapped_column(default=True)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    created_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]

    grants: Mapped[list[Grant]] = relationship(
        back_populates="person", cascade="all, delete-orphan", lazy="selectin"
    )

    @property
    def email(self) -> str | None:
        """Where mail reaches this person; None for somebody who signs in with a code."""
        return self.sign_in if "@" in self.sign_in else None

    def roles(self) -> set[Role]:
        return {grant.role for grant in self.grants}


class Grant(Model):
    """A role on a region and all below it."""

    __tablename__ = "grant"
    __table_args__ = (UniqueConstraint("person_id", "role", "region_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[Role] = mapped_column(String(10))
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"), index=True)

    person: Mapped[Person] = relationship(back_populates="grants")
    region: Mapped[Region] = relationship(lazy="joined")


class UserSession(Model):
    """One signed-in browser; ending the row ends the session. `role` is the one whose ways it shows."""

    __tablename__ = "user_session"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    browser: Mapped[str] = mapped_column(String(200), default="")
    address: Mapped[str] = mapped_column(String(45), default="", server_default="")
    seen_at: Mapped[datetime | None]
    """When it was last used, to within ten minutes, and `address` where."""
    role: Mapped[Role | None] = mapped_column(String(10))

    person: Mapped[Person] = relationship(lazy="joined")


class Invitation(Model):
    """A link that makes one account, once; only its hash is kept."""

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(Person.NAME_MAX))
    sign_in: Mapped[str] = mapped_column(String(Person.SIGN_IN_MAX))
    role: Mapped[Role] = mapped_column(String(10))
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"), index=True)
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    region: Mapped[Region] = relationship(lazy="joined")


class Guess(StrEnum):
    """What somebody may try only so often."""

    PASSWORD = "password"  # noqa: S105 - a kind of guess
    CODE = "code"
    TOKEN = "token"  # noqa: S105 - a kind of guess
    MAIL = "mail"
    """No guess at all, but a mail that somebody asks for: nobody's box is to be filled."""


class FailedSignIn(Model):
    """One failed try, counted by name and by address so that guessing slows down over restarts."""

    __tablename__ = "failed_sign_in"
    __table_args__ = (Index(None, "sign_in", "at"), Index(None, "address", "at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    guess: Mapped[Guess] = mapped_column(String(10), default=Guess.PASSWORD, server_default=Guess.PASSWORD)
    sign_in: Mapped[str] = mapped_column(String(Person.SIGN_IN_MAX))
    address: Mapped[str] = mapped_column(String(45))
    at: Mapped[datetime]
