"""A practice visit: it belongs to one person and counts nowhere."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from shopper.models.base import Model


class Practice(Model):
    """What somebody taps and answers in practice; nobody else ever reads it, and starting anew empties it."""

    __tablename__ = "practice"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    draft: Mapped[dict[str, Any]] = mapped_column(default=dict)
    stamps: Mapped[list[Any]] = mapped_column(default=list)
    left_early: Mapped[bool] = mapped_column(default=False)
    begun_at: Mapped[datetime]
