"""What somebody promised to change in a branch, and what became of it."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from shopper.models.base import Model
from shopper.models.person import Person
from shopper.models.place import Branch
from shopper.models.question_set import QuestionSetVersion
from survey_defs.kinds import P


class Cause(StrEnum):
    """What in the way the work is set up let it happen. Nobody can be named: poor results are not people."""

    TRAINING = "training"
    POLICY = "policy"
    PROCESS = "process"
    STAFFING = "staffing"
    PLACE = "place"
    UNKNOWN = "unknown"


class ActionState(StrEnum):
    OPEN = "open"
    DOING = "doing"
    DONE = "done"
    DROPPED = "dropped"
    REOPENED = "reopened"


_S = ActionState
ACTION_MOVES: dict[ActionState, set[ActionState]] = {
    _S.OPEN: {_S.DOING, _S.DONE, _S.DROPPED},
    _S.DOING: {_S.DONE, _S.DROPPED},
    _S.REOPENED: {_S.DOING, _S.DONE, _S.DROPPED},
    _S.DONE: {_S.REOPENED},
    _S.DROPPED: {_S.REOPENED},
}
WAITING = frozenset({_S.OPEN, _S.DOING, _S.REOPENED})
"""States in which something is still to be done."""


class Action(Model):
    """`finding` is what was seen, in the words of the page it was opened from; `measure` and `version_id`
    say what it is followed by, as in dashboards/measures.py. `question_key` is what must not be missed
    again; '' where the finding is about no single question."""

    __tablename__ = "action"
    __table_args__ = (
        Index(None, "branch_id", "state", "due_on"),
        Index(None, "owner_id", "state", "due_on"),
        Index(None, "state", "due_on"),
    )

    FINDING_MAX, PLAN_MAX = 500, 500

    id: Mapped[int] = mapped_column(primary_key=True)
    branch_id: Mapped[int] = mapped_column(ForeignKey("branch.id"))
    visit_id: Mapped[UUID | None] = mapped_column(ForeignKey("visit.id"), index=True)
    version_id: Mapped[int | None] = mapped_column(ForeignKey("question_set_version.id"), index=True)
    question_key: Mapped[str] = mapped_column(String(64), default="")
    measure: Mapped[str] = mapped_column(String(200), default="overall")
    finding: Mapped[str] = mapped_column(String(FINDING_MAX))
    plan: Mapped[str] = mapped_column(String(PLAN_MAX))
    cause: Mapped[Cause] = mapped_column(String(10))
    p: Mapped[P] = mapped_column(String(10))
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    due_on: Mapped[date]
    state: Mapped[ActionState] = mapped_column(String(10), default=ActionState.OPEN)
    conversation_id: Mapped[int | None] = mapped_column(ForeignKey("conversation.id"), index=True)
    """The conversation in which a customer told of it."""
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    opened_at: Mapped[datetime]
    done_at: Mapped[datetime | None]

    branch: Mapped[Branch] = relationship(lazy="joined")
    version: Mapped[QuestionSetVersion | None] = relationship()
    owner: Mapped[Person] = relationship(foreign_keys=[owner_id], lazy="joined")
    opened_by: Mapped[Person | None] = relationship(foreign_keys=[opened_by_id])


class ActionNote(Model):
    """One line of what became of an action: a comment, a photo, a new state, another day or owner.

    `by_id` is empty where a released visit opened it again; `visit_id` names that visit."""

    __tablename__ = "action_note"

    WORDS_MAX = 2000

    id: Mapped[int] = mapped_column(primary_key=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), index=True)
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    state: Mapped[ActionState | None] = mapped_column(String(10))
    words: Mapped[str] = mapped_column(String(WORDS_MAX), default="")
    due_on: Mapped[date | None]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    sha256: Mapped[str | None] = mapped_column(ForeignKey("evidence.sha256"), index=True)
    visit_id: Mapped[UUID | None] = mapped_column(ForeignKey("visit.id"), index=True)

    by: Mapped[Person | None] = relationship(foreign_keys=[by_id])
    owner: Mapped[Person | None] = relationship(foreign_keys=[owner_id])
