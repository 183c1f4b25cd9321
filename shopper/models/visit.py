"""A visit, the moves it may make, who had it, and what was sent."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from shopper.models.base import Model
from shopper.models.person import Person
from shopper.models.place import Branch
from shopper.models.question_set import QuestionSetVersion
from shopper.models.wave import Wave


class VisitState(StrEnum):
    OPEN = "open"
    ASSIGNED = "assigned"
    STARTED = "started"
    SENT = "sent"
    ASKED = "asked"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"
    COULD_NOT_COMPLETE = "could_not_complete"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


_S = VisitState
VISIT_MOVES: dict[VisitState, set[VisitState]] = {
    _S.OPEN: {_S.ASSIGNED, _S.CANCELLED, _S.EXPIRED},
    _S.ASSIGNED: {_S.STARTED, _S.OPEN, _S.CANCELLED, _S.EXPIRED},
    _S.STARTED: {_S.SENT, _S.OPEN, _S.CANCELLED, _S.EXPIRED, _S.COULD_NOT_COMPLETE},
    _S.SENT: {_S.ASKED, _S.RETURNED, _S.ACCEPTED, _S.REJECTED},
    _S.ASKED: {_S.SENT},
    _S.RETURNED: {_S.SENT},
    _S.ACCEPTED: {_S.RELEASED},
    _S.RELEASED: {_S.WITHDRAWN},
    _S.WITHDRAWN: {_S.RELEASED},
    _S.EXPIRED: {_S.OPEN},
    _S.REJECTED: {_S.SENT},
    _S.COULD_NOT_COMPLETE: set(),
    _S.CANCELLED: set(),
}

WRITABLE = frozenset({_S.ASSIGNED, _S.STARTED, _S.RETURNED})
"""States in which the shopper may still write the report."""


class VisitSource(StrEnum):
    PHONE = "phone"
    IMPORT = "import"


class Visit(Model):
    """`draft` and `answers` are documents in the form of QUESTION_SETS.md, "An answer".

    `draft_devices` says of each drafted answer where it was written (see visits/drafts.py), `filling` of
    each device how the report was filled in. `reason` is what the reviewer wrote last, `decided_by_id` who
    decided last, `not_completed_for` and `why_not_completed` one of the reasons of visits/giving_up and the shopper's words beside it;
    `score_number` names the score in force.
    `day_part` is one of DayPart, or '' for any time of the day. `erased_at` is when its personal words were
    erased, `erased_after` after how many days (see privacy/)."""

    WORDS_MAX = 2000

    __tablename__ = "visit"
    __table_args__ = (
        Index(None, "branch_id", "visited_on"),
        Index(None, "shopper_id", "state"),
        Index(None, "state", "sent_at"),
        Index(None, "version_id", "state", "visited_on"),
        Index(None, "state", "window_to", "branch_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    branch_id: Mapped[int] = mapped_column(ForeignKey("branch.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("question_set_version.id"))
    wave_id: Mapped[int | None] = mapped_column(ForeignKey("wave.id"), index=True)
    shopper_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    state: Mapped[VisitState] = mapped_column(String(20))
    source: Mapped[VisitSource] = mapped_column(String(10), default=VisitSource.PHONE)
    window_from: Mapped[date | None]
    window_to: Mapped[date | None]
    day_part: Mapped[str] = mapped_column(String(10), default="", server_default="")
    started_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    released_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    visited_on: Mapped[date | None]
    reference: Mapped[str | None] = mapped_column(String(16), unique=True)
    draft: Mapped[dict[str, Any]] = mapped_column(default=dict)
    draft_devices: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default=text("'{}'"))
    stamps: Mapped[list[Any]] = mapped_column(default=list, server_default=text("'[]'"))
    filling: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default=text("'{}'"))
    recognised: Mapped[bool] = mapped_column(default=False, server_default=false())
    answers: Mapped[dict[str, Any] | None]
    left_early: Mapped[bool] = mapped_column(default=False)
    leaving_unseen: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(String(WORDS_MAX), default="")
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    decided_at: Mapped[datetime | None]
    not_completed_for: Mapped[str] = mapped_column(String(20), default="", server_default="")
    why_not_completed: Mapped[str] = mapped_column(String(WORDS_MAX), default="", server_default="")
    score_number: Mapped[int | None]
    erased_at: Mapped[datetime | None]
    erased_after: Mapped[int | None]
    created_at: Mapped[datetime]

    branch: Mapped[Branch] = relationship(lazy="joined")
    version: Mapped[QuestionSetVersion] = relationship(lazy="joined")
    wave: Mapped[Wave | None] = relationship()
    shopper: Mapped[Person | None] = relationship(foreign_keys=[shopper_id])


class Assignment(Model):
    """Who had the visit, from when to when.

    `draft` is what they had written when it went to another, `notes` what stood beside it: their
    stamps, devices and how it was filled in."""

    __tablename__ = "assignment"

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visit.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    from_at: Mapped[datetime]
    to_at: Mapped[datetime | None]
    draft: Mapped[dict[str, Any] | None]
    notes: Mapped[dict[str, Any] | None]


class Submission(Model):
    """One report as it was sent, for ever; a correction is a new one that names its base.

    `evidence` declares its photos as [{"question", "index", "sha256"}]: they may come in after it."""

    DEVICE_MAX = 36
    WEB = "web"
    """The device of reports that were written on our pages without a script."""

    __tablename__ = "submission"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    visit_id: Mapped[UUID] = mapped_column(ForeignKey("visit.id"), index=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"), index=True)
    base_id: Mapped[UUID | None] = mapped_column(ForeignKey("submission.id"), index=True)
    content_hash: Mapped[str] = mapped_column(String(64))
    answers: Mapped[dict[str, Any]]
    hidden: Mapped[dict[str, Any]]
    stamps: Mapped[list[Any]] = mapped_column(default=list, server_default=text("'[]'"))
    evidence: Mapped[list[Any]] = mapped_column(default=list, server_default=text("'[]'"))
    filling: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default=text("'{}'"))
    device: Mapped[str] = mapped_column(String(DEVICE_MAX), default=WEB, server_default=WEB)
    left_early: Mapped[bool] = mapped_column(default=False)
    received_at: Mapped[datetime]
