"""A dated run of one version over some branches."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from shopper.models.base import Model
from shopper.models.place import Branch
from shopper.models.question_set import QuestionSetVersion


class WaveState(StrEnum):
    PLANNED = "planned"
    RUNNING = "running"
    CLOSING = "closing"
    CLOSED = "closed"


WAVE_MOVES = {
    WaveState.PLANNED: {WaveState.RUNNING},
    WaveState.RUNNING: {WaveState.CLOSING},
    WaveState.CLOSING: {WaveState.CLOSED},
    WaveState.CLOSED: set(),
}


class DayPart(StrEnum):
    """When on its day a visit is to be made."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


class Wave(Model):
    """`fee` and `expense_limit` are in the smallest unit of `currency`, 1250 for 12.50 EUR.

    `day_parts` says how many of the visits at each branch belong to which part of the day; the others
    are made at any time. `quiz` is as in fieldwork/quiz/questions.py. The due hours are the client's where
    they are None, and so are the days after which personal words are erased. Between two visits of one shopper
    at a branch lie `rotation_days`."""

    __tablename__ = "wave"

    NAME_MAX = 120
    VISITS_MAX = 100
    DAYS_MAX = 730
    TOLD_MAX = 2000

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("region.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("question_set_version.id"), index=True)
    name: Mapped[str] = mapped_column(String(NAME_MAX))
    state: Mapped[WaveState] = mapped_column(String(10), default=WaveState.PLANNED)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    holds_results: Mapped[bool] = mapped_column(default=False)
    fee: Mapped[int] = mapped_column(default=0, server_default="0")
    expense_limit: Mapped[int] = mapped_column(default=0, server_default="0")
    currency: Mapped[str] = mapped_column(String(3), default="", server_default="")
    soft_due_hours: Mapped[int | None]
    hard_due_hours: Mapped[int | None]
    rotation_days: Mapped[int] = mapped_column(default=0, server_default="0")
    names_staff: Mapped[bool] = mapped_column(default=False, server_default=false())
    staff_told: Mapped[str] = mapped_column(String(TOLD_MAX), default="", server_default="")
    day_parts: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default=text("'{}'"))
    quiz: Mapped[list[Any]] = mapped_column(default=list, server_default=text("'[]'"))
    retention_days: Mapped[int | None]
    on_board: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_at: Mapped[datetime]

    version: Mapped[QuestionSetVersion] = relationship()
    branches: Mapped[list[WaveBranch]] = relationship(cascade="all, delete-orphan")


class WaveBranch(Model):
    """How many visits a wave wants of one branch.

    `on_duty` says how many people work there at a time, by part of the day as in DayPart, '' for any time;
    what it does not name is not known."""

    __tablename__ = "wave_branch"

    wave_id: Mapped[int] = mapped_column(ForeignKey("wave.id"), primary_key=True)
    branch_id: Mapped[int] = mapped_column(ForeignKey("branch.id"), primary_key=True, index=True)
    visits: Mapped[int]
    on_duty: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default=text("'{}'"))

    branch: Mapped[Branch] = relationship()


class QuizPass(Model):
    """Whose answers to the briefing quiz of a wave were all right, and when."""

    __tablename__ = "quiz_pass"

    wave_id: Mapped[int] = mapped_column(ForeignKey("wave.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    passed_at: Mapped[datetime]
