"""What a shopper earned by a visit or laid out for it. The ledger says what is owed; it pays nothing."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from shopper.models.base import Model
from shopper.models.person import Person
from shopper.models.visit import Visit


class FeeKind(StrEnum):
    FEE = "fee"
    EXPENSE = "expense"


class FeeState(StrEnum):
    EARNED = "earned"
    APPROVED = "approved"
    PAID = "paid"
    """Paid outside: somebody says so, and this product moved no money."""
    REFUSED = "refused"


FEE_MOVES = {
    FeeState.EARNED: {FeeState.APPROVED, FeeState.REFUSED},
    FeeState.APPROVED: {FeeState.PAID, FeeState.REFUSED},
    FeeState.REFUSED: {FeeState.APPROVED},
    FeeState.PAID: set(),
}


class Fee(Model):
    """The fee of an accepted visit, or what its shopper laid out for it; a visit has each at most once.

    `amount` is in the smallest unit of `currency`, `note` what it was laid out for, `photo_sha256` the
    photo of its receipt, `reason` why it was refused."""

    __tablename__ = "fee"
    __table_args__ = (UniqueConstraint("visit_id", "kind"), Index(None, "client_id", "state"))

    NOTE_MAX = 300

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visit.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("region.id"))
    kind: Mapped[FeeKind] = mapped_column(String(10))
    amount: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    note: Mapped[str] = mapped_column(String(NOTE_MAX), default="")
    photo_sha256: Mapped[str | None] = mapped_column(ForeignKey("evidence.sha256"), index=True)
    state: Mapped[FeeState] = mapped_column(String(10), default=FeeState.EARNED)
    reason: Mapped[str] = mapped_column(String(NOTE_MAX), default="")
    created_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)

    visit: Mapped[Visit] = relationship()
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
