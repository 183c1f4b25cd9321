"""How many checks ask for a reviewer's eyes in a report that waits: counted beside the server, for the queue."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from shopper.models.base import Model


class ReportChecks(Model):
    """`flagged` of `among` checks; what came in after `counted_at` is counted anew."""

    __tablename__ = "report_checks"

    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visit.id"), primary_key=True)
    flagged: Mapped[int]
    among: Mapped[int]
    counted_at: Mapped[datetime]
