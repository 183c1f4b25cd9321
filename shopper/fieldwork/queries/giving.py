"""The visits of a wave at one branch, and who may have them."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from flask import abort
from sqlalchemy import func, select

from shopper.extensions import db
from shopper.models import (
    Assignment,
    Branch,
    Grant,
    Person,
    Region,
    Role,
    Visit,
    VisitState,
    Wave,
    WaveBranch,
)
from shopper.permissions import Can, within

NEVER_THERE = (VisitState.OPEN, VisitState.CANCELLED, VisitState.EXPIRED)
NOT_MADE = (VisitState.ASSIGNED, VisitState.STARTED)


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


def last_there(shopper: Person, branch_ids: Collection[int]) -> list[tuple[int, date | None]]:
    """At which of these branches the shopper was, and on which day; None for a visit not made yet."""
    had = select(Visit.branch_id, Visit.state, Visit.visited_on, Visit.started_at)
    had = had.where(Visit.shopper_id == shopper.id, Visit.branch_id.in_(list(branch_ids)))
    rows = db.session.execute(had.where(Visit.state.not_in(NEVER_THERE)))
    return [
        (branch_id, None if state in NOT_MADE else visited_on or (started_at and started_at.date()))
        for branch_id, state, visited_on, started_at in rows
    ]


def turns(visit: Visit) -> list[Assignment]:
    """Who had the visit, first to last."""
    found = select(Assignment).where(Assignment.visit_id == visit.id).order_by(Assignment.id)
    return list(db.session.scalars(found))
