"""Unscripted care that a visit told of, and who has heard of it since."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from shopper.models.base import Model
from shopper.models.person import Person
from shopper.models.visit import Visit


class Moment(Model):
    """Who was told of one moment. Its words stay in the visit, under the key of their question; a moment
    that nobody was told of has no row.

    `agreed_on`: those it is about agreed that it hangs in the staff room. It has no points, no number and
    no name of anybody but those who passed it on."""

    __tablename__ = "moment"

    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visit.id"), primary_key=True)
    question_key: Mapped[str] = mapped_column(String(64), primary_key=True)
    told_employee_on: Mapped[date | None]
    told_employee_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    told_manager_on: Mapped[date | None]
    told_manager_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    agreed_on: Mapped[date | None]
    agreed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)

    visit: Mapped[Visit] = relationship()
    told_employee_by: Mapped[Person | None] = relationship(foreign_keys=[told_employee_by_id])
    told_manager_by: Mapped[Person | None] = relationship(foreign_keys=[told_manager_by_id])
    agreed_by: Mapped[Person | None] = relationship(foreign_keys=[agreed_by_id])
