"""Waves and their visits, as far as a person sends visits out."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from uuid import UUID

from flask import abort
from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import contains_eager

from shopper.extensions import db
from shopper.fieldwork.progress import BranchProgress, steps
from shopper.models import (
    Assignment,
    Branch,
    Grant,
    Person,
    QuestionSet,
    QuestionSetVersion,
    Region,
    Role,
    VersionState,
    Visit,
    VisitState,
    Wave,
    WaveBranch,
)
from shopper.permissions import ROLE_CAN, Can, within

PAGE = 100


def _reached(person: Person) -> ColumnElement[bool]:
    """The condition on Wave: at least one of its branches is the person's."""
    seen = select(WaveBranch.wave_id).join(WaveBranch.branch).join(Branch.region)
    return Wave.id.in_(seen.where(within(person, Can.WAVES_EDIT)))


def waves(person: Person) -> list[Wave]:
    """The waves with branches of this person, the latest first."""
    mine = select(Wave).where(_reached(person)).order_by(Wave.starts_on.desc(), Wave.id.desc())
    return list(db.session.scalars(mine))


def wave_or_404(person: Person, wave_id: int) -> Wave:
    """One of those waves."""
    return db.session.scalar(select(Wave).where(Wave.id == wave_id, _reached(person))) or abort(404)


def covers(person: Person, wave: Wave) -> bool:
    """Whether all of its branches are the person's, so that the wave may be started and closed."""
    outside = select(WaveBranch).join(WaveBranch.branch).join(Branch.region)
    outside = outside.where(WaveBranch.wave_id == wave.id, ~within(person, Can.WAVES_EDIT))
    return db.session.scalars(outside.limit(1)).first() is None


def totals(person: Person, wave_ids: Sequence[int]) -> dict[int, tuple[int, dict[str, int]]]:
    """Per wave: the visits planned, and the visits by step, at the person's branches."""
    planned = select(WaveBranch.wave_id, func.sum(WaveBranch.visits)).join(WaveBranch.branch)
    planned = planned.join(Branch.region).where(
        WaveBranch.wave_id.in_(wave_ids), within(person, Can.WAVES_EDIT)
    )
    wanted = dict(db.session.execute(planned.group_by(WaveBranch.wave_id)).all())
    counted = select(Visit.wave_id, Visit.state, func.count()).join(Visit.branch).join(Branch.region)
    counted = counted.where(Visit.wave_id.in_(wave_ids), within(person, Can.WAVES_EDIT))
    found: dict[int | None, dict[VisitState, int]] = {}
    for wave_id, state, number in db.session.execute(counted.group_by(Visit.wave_id, Visit.state)):
        found.setdefault(wave_id, {})[VisitState(state)] = number
    return {one: (wanted.get(one, 0), steps(found.get(one, {}))) for one in wave_ids}


