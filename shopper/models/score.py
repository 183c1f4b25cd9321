"""What a visit was worth, and the exact sums that dashboards read instead of visits."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint, and_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from shopper.models.base import Model
from shopper.models.visit import Visit


class VisitScore(Model):
    """An immutable snapshot. Points are hundredths; a re-score is a new row that names why."""

    WHY_MAX = 500

    __tablename__ = "visit_score"
    __table_args__ = (UniqueConstraint("visit_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visit.id"), index=True)
    number: Mapped[int]
    why: Mapped[str] = mapped_column(String(WHY_MAX))
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    raw: Mapped[int | None]
    official: Mapped[int | None]
    flat: Mapped[int | None]
    finish: Mapped[int | None]
    set_up: Mapped[int | None]
    gap: Mapped[int | None]
    band: Mapped[str | None] = mapped_column(String(64))
    outcome: Mapped[str] = mapped_column(String(20))
    explanation: Mapped[dict[str, Any]]
    tally: Mapped[dict[str, Any]]

    visit: Mapped[Visit] = relationship()


IN_FORCE = and_(VisitScore.visit_id == Visit.id, VisitScore.number == Visit.score_number)
"""That a score is the one that counts for its visit; to join the two."""


class Tally(Model):
    """Sums of released visits of one branch, month, version and measure, in hundredths.

    `month` counts months since year 0: year × 12 + month − 1, in the branch's own calendar."""

    __tablename__ = "tally"
    __table_args__ = (
        Index("ix_tally_period", "version_id", "measure", "month", "branch_id", "n", "total", "total_sq"),
        {"sqlite_with_rowid": False},
    )

    branch_id: Mapped[int] = mapped_column(ForeignKey("branch.id"), primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("question_set_version.id"), primary_key=True)
    measure: Mapped[str] = mapped_column(String(200), primary_key=True)
    month: Mapped[int] = mapped_column(primary_key=True)
    n: Mapped[int] = mapped_column(BigInteger)
    total: Mapped[int] = mapped_column(BigInteger)
    total_sq: Mapped[int] = mapped_column(BigInteger)


class TallyMark(Model):
    """Which state the tallies of a branch and a version are in: drawn anew whenever one of them changes.

    Whoever keeps sums in memory sees by it that they still hold. A number by chance, not a count: a
    database that was put back from a backup must not look like the one that counted on."""

    __tablename__ = "tally_mark"
    __table_args__ = ({"sqlite_with_rowid": False},)

    version_id: Mapped[int] = mapped_column(ForeignKey("question_set_version.id"), primary_key=True)
    branch_id: Mapped[int] = mapped_column(ForeignKey("branch.id"), primary_key=True, index=True)
    mark: Mapped[int] = mapped_column(BigInteger)
