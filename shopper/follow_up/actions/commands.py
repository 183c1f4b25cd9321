"""Opening an action, keeping it, saying what became of it."""

from datetime import date
from typing import Any

from shopper import clock
from shopper.audit import command
from shopper.database import insert_once, locked
from shopper.extensions import db
from shopper.follow_up.actions.words import STATE_NAMES
from shopper.follow_up.queries import owners_of
from shopper.messages.commands import tell
from shopper.messages.kinds import Kind
from shopper.models import (
    ACTION_MOVES,
    Action,
    ActionNote,
    ActionState,
    Branch,
    Cause,
    Conversation,
    Evidence,
    Person,
    QuestionSetVersion,
    Visit,
)
from shopper.troubles import Refused, Trouble
from shopper.visits.evidence import Stored
from survey_defs.kinds import P


@command("action.open", "finding", "plan", "cause", "p", "owner", "due_on")
def open_action(  # noqa: PLR0913 - what an action is
    branch: Branch,
    *,
    finding: str,
    plan: str,
    cause: Cause,
    p: P,
    owner: Person,
    due_on: date,
    visit: Visit | None = None,
    version: QuestionSetVersion | None = None,
    question: str = "",
    measure: str = "overall",
    conversation: Conversation | None = None,
    by: Person,
) -> Action:
    """Promise to change something in a branch, because of what was found there.

    `question` is what must not be missed again, by `version`; `conversation` is where a customer told of it.
    Raises Refused NOT_AN_OWNER."""
    about: dict[str, Any] = {"visit": visit, "version": version, "question": question, "measure": measure}
    about["conversation"] = conversation
    return promise(
        branch, finding=finding, plan=plan, cause=cause, p=p, owner=owner, due_on=due_on, **about, by=by
    )


def promise(  # noqa: PLR0913 - what an action is
    branch: Branch,
    *,
    finding: str,
    plan: str,
    cause: Cause,
    p: P,
    owner: Person,
    due_on: date,
    visit: Visit | None = None,
    version: QuestionSetVersion | None = None,
    question: str = "",
    measure: str = "overall",
    conversation: Conversation | None = None,
    by: Person,
) -> Action:
    """Part of a command: the action is open and its owner is told. Raises Refused NOT_AN_OWNER."""
    _may_own(owner, branch)
    action = Action(
        branch_id=branch.id,
        visit_id=visit.id if visit else None,
        version_id=version.id if version else None,
        conversation_id=conversation.id if conversation else None,
        question_key=question if version else "",
        measure=measure,
        finding=finding,
        plan=plan,
        cause=cause,
        p=p,
        owner_id=owner.id,
        due_on=due_on,
        state=ActionState.OPEN,
        opened_by_id=by.id,
        opened_at=clock.now(),
    )
    db.session.add(action)
    db.session.flush()
    _tell_new_owner(action, branch, owner, by)
    return action


@command("action.change", "plan", "cause", "p", "owner", "due_on")
def change_action(  # noqa: PLR0913 - what an action is
    action: Action, *, plan: str, cause: Cause, p: P, owner: Person, due_on: date, by: Person
) -> Action:
    """Other words, another owner or another day; the last two stand in its history. Raises NOT_AN_OWNER."""
    branch = locked(action).branch
    moved, given = due_on != action.due_on, owner.id != action.owner_id
    if given:
        _may_own(owner, branch)
    if moved or given:
        _note(action, by, due_on=due_on if moved else None, owner_id=owner.id if given else None)
    action.plan, action.cause, action.p = plan, cause, p
    action.owner_id, action.due_on = owner.id, due_on
    if given:
        _tell_new_owner(action, branch, owner, by)
    return action


@command("action.move", "to", "words")
def move_action(action: Action, *, to: ActionState, words: str, by: Person) -> Action:
    """Take an action up, finish it, drop it or open it again. Raises Refused ACTION_MOVED, WHY_DROPPED."""
    locked(action)
    if to not in ACTION_MOVES[action.state]:
        raise Refused(Trouble.ACTION_MOVED, words=str(STATE_NAMES[action.state]).lower())
    if to == ActionState.DROPPED and not words.strip():
        raise Refused(Trouble.WHY_DROPPED)
    action.state = to
    action.done_at = clock.now() if to == ActionState.DONE else None
    _note(action, by, state=to, words=words)
    return action


@command("action.comment", "words")
def comment_on(action: Action, *, words: str, photo: Stored | None = None, by: Person) -> Action:
    """Add a comment, a photo, or both. Raises Refused NOTHING_SAID."""
    locked(action)
    if not words.strip() and photo is None:
        raise Refused(Trouble.NOTHING_SAID)
    if photo is not None:
        size = {"size": photo.size, "width": photo.width, "height": photo.height}
        insert_once(Evidence, sha256=photo.sha256, **size, stored_at=clock.now())
    _note(action, by, words=words, sha256=photo.sha256 if photo else None)
    return action


def _note(action: Action, by: Person, **said: object) -> None:
    db.session.add(ActionNote(action_id=action.id, at=clock.now(), by_id=by.id, **said))


def _may_own(owner: Person, branch: Branch) -> None:
    if owner.id not in {one.id for one in owners_of(branch)}:
        raise Refused(Trouble.NOT_AN_OWNER, person=owner.name, branch=branch.name)


def _tell_new_owner(action: Action, branch: Branch, owner: Person, by: Person) -> None:
    """Nobody needs to be told of what they took upon themselves."""
    if owner.id != by.id:
        facts = {"title": action.plan, "branch": branch.name, "who": by.name}
        tell(owner, Kind.ACTION_GIVEN, about=action, facts=facts)