def progress(person: Person, wave: Wave, page: int) -> tuple[list[BranchProgress], int]:
    """A page of the wave's branches with their visits by step, and how many pages there are."""
    mine = select(WaveBranch).join(WaveBranch.branch).join(Branch.region)
    mine = mine.where(WaveBranch.wave_id == wave.id, within(person, Can.WAVES_EDIT))
    pages = -(-(db.session.scalar(select(func.count()).select_from(mine.subquery())) or 0) // PAGE) or 1
    shown = mine.options(contains_eager(WaveBranch.branch).contains_eager(Branch.region))
    shown = shown.order_by(func.lower(Region.name), func.lower(Branch.name), Branch.id)
    rows = list(db.session.scalars(shown.limit(PAGE).offset((min(page, pages) - 1) * PAGE)))
    counts = _states(wave, [row.branch_id for row in rows])
    return [
        BranchProgress(row.branch, row.visits, steps(counts.get(row.branch_id, {}))) for row in rows
    ], pages


def _states(wave: Wave, branch_ids: Sequence[int]) -> dict[int, dict[VisitState, int]]:
    counted = select(Visit.branch_id, Visit.state, func.count())
    counted = counted.where(Visit.wave_id == wave.id, Visit.branch_id.in_(branch_ids))
    found: dict[int, dict[VisitState, int]] = {}
    for branch_id, state, number in db.session.execute(counted.group_by(Visit.branch_id, Visit.state)):
        found.setdefault(branch_id, {})[VisitState(state)] = number
    return found


def branch_or_404(person: Person, wave: Wave, branch_id: int) -> Branch:
    """A branch of the wave that is the person's."""
    mine = select(Branch).join(Branch.region).join(WaveBranch, WaveBranch.branch_id == Branch.id)
    mine = mine.where(WaveBranch.wave_id == wave.id, Branch.id == branch_id)
    return db.session.scalar(mine.where(within(person, Can.WAVES_EDIT))) or abort(404)


def visits(wave: Wave, branch: Branch) -> list[Visit]:
    """The wave's visits at a branch that was looked up for the person before."""
    there = select(Visit).where(Visit.wave_id == wave.id, Visit.branch_id == branch.id)
    return list(db.session.scalars(there.order_by(Visit.created_at, Visit.id)))


def visit_or_404(person: Person, visit_id: UUID) -> Visit:
    """A visit of a wave at one of the person's branches."""
    mine = select(Visit).join(Visit.branch).join(Branch.region)
    mine = mine.where(Visit.id == visit_id, Visit.wave_id.is_not(None), within(person, Can.WAVES_EDIT))
    return db.session.scalar(mine) or abort(404)


def open_at(wave: Wave, branch_ids: Iterable[int]) -> list[Visit]:
    """One open visit of the wave at each of these branches that has one."""
    there = select(Visit).where(Visit.wave_id == wave.id, Visit.state == VisitState.OPEN)
    there = there.where(Visit.branch_id.in_(list(branch_ids))).order_by(Visit.created_at, Visit.id)
    return list({visit.branch_id: visit for visit in db.session.scalars(there)}.values())


def shoppers(regions: Iterable[Region]) -> list[Person]:
    """Active people whose shopper role reaches one of these regions."""
    above = {int(part) for region in regions for part in region.path.strip("/").split("/")}
    granted = select(Grant.person_id).where(Grant.role == Role.SHOPPER, Grant.region_id.in_(above))
    found = select(Person).where(Person.active, Person.id.in_(granted))
    return list(db.session.scalars(found.order_by(func.lower(Person.name), Person.id)))


def published(person: Person) -> list[QuestionSetVersion]:
    """The versions that the person's waves may use: published ones of clients they have a part of."""
    grants = (grant for grant in person.grants if Can.WAVES_EDIT in ROLE_CAN[grant.role])
    mine = {grant.region.client_id for grant in grants}
    found = select(QuestionSetVersion).join(QuestionSetVersion.question_set)
    found = found.where(QuestionSet.client_id.in_(mine), QuestionSetVersion.state == VersionState.PUBLISHED)
    return list(db.session.scalars(found.order_by(QuestionSet.title, QuestionSetVersion.number.desc())))


def branches(
    person: Person, regions: Iterable[Region], codes: Iterable[str], starts: date, ends: date
) -> list[Branch]:
    """The person's branches in these regions and below, and those of these codes, that are open then."""
    lower = [code.lower() for code in codes]
    chosen = [Region.path.startswith(region.path, autoescape=True) for region in regions]
    mine = select(Branch).join(Branch.region).where(within(person, Can.WAVES_EDIT))
    mine = mine.where(or_(*chosen, func.lower(Branch.code).in_(lower)), open_then(starts, ends))
    return list(db.session.scalars(mine.order_by(Branch.id)))


def open_then(starts: date, ends: date) -> ColumnElement[bool]:
    """The condition on Branch: open on some day of these dates."""
    return and_(
        or_(Branch.closed_on.is_(None), Branch.closed_on > starts),
        or_(Branch.opened_on.is_(None), Branch.opened_on <= ends),
        or_(Branch.opened_on.is_(None), Branch.closed_on.is_(None), Branch.opened_on < Branch.closed_on),
    )


def wave_named(client_id: int, name: str) -> Wave | None:
    """The client's wave of this name, whatever its case."""
    same = select(Wave).where(Wave.client_id == client_id, func.lower(Wave.name) == name.lower())
    return db.session.scalars(same).first()


def open_branches(wave: Wave) -> list[tuple[int, int, date, date]]:
    """The branches of a wave that are open in its time: how many visits, and their first and last day."""
    rows = select(WaveBranch.branch_id, WaveBranch.visits, Branch.opened_on, Branch.closed_on)
    rows = rows.join(WaveBranch.branch).where(WaveBranch.wave_id == wave.id)
    rows = rows.where(open_then(wave.starts_on, wave.ends_on)).order_by(WaveBranch.branch_id)
    return [
        (branch_id, visits, max(wave.starts_on, opened or wave.starts_on), _last_day(wave, closed))
        for branch_id, visits, opened, closed in db.session.execute(rows)
    ]


def _last_day(wave: Wave, closed: date | None) -> date:
    """The last day of the wave, or the last one with customers where the branch closes before."""
    return min(wave.ends_on, closed - timedelta(days=1)) if closed else wave.ends_on


def turns(visit: Visit) -> list[Assignment]:
    """Who had the visit, first to last."""
    found = select(Assignment).where(Assignment.visit_id == visit.id).order_by(Assignment.id)
    return list(db.session.scalars(found))
