"""What a draft went through, and the reports it is tried with."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from shopper.models.base import Model
from shopper.models.person import Person


class DraftEdit(Model):
    """One edit of a draft: who did what to what, and the data before it while it can be undone."""

    __tablename__ = "draft_edit"
    __table_args__ = (UniqueConstraint("version_id", "number"),)

    KEPT = 50
    """Edits that can be undone; older ones only say who did what."""

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("question_set_version.id"), index=True)
    number: Mapped[int]
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    act: Mapped[str] = mapped_column(String(40))
    about: Mapped[str] = mapped_column(String(100))
    before: Mapped[dict[str, Any] | None]

    by: Mapped[Person | None] = relationship(lazy="joined")


class DraftCase(Model):
    """A whole report with the score it should have, tried again on each change of the set."""

    __tablename__ = "draft_case"

    NAME_MAX = 100

    id: Mapped[int] = mapped_column(primary_key=True)
    question_set_id: Mapped[int] = mapped_column(ForeignKey("question_set.id"), index=True)
    name: Mapped[str] = mapped_column(String(NAME_MAX))
    answers: Mapped[dict[str, Any]]
    expected: Mapped[str] = mapped_column(String(10))
    """The score as it is shown; empty where there was not enough for one."""
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    created_at: Mapped[datetime]
