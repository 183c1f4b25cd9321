"""The one question that a reviewer asks the shopper about a report, and what came back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from shopper.models.base import Model
from shopper.models.person import Person


class ReviewQuestion(Model):
    """`question_key` names the answer it is about; empty where it is about the whole report."""

    __tablename__ = "review_question"

    WORDS_MAX = 2000

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visit.id"), index=True)
    question_key: Mapped[str] = mapped_column(String(64), default="")
    words: Mapped[str] = mapped_column(String(WORDS_MAX))
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    asked_at: Mapped[datetime]
    reply: Mapped[str] = mapped_column(String(WORDS_MAX), default="")
    replied_at: Mapped[datetime | None]

    asked_by: Mapped[Person] = relationship()
