"""Appeals: a manager's against one answer of a released report, a shopper's against a decision."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from shopper.models.base import Model
from shopper.models.person import Person
from shopper.models.visit import Visit


class AppealState(StrEnum):
    OPEN = "open"
    UPHELD = "upheld"
    DISMISSED = "dismissed"


class AppealSide(StrEnum):
    MANAGER = "manager"
    SHOPPER = "shopper"


class Remedy(StrEnum):
    """What an upheld appeal changed."""

    CORRECTED = "corrected"
    SET_ASIDE = "set_aside"
    REOPENED = "reopened"


class Appeal(Model):
    """`question_key` is empty in a shopper's appeal, which is against the decision as a whole.

    `against_id` is who took that decision, and so may not decide the appeal; `owner_id` who is to decide
    it until `due_at`. `before` and `after` are the answer as it was and as it was corrected; `score_number`
    names the score that the appeal led to."""

    __tablename__ = "appeal"
    __table_args__ = (Index(None, "state", "opened_at"), Index(None, "visit_id", "question_key"))

    WORDS_MAX = 2000

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visit.id"))
    side: Mapped[AppealSide] = mapped_column(String(10))
    question_key: Mapped[str] = mapped_column(String(64), default="")
    reason: Mapped[str] = mapped_column(String(WORDS_MAX))
    photo_sha256: Mapped[str | None] = mapped_column(ForeignKey("evidence.sha256"), index=True)
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    opened_at: Mapped[datetime]
    against_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    due_at: Mapped[datetime]
    state: Mapped[AppealState] = mapped_column(String(10), default=AppealState.OPEN)
    remedy: Mapped[str] = mapped_column(String(10), default="")
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]
    words: Mapped[str] = mapped_column(String(WORDS_MAX), default="")
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    decided_at: Mapped[datetime | None]
    score_number: Mapped[int | None]

    visit: Mapped[Visit] = relationship()
    opened_by: Mapped[Person] = relationship(foreign_keys=[opened_by_id])
    owner: Mapped[Person | None] = relationship(foreign_keys=[owner_id])
