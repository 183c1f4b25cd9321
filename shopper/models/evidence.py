"""Photos: bytes stored once by their SHA-256, and the slots of visits they fill."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from shopper.models.base import Model


class Evidence(Model):
    """`sha256` names the bytes as they are stored, after metadata was stripped; `look` is what the picture
    looks like (evidence/looks.py), '' for a plain one, None where nobody has looked yet."""

    LOOK = 32

    __tablename__ = "evidence"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int]
    width: Mapped[int]
    height: Mapped[int]
    stored_at: Mapped[datetime]
    look: Mapped[str | None] = mapped_column(String(LOOK))


class VisitEvidence(Model):
    """Which photos belong to which visit; nobody sees a photo but through its visit.

    A question has slots 0, 1, 2 …, and a filled one never takes another photo; those of a shopper who had
    the visit before stand below zero (see fieldwork/hands.py). `sent_sha256` names the
    bytes as the phone sent them, by which answers name photos; `sha256` those that were made of them."""

    __tablename__ = "visit_evidence"

    SLOTS = 100

    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visit.id"), primary_key=True)
    question_key: Mapped[str] = mapped_column(String(64), primary_key=True)
    index: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sent_sha256: Mapped[str] = mapped_column(String(64))
    sha256: Mapped[str] = mapped_column(ForeignKey("evidence.sha256"), index=True)
    added_at: Mapped[datetime]
