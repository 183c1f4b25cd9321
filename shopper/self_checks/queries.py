"""Self-checks at branches where a person may act. The finished ones are everybody's, a draft its writer's."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from flask import abort
from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import contains_eager, defer

from shopper import clock
from shopper.extensions import db
from shopper.models import (
    Action,
    Branch,
    Person,
    QuestionSet,
    QuestionSetVersion,
    Region,
    SelfCheck,
    SelfCheckFix,
    SelfCheckPhoto,
    SelfCheckState,
    VersionState,
)
from shopper.permissions import Can, within

ONE_CALLS = ("phone", "web")
"""Channels that a manager can try as well as a shopper: what they are told there is told to anybody."""
HISTORY = 20


@dataclass(frozen=True)
class Standing:
    """A branch, the last self-check done there (None: never), and how many the reader is writing there."""

    branch: Branch
    last: SelfCheck | None
    drafts: int


@dataclass(frozen=True)
class Reached:
    """How many branches there are, and at how many of them a self-check was ever done."""

    branches: int
    checked: int


def _last() -> Any:
    """Of each branch the moment at which its last self-check was done."""
    at = func.max(SelfCheck.ended_at).label("at")
    done = select(SelfCheck.branch_id, at).where(SelfCheck.state == SelfCheckState.DONE)
    return done.group_by(SelfCheck.branch_id).subquery()


def _listed(person: Person, path: str, last: Any) -> tuple[ColumnElement[bool], ...]:
    """Open branches below a region, and closed ones that have something to read."""
    is_open = or_(Branch.closed_on.is_(None), Branch.closed_on > clock.now().date())
    below = Region.path.startswith(path, autoescape=True)
    return within(person, Can.FOLLOW_UP), below, or_(is_open, last.c.at.is_not(None))


def reached(person: Person, path: str) -> Reached:
    last = _last()
    counted = select(func.count(Branch.id), func.count(last.c.at)).join(Branch.region)
    counted = counted.outerjoin(last, last.c.branch_id == Branch.id)
    branches, checked = db.session.execute(counted.where(*_listed(person, path, last))).one()
    return Reached(branches, checked)


def standings(person: Person, path: str, first: int, most: int) -> list[Standing]:
    """Branches where nobody ever looked first, then those where it is longest ago."""
    last = _last()
    found = select(Branch).join(Branch.region).outerjoin(last, last.c.branch_id == Branch.id)
    found = found.where(*_listed(person, path, last)).options(contains_eager(Branch.region))
    order = (last.c.at.asc().nulls_first(), func.lower(Branch.name), Branch.id)
    branches = list(db.session.scalars(found.order_by(*order).offset(first).limit(most)))
    ids = [branch.id for branch in branches]
    done, drafts = _last_done(ids), _drafts(person, ids)
    return [Standing(one, done.get(one.id), drafts.get(one.id, 0)) for one in branches]


def _last_done(branch_ids: Collection[int]) -> dict[int, SelfCheck]:
    last = _last()
    found = _without_words(select(SelfCheck)).where(SelfCheck.branch_id.in_(branch_ids))
    here = and_(last.c.branch_id == SelfCheck.branch_id, last.c.at == SelfCheck.ended_at)
    found = found.join(last, here).where(SelfCheck.state == SelfCheckState.DONE)
    return {one.branch_id: one for one in db.session.scalars(found.order_by(SelfCheck.id))}


def _without_words(found: Select[Any]) -> Select[Any]:
    return found.options(defer(SelfCheck.draft), defer(SelfCheck.answers))


def _drafts(person: Person, branch_ids: Collection[int]) -> dict[int, int]:
    mine = select(SelfCheck.branch_id, func.count()).where(SelfCheck.branch_id.in_(branch_ids))
    mine = mine.where(SelfCheck.by_id == person.id, SelfCheck.state == SelfCheckState.DRAFT)
    return dict(db.session.execute(mine.group_by(SelfCheck.branch_id)).all())


def offered(client_id: int) -> list[QuestionSetVersion]:
    """The latest published version of every set that may be used for a self-check, in order of titles.

    Those for self-checks, and those by telephone or on the web, which anybody can try."""
    newest = select(func.max(QuestionSetVersion.number)).where(
        QuestionSetVersion.question_set_id == QuestionSet.id,
        QuestionSetVersion.state == VersionState.PUBLISHED,
    )
    found = select(QuestionSetVersion).join(QuestionSetVersion.question_set)
    found = found.where(QuestionSet.client_id == client_id, QuestionSet.retired_at.is_(None))
    found = found.where(QuestionSetVersion.number == newest.correlate(QuestionSet).scalar_subquery())
    hint = or_(QuestionSetVersion.channel.in_(ONE_CALLS), QuestionSetVersion.source.contains("self_check"))
    rows = db.session.scalars(found.where(hint).order_by(QuestionSet.title, QuestionSet.id))
    return [one for one in rows if one.is_sound and (one.is_self_check or one.channel in ONE_CALLS)]


def of_set(branch: Branch, question_set_id: int) -> QuestionSetVersion | None:
    """The version of a set that a self-check begun now would be made with; None where it is not offered."""
    found = offered(branch.client_id)
    return next((one for one in found if one.question_set_id == question_set_id), None)


def draft_of(person: Person, branch: Branch, question_set_id: int) -> SelfCheck | None:
    """The person's own one of this set at a branch that is still being written."""
    return next(
        (one for one in drafts_at(person, branch) if one.version.question_set_id == question_set_id), None
    )


