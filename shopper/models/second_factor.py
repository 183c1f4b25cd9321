"""The second factor of a person: codes of an app, and recovery codes on paper."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from shopper.models.base import Model


class SecondFactor(Model):
    """A secret shared with the person's app; it counts from the first right code on.

    The secret has to be read to check a code, and no library for encrypting it is at hand: whoever
    reads the database can make codes, though not guess the password that comes before them."""

    __tablename__ = "second_factor"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    secret: Mapped[str] = mapped_column(String(64))
    last_step: Mapped[int] = mapped_column(default=0)
    """The 30-second step of the last code that was taken: none at or before it is taken again."""
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]

    codes: Mapped[list[RecoveryCode]] = relationship(cascade="all, delete-orphan", order_by="RecoveryCode.id")


class RecoveryCode(Model):
    """A code for the day the phone is lost; it works once and only its hash is kept."""

    __tablename__ = "recovery_code"
    __table_args__ = (UniqueConstraint("person_id", "code_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("second_factor.person_id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[datetime | None]
