"""What happened at a date that a chart should show: a note, a branch that moved, a new version."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from shopper.models.base import Model
from shopper.models.person import Person
from shopper.models.place import Branch, Region


class AnnotationKind(StrEnum):
    NOTE = "note"
    """Written by a person."""
    MOVED = "moved"
    """Written when a branch moves to another region or address."""
    VERSION = "version"
    """A new version of a question set."""


class Annotation(Model):
    """About one branch, a region and all below it, or, with neither, the whole client."""

    __tablename__ = "annotation"

    TEXT_MAX = 200

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("region.id"), index=True)
    region_id: Mapped[int | None] = mapped_column(ForeignKey("region.id"), index=True)
    branch_id: Mapped[int | None] = mapped_column(ForeignKey("branch.id"), index=True)
    on: Mapped[date] = mapped_column(index=True)
    kind: Mapped[AnnotationKind] = mapped_column(String(10), default=AnnotationKind.NOTE)
    text: Mapped[str] = mapped_column(String(TEXT_MAX))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    created_at: Mapped[datetime]

    region: Mapped[Region | None] = relationship(foreign_keys=[region_id])
    branch: Mapped[Branch | None] = relationship(foreign_keys=[branch_id])
    by: Mapped[Person | None] = relationship(foreign_keys=[by_id])