def drafts_at(person: Person, branch: Branch) -> list[SelfCheck]:
    """What the person is still writing at a branch."""
    mine = select(SelfCheck).where(SelfCheck.branch_id == branch.id, SelfCheck.by_id == person.id)
    mine = mine.where(SelfCheck.state == SelfCheckState.DRAFT)
    return list(db.session.scalars(mine.order_by(SelfCheck.id)))


def last_by_set(branch: Branch) -> dict[int, SelfCheck]:
    """Of each question set the last self-check done at a branch, by the number of the set."""
    at = func.max(SelfCheck.ended_at).label("at")
    last = select(QuestionSetVersion.question_set_id, at).join(SelfCheck.version)
    last = last.where(SelfCheck.branch_id == branch.id, SelfCheck.state == SelfCheckState.DONE)
    latest = last.group_by(QuestionSetVersion.question_set_id).subquery()
    found = _without_words(select(SelfCheck)).join(SelfCheck.version)
    same = latest.c.question_set_id == QuestionSetVersion.question_set_id
    found = found.join(latest, and_(same, latest.c.at == SelfCheck.ended_at))
    found = found.where(SelfCheck.branch_id == branch.id, SelfCheck.state == SelfCheckState.DONE)
    return {one.version.question_set_id: one for one in db.session.scalars(found.order_by(SelfCheck.id))}


def history(person: Person, branch: Branch) -> list[SelfCheck]:
    """The latest that were done at a branch, and those that the person set aside there."""
    aside = and_(SelfCheck.state == SelfCheckState.DROPPED, SelfCheck.by_id == person.id)
    found = select(SelfCheck).where(SelfCheck.branch_id == branch.id)
    found = found.where(or_(SelfCheck.state == SelfCheckState.DONE, aside))
    return list(
        db.session.scalars(found.order_by(SelfCheck.ended_at.desc(), SelfCheck.id.desc()).limit(HISTORY))
    )


def _seen(person: Person, check_id: int) -> Select[Any]:
    found = select(SelfCheck).join(SelfCheck.branch).join(Branch.region)
    return found.where(SelfCheck.id == check_id, within(person, Can.FOLLOW_UP))


def check_or_404(person: Person, check_id: int) -> SelfCheck:
    """One that is done at a branch of theirs, or one of their own."""
    readable = or_(SelfCheck.state == SelfCheckState.DONE, SelfCheck.by_id == person.id)
    check: SelfCheck | None = db.session.scalar(_seen(person, check_id).where(readable))
    return check or abort(404)


def own_or_404(person: Person, check_id: int) -> SelfCheck:
    """One that the person writes."""
    own: SelfCheck | None = db.session.scalar(_seen(person, check_id).where(SelfCheck.by_id == person.id))
    return own or abort(404)


def done_or_404(person: Person, check_id: int) -> SelfCheck:
    """One that is done at a branch of theirs, whoever did it."""
    done = _seen(person, check_id).where(SelfCheck.state == SelfCheckState.DONE)
    check: SelfCheck | None = db.session.scalar(done)
    return check or abort(404)


def fixes(check_ids: Collection[int]) -> Mapping[int, dict[str, SelfCheckFix]]:
    """The actions that were opened because of these self-checks, by question."""
    found: dict[int, dict[str, SelfCheckFix]] = {one: {} for one in check_ids}
    rows = select(SelfCheckFix).where(SelfCheckFix.self_check_id.in_(check_ids))
    for fix in db.session.scalars(rows):
        found[fix.self_check_id][fix.question_key] = fix
    return found


def found_by(action: Action) -> int | None:
    """The number of the self-check that an action was opened because of; None for any other."""
    return db.session.scalar(select(SelfCheckFix.self_check_id).where(SelfCheckFix.action_id == action.id))


def photos(check: SelfCheck, key: str | None = None) -> set[str]:
    """The names of the photos that came in for it, or for one question of it."""
    kept = select(SelfCheckPhoto.sha256).where(SelfCheckPhoto.self_check_id == check.id)
    return set(db.session.scalars(kept if key is None else kept.where(SelfCheckPhoto.question_key == key)))


def photo_or_404(person: Person, check_id: int, sha256: str) -> str:
    """The name of a photo of a self-check that the person may read."""
    return sha256 if sha256 in photos(check_or_404(person, check_id)) else abort(404)
