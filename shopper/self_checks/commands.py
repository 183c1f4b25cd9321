"""Beginning a self-check, writing it, finishing it, and turning what it found into actions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from shopper import clock
from shopper.audit import command, declare, record
from shopper.database import insert_once, locked, writing
from shopper.extensions import db
from shopper.follow_up.actions.commands import promise
from shopper.language import day
from shopper.models import (
    Branch,
    Cause,
    Evidence,
    Person,
    QuestionSetVersion,
    SelfCheck,
    SelfCheckFix,
    SelfCheckPhoto,
    SelfCheckState,
)
from shopper.self_checks import queries
from shopper.self_checks.meeting import met
from shopper.troubles import Refused, Trouble
from shopper.visits.controls import Entry
from shopper.visits.drafts import seen_and_changed
from shopper.visits.evidence import Stored
from shopper.visits.judging import judge
from survey_defs.kinds import P, Photo

declare("self_check.begin", "title")
declare("self_check.save", "questions")
declare("self_check.finish")


def begin_check(branch: Branch, question_set_id: int, *, by: Person) -> SelfCheck:
    """Begin a self-check, or go on with the person's own one of this set there: never two side by side.

    Raises Refused NO_SUCH_CHECK, CLOSED_BRANCH."""
    with writing():
        locked(branch)
        under_way = queries.draft_of(by, branch, question_set_id)
        if under_way is not None:
            return under_way
        version = queries.of_set(branch, question_set_id)
        if version is None:
            raise Refused(Trouble.NO_SUCH_CHECK)
        return _begun(branch, version, by)


def _begun(branch: Branch, version: QuestionSetVersion, by: Person) -> SelfCheck:
    if branch.closed_on and branch.closed_on <= clock.local_date(clock.now(), branch.time_zone):
        raise Refused(Trouble.CLOSED_BRANCH, branch=branch.name, day=day(branch.closed_on))
    check = SelfCheck(branch_id=branch.id, version_id=version.id, by_id=by.id, draft={}, begun_at=clock.now())
    db.session.add(check)
    record("self_check.begin", branch, by, {"title": version.question_set.title})
    return check


def save_answers(
    check: SelfCheck, changes: Mapping[str, Entry], was: Mapping[str, str], *, by: Person
) -> list[str]:
    """Keep what was typed, right or wrong. The questions that were not kept, because another window
    answered them otherwise meanwhile; `was` is as in `met`. Raises Refused CHECK_OVER."""
    with writing():
        _refuse_over(locked(check))
        definition, own = check.version.definition, queries.photos(check)
        apart = met(definition, check.draft, changes, was)
        kept = {key: _own_photos(check, key, one, own) for key, one in changes.items() if key not in apart}
        if kept:
            check.draft = {**check.draft, **seen_and_changed(check.draft, _told(kept), clock.now())}
            record("self_check.save", check, by, {"questions": sorted(kept)})
        return apart


def _told(changes: Mapping[str, Entry]) -> dict[str, Entry]:
    return {key: entry or {"state": "cleared"} for key, entry in changes.items()}


def _own_photos(check: SelfCheck, key: str, entry: Entry, own: set[str]) -> Entry:
    """The entry without photos that never came in for this self-check."""
    if not isinstance(check.version.definition.by_key[key], Photo) or "value" not in entry:
        return entry
    rest = {name: part for name, part in entry.items() if name != "value"}
    photos = [one for one in entry["value"] if one in own]
    return {**rest, "value": photos} if photos else rest


@command("self_check.add_photo", "key")
def add_photo(check: SelfCheck, *, key: str, photo: Stored, by: Person) -> SelfCheck:
    """Put a photo into a question; the same again changes nothing. Raises CHECK_OVER, TOO_MANY_PHOTOS."""
    _refuse_over(locked(check))
    question, drafted = check.version.definition.by_key[key], check.draft.get(key, {})
    photos = drafted.get("value") or []
    if isinstance(question, Photo) and photo.sha256 not in photos and len(photos) >= question.max:
        raise Refused(Trouble.TOO_MANY_PHOTOS, max=question.max)
    _keep(check, key, photo)
    entry = {name: part for name, part in drafted.items() if name != "state" or part != "cleared"}
    entry["value"] = list(dict.fromkeys([*photos, photo.sha256]))
    check.draft = {**check.draft, **seen_and_changed(check.draft, {key: entry}, clock.now())}
    return check


def _keep(check: SelfCheck, key: str, photo: Stored) -> None:
    size = {"size": photo.size, "width": photo.width, "height": photo.height}
    insert_once(Evidence, sha256=photo.sha256, **size, stored_at=clock.now())
    where = {"self_check_id": check.id, "question_key": key, "sha256": photo.sha256}
    insert_once(SelfCheckPhoto, **where, added_at=clock.now())


def finish(check: SelfCheck, *, by: Person) -> None:
    """The answers count from now on and are read by all who act there; finishing twice is finishing once.

    Raises Refused REPORT_NOT_WHOLE, CHECK_OVER."""
    with writing():
        if locked(check).state == SelfCheckState.DONE:
            return
        _refuse_over(check)
        judged = judge(check.version.definition, check.draft, sending=True)
        if judged.problems:
            raise Refused(Trouble.REPORT_NOT_WHOLE)
        check.answers, check.state, check.ended_at = (
            dict(judged.checked.answers),
            SelfCheckState.DONE,
            clock.now(),
        )
        record("self_check.finish", check, by, {})


@command("self_check.drop")
def set_aside(check: SelfCheck, *, by: Person) -> SelfCheck:
    """Leave it unfinished; what was written stays to be read. Raises Refused CHECK_OVER."""
    _refuse_over(locked(check))
    check.state, check.ended_at = SelfCheckState.DROPPED, clock.now()
    return check


def _refuse_over(check: SelfCheck) -> None:
    if check.state != SelfCheckState.DRAFT:
        raise Refused(Trouble.CHECK_OVER)


@dataclass(frozen=True)
class Promise:
    """What will be changed because of one answer; `finding` says what was found."""

    key: str
    finding: str
    plan: str
    cause: Cause
    p: P


def open_actions(
    check: SelfCheck, promises: Sequence[Promise], *, owner: Person, due_on: date, by: Person
) -> None:
    """Open an action for each of these answers, all or none. Raises Refused FIX_TAKEN, NOT_AN_OWNER."""
    with writing():
        locked(check)
        taken = queries.fixes([check.id])[check.id]
        for one in promises:
            if one.key in taken:
                raise Refused(Trouble.FIX_TAKEN, finding=one.finding)
            _open(check, one, owner, due_on, by)


def _open(check: SelfCheck, one: Promise, owner: Person, due_on: date, by: Person) -> None:
    said: dict[str, Any] = {"finding": one.finding, "plan": one.plan, "cause": one.cause, "p": one.p}
    action = promise(check.branch, **said, owner=owner, due_on=due_on, by=by)
    db.session.add(SelfCheckFix(self_check_id=check.id, question_key=one.key, action_id=action.id))
    record(
        "action.open",
        check.branch,
        by,
        {
            "finding": one.finding,
            "plan": one.plan,
            "cause": one.cause,
            "p": one.p,
            "owner": owner,
            "due_on": due_on,
        },
    )
