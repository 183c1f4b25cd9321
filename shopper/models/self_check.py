"""Self-checks: managers look for themselves, with the forms of a question set. No score ever reads these."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from shopper.models.action import Action
from shopper.models.base import Model
from shopper.models.person import Person
from shopper.models.place import Branch
from shopper.models.question_set import QuestionSetVersion


class SelfCheckState(StrEnum):
    DRAFT = "draft"
    DONE = "done"
    DROPPED = "dropped"
    """Set aside unfinished; what was written stays."""


class SelfCheck(Model):
    """`draft` is as in a visit; `answers`, what of it counts, is there once it is done.

    It is no visit on purpose: whatever reads visits can never come upon it."""

    __tablename__ = "self_check"
    __table_args__ = (
        Index(None, "branch_id", "state", "ended_at"),
        Index(None, "by_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    branch_id: Mapped[int] = mapped_column(ForeignKey("branch.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("question_set_version.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    state: Mapped[SelfCheckState] = mapped_column(String(10), default=SelfCheckState.DRAFT)
    draft: Mapped[dict[str, Any]] = mapped_column(default=dict)
    answers: Mapped[dict[str, Any] | None]
    begun_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    branch: Mapped[Branch] = relationship(lazy="joined")
    version: Mapped[QuestionSetVersion] = relationship(lazy="joined")
    by: Mapped[Person] = relationship(lazy="joined")


class SelfCheckPhoto(Model):
    """Which photos belong to which question of which self-check; nobody sees one but through it."""

    __tablename__ = "self_check_photo"

    self_check_id: Mapped[int] = mapped_column(ForeignKey("self_check.id"), primary_key=True)
    question_key: Mapped[str] = mapped_column(String(64), primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("evidence.sha256"), primary_key=True, index=True)
    added_at: Mapped[datetime]


class SelfCheckFix(Model):
    """The action that was opened because of one answer; there is never a second one."""

    __tablename__ = "self_check_fix"

    self_check_id: Mapped[int] = mapped_column(ForeignKey("self_check.id"), primary_key=True)
    question_key: Mapped[str] = mapped_column(String(64), primary_key=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), index=True)

    action: Mapped[Action] = relationship(lazy="joined")
