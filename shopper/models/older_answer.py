"""What was answered at some time and counts no longer: no word that anybody wrote is thrown away."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from shopper.models.base import Model
from shopper.models.visit import Submission


class Outdone(StrEnum):
    REPLACED = "replaced"
    """It was in the draft when a later answer came in."""
    CAME_LATE = "came_late"
    """A later answer was in the draft when it came in."""


class OlderAnswer(Model):
    """An answer that lost a merge of drafts: the `entry` as it was told, from which device and when.

    `at` is the moment that counted for it, which is never after it came in."""

    __tablename__ = "older_answer"
    __table_args__ = (Index(None, "visit_id", "question_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visit.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    question_key: Mapped[str] = mapped_column(String(64))
    entry: Mapped[dict[str, Any]]
    at: Mapped[datetime | None]
    device: Mapped[str] = mapped_column(String(Submission.DEVICE_MAX))
    received_at: Mapped[datetime]
    why: Mapped[Outdone] = mapped_column(String(10))
