"""A dated run of one version over some branches."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
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


class Wave(Model):
    __tablename__ = "wave"

    NAME_MAX = 120
    VISITS_MAX = 100

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("region.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("question_set_version.id"), index=True)
    name: Mapped[str] = mapped_column(String(NAME_MAX))
    state: Mapped[WaveState] = mapped_column(String(10), default=WaveState.PLANNED)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    holds_results: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]

    version: Mapped[QuestionSetVersion] = relationship()
    branches: Mapped[list[WaveBranch]] = relationship(cascade="all, delete-orphan")


class WaveBranch(Model):
    """How many visits a wave wants of one branch."""

    __tablename__ = "wave_branch"

    wave_id: Mapped[int] = mapped_column(ForeignKey("wave.id"), primary_key=True)
    branch_id: Mapped[int] = mapped_column(ForeignKey("branch.id"), primary_key=True, index=True)
    visits: Mapped[int]

    branch: Mapped[Branch] = relationship()
