"""The waves that a person sees, and how far their visits have come."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import contains_eager

from shopper.extensions import db
from shopper.fieldwork.progress import BranchProgress, steps
from shopper.models import Branch, Person, Region, Visit, VisitState, Wave, WaveBranch
from shopper.permissions import Can, within

PAGE, LISTED = 100, 25
"""Branches on the page of a wave, and waves on a page of the list."""


def _reached(person: Person) -> ColumnElement[bool]:
    """The condition on Wave: at least one of its branches is the person's."""
    seen = select(WaveBranch.wave_id).join(WaveBranch.branch).join(Branch.region)
    return Wave.id.in_(seen.where(within(person, Can.WAVES_EDIT)))


@dataclass(frozen=True)
class Found:
    """One page of waves out of `total`."""

    waves: list[Wave]
    total: int
    page: int

    @property
    def last(self) -> int:
        return max(1, -(-self.total // LISTED))


def waves(person: Person, words: str = "", state: str = "", page: int = 1) -> Found:
    """A page of the waves with branches of this person, the latest first."""
    mine = select(Wave).where(_reached(person), Wave.name.icontains(words, autoescape=True))
    mine = mine.where(Wave.state == state) if state else mine
    total = db.session.scalar(select(func.count()).select_from(mine.subquery())) or 0
    page = min(max(1, page), max(1, -(-total // LISTED)))
    ordered = mine.order_by(Wave.starts_on.desc(), Wave.id.desc())
    return Found(list(db.session.scalars(ordered.limit(LISTED).offset((page - 1) * LISTED))), total, page)


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
