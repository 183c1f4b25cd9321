"""Actions at branches whose results a person may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from flask import abort
from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload

from shopper import clock
from shopper.extensions import db
from shopper.models import (
    WAITING,
    Action,
    ActionNote,
    ActionState,
    Branch,
    Cause,
    Person,
    QuestionSet,
    QuestionSetVersion,
    Region,
    Visit,
    VisitState,
)
from shopper.permissions import Can, within

MINE, LATE, ALL = "mine", "late", "all"
LATEST = 20
"""Actions on a branch's page."""


@dataclass(frozen=True)
class Wanted:
    """Which actions: `show` is one of MINE (theirs that wait), LATE or ALL; nothing else is left out by None."""

    show: str = MINE
    path: str = ""
    state: ActionState | None = None
    cause: Cause | None = None


def today() -> date:
    return clock.now().date()


def listed(person: Person, wanted: Wanted, first: int = 0, most: int | None = None) -> list[Action]:
    """Those that wait before those that are over, the first due first."""
    over = Action.state.not_in(WAITING)
    found = _chosen(person, wanted, Action).order_by(over, Action.due_on, Action.id).offset(first).limit(most)
    return list(db.session.scalars(found.options(joinedload(Action.opened_by))))


def count(person: Person, wanted: Wanted) -> int:
    return db.session.scalar(_chosen(person, wanted, func.count(Action.id))) or 0


def late(person: Person, path: str, most: int) -> tuple[list[Action], int]:
    """The late actions below a region, longest due first, and how many there are in all; one statement."""
    found = _chosen(person, Wanted(LATE, path), Action).add_columns(func.count().over())
    first = found.order_by(Action.due_on, Action.id).limit(most).options(joinedload(Action.opened_by))
    rows = db.session.execute(first).all()
    return [row[0] for row in rows], rows[0][1] if rows else 0


def _chosen(person: Person, wanted: Wanted, what: Any) -> Select[Any]:
    found = select(what).select_from(Action).join(Action.branch).join(Region, Region.id == Branch.region_id)
    return found.where(within(person, Can.FOLLOW_UP), *_asked(person, wanted))


def _asked(person: Person, wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions = []
    if wanted.show == MINE:
        conditions += [Action.owner_id == person.id, Action.state.in_(WAITING)]
    if wanted.show == LATE:
        conditions += [Action.state.in_(WAITING), Action.due_on < today()]
    if wanted.path:
        conditions.append(Region.path.startswith(wanted.path, autoescape=True))
    if wanted.state:
        conditions.append(Action.state == wanted.state)
    if wanted.cause:
        conditions.append(Action.cause == wanted.cause)
    return conditions


def at_branch(person: Person, branch: Branch) -> list[Action]:
    """The actions of one branch, those that wait first, then the latest."""
    found = _chosen(person, Wanted(ALL), Action).where(Action.branch_id == branch.id)
    order = (Action.state.not_in(WAITING), Action.opened_at.desc(), Action.id.desc())
    return list(db.session.scalars(found.order_by(*order).limit(LATEST)))


def action_or_404(person: Person, action_id: int) -> Action:
    """The action, if the person may act at its branch."""
    found = _chosen(person, Wanted(ALL), Action).where(Action.id == action_id)
    action: Action | None = db.session.scalar(found)
    return action or abort(404)


def branch_or_404(person: Person, branch_id: int) -> Branch:
    """A branch where the person may act."""
    found = select(Branch).join(Branch.region).where(Branch.id == branch_id, within(person, Can.FOLLOW_UP))
    return db.session.scalar(found.options(joinedload(Branch.region))) or abort(404)


def branches_in(person: Person, path: str) -> list[Branch]:
    """Branches below a region where the person may act, by name."""
    found = select(Branch).join(Branch.region).where(within(person, Can.FOLLOW_UP))
    found = found.where(Region.path.startswith(path, autoescape=True))
    return list(db.session.scalars(found.order_by(Branch.name, Branch.id)))


def history(action: Action) -> list[ActionNote]:
    """What became of it, in order."""
    found = select(ActionNote).where(ActionNote.action_id == action.id).order_by(ActionNote.at, ActionNote.id)
    return list(db.session.scalars(found.options(joinedload(ActionNote.by), joinedload(ActionNote.owner))))


def photo_or_404(person: Person, action_id: int, sha256: str) -> str:
    """The name of a photo that stands in the history of an action of theirs."""
    action = action_or_404(person, action_id)
    found = select(ActionNote.sha256).where(ActionNote.action_id == action.id, ActionNote.sha256 == sha256)
    return db.session.scalar(found.limit(1)) or abort(404)


def released_at(person: Person, branch: Branch, visit_id: UUID) -> Visit | None:
    """A released visit of this branch, if the person may see it."""
    found = select(Visit).join(Visit.branch).join(Region, Region.id == Branch.region_id)
    found = found.where(
        Visit.id == visit_id, Visit.branch_id == branch.id, Visit.state == VisitState.RELEASED
    )
    return db.session.scalar(found.where(within(person, Can.FOLLOW_UP)))


def version_of(branch: Branch, version_id: int) -> QuestionSetVersion | None:
    """A version of the branch's client."""
    found = select(QuestionSetVersion).join(QuestionSet).where(QuestionSetVersion.id == version_id)
    return db.session.scalar(found.where(QuestionSet.client_id == branch.client_id))


def done_before(visit: Visit, keys: Sequence[str]) -> list[Action]:
    """Actions that are done at the visit's branch, before its day, against missing one of these questions."""
    if not keys or visit.visited_on is None:
        return []
    set_id = visit.version.question_set_id
    found = (
        select(Action)
        .join(Action.version)
        .where(
            Action.branch_id == visit.branch_id,
            Action.state == ActionState.DONE,
            Action.question_key.in_(keys),
            QuestionSetVersion.question_set_id == set_id,
        )
        .order_by(Action.id)
    )
    zone, day = visit.branch.time_zone, visit.visited_on
    done = db.session.scalars(found).all()
    return [each for each in done if each.done_at and clock.local_date(each.done_at, zone) < day]


def due_between(first: date, last: date) -> list[Action]:
    """Everybody's actions that wait and are due on these days, for the reminders."""
    found = select(Action).where(Action.state.in_(WAITING), Action.due_on.between(first, last))
    return list(db.session.scalars(found.order_by(Action.id)))


def branches_acting(branch: Branch, first: date, last: date) -> list[int]:
    """Branches of the client that had actions of their own in these days, to be left out of comparisons.

    They reach over grants: only what is learned without them may be shown."""
    start = datetime.combine(first, time(), UTC)
    over = or_(Action.done_at.is_(None), Action.done_at >= start)
    found = (
        select(Action.branch_id)
        .join(Branch, Branch.id == Action.branch_id)
        .where(
            Branch.client_id == branch.client_id,
            Action.state.in_({*WAITING, ActionState.DONE}),
            Action.opened_at < datetime.combine(last, time.max, UTC),
            over,
        )
    )
    return list(db.session.scalars(found.distinct()))
