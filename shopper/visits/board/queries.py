"""The open visits that a person may take."""

from collections.abc import Sequence
from math import cos, radians
from typing import Any
from uuid import UUID

from flask import abort
from sqlalchemy import ColumnElement, Select, and_, case, exists, false, func, or_, select
from sqlalchemy.orm import aliased, contains_eager, selectinload

from shopper import clock
from shopper.extensions import db
from shopper.geography import Point
from shopper.models import Branch, Person, QuizPass, Region, Role, Visit, VisitState, Wave, WaveState
from shopper.permissions import Can, within

PAGE = 30


def board(person: Person, words: str = "", page: int = 1, near: Sequence[Point] = ()) -> list[Visit]:
    """A page of what may be taken and one more where another page follows; what ends first first.

    What is nearest to one of the points stands first where there are any, and what has no place last.

    Visits of one wave at one branch in the same days and part of the day are alike: one stands for all."""
    first = (page - 1) * PAGE
    if near:
        return _whole(_nearest_first(person, words, near, first + PAGE + 1)[first:])
    found = _offers(person)
    if words:
        found = found.where(Visit.branch_id.in_(db.session.scalars(_branches(person, words)).all()))
    found = found.order_by(Visit.window_to, Visit.branch_id, Visit.id)
    return _whole(list(db.session.scalars(found.limit(PAGE + 1).offset(first))))


def _nearest_first(person: Person, words: str, near: Sequence[Point], enough: int) -> list[UUID]:
    """Offers of as few branches as hold enough: each has one at least, and most have many."""
    order = _nearest(near)
    branches = list(db.session.scalars(_branches(person, words).order_by(*order).limit(enough)))
    found: list[UUID] = []
    while branches and len(found) < enough:
        nearby = _offers(person).where(Visit.branch_id.in_(branches[:PAGE]))
        found += db.session.scalars(nearby.order_by(*order, Visit.window_to, Visit.id))
        del branches[:PAGE]
    return found[:enough]


def _offers(person: Person) -> Select[Any]:
    """The ids of what may be taken."""
    found = select(Visit.id).join(Visit.branch).join(Branch.region).join(Visit.wave)
    return found.where(*_open(), _may_visit(person), _first_of_its_like())


def _whole(offers: Sequence[UUID]) -> list[Visit]:
    """These visits in this order, with what a line of the Board says of them."""
    found = select(Visit).join(Visit.branch).join(Branch.region).join(Visit.wave)
    found = found.options(
        contains_eager(Visit.wave),
        contains_eager(Visit.branch).contains_eager(Branch.region),
        selectinload(Visit.version),  # one question set for all, not its text beside each visit
    )
    visits = {visit.id: visit for visit in db.session.scalars(found.where(Visit.id.in_(offers)))}
    return [visits[one] for one in offers if one in visits]


def _branches(person: Person, words: str) -> Select[Any]:
    """Those with something to take, found first where they are chosen: there are far fewer than visits.

    No open visit has a day yet; a branch's index has those first, and the years before are left alone."""
    named = (Branch.name, Branch.address, Region.name)
    found = select(Branch.id).join(Branch.region).where(_may_visit(person))
    if words:
        found = found.where(or_(*(column.icontains(words, autoescape=True) for column in named)))
    unmade = exists().where(
        Visit.branch_id == Branch.id, Visit.visited_on.is_(None), Visit.wave_id == Wave.id
    )
    return found.where(unmade.where(*_open()))


def _nearest(near: Sequence[Point]) -> list[ColumnElement[Any]]:
    """Branch by branch, by the square of the way on a flat map, in degrees. Right to sort by, not to tell."""
    ways = [_way(one) for one in near]
    least = func.least if db.session.get_bind().dialect.name == "postgresql" else func.min
    return [(least(*ways) if len(ways) > 1 else ways[0]).asc().nulls_last(), Branch.id.asc()]


def _way(one: Point) -> ColumnElement[float | None]:
    north, east = Branch.latitude - one.latitude, func.abs(Branch.longitude - one.longitude)
    shorter = case((east > 180, 360 - east), else_=east) * cos(radians(one.latitude))
    return north * north + shorter * shorter


def _open() -> list[ColumnElement[bool]]:
    """The condition on Visit and its Wave."""
    offered = and_(Wave.state == WaveState.RUNNING, Wave.on_board)
    return [Visit.state == VisitState.OPEN, Visit.window_to >= clock.now().date(), offered]


def _may_visit(person: Person) -> ColumnElement[bool]:
    """The condition on Region: within the shopper's role, and not what they manage."""
    paths = [grant.region.path for grant in person.grants if grant.role == Role.MANAGER]
    managed = (Region.path.startswith(path, autoescape=True) for path in paths)
    return within(person, Can.VISIT_WRITE) & ~or_(false(), *managed)


def _first_of_its_like() -> ColumnElement[bool]:
    before = aliased(Visit)
    alike = (
        getattr(before, name) == getattr(Visit, name)
        for name in ("state", "window_to", "branch_id", "wave_id", "window_from", "day_part")
    )
    return ~exists().where(*alike, before.id < Visit.id)


def offer_or_404(person: Person, visit_id: UUID) -> Visit:
    """A visit that is or was on this person's Board: whether it may still be taken is the command's to say.

    Its own maker finds it too, who took it a moment ago; a 404 for any other."""
    found = select(Visit).join(Visit.branch).join(Branch.region).join(Visit.wave)
    found = found.where(Visit.id == visit_id, Wave.on_board, _may_visit(person))
    return db.session.scalar(found.where(Wave.state != WaveState.PLANNED)) or abort(404)


def quiz_wave_or_404(person: Person, wave_id: int) -> Wave:
    """A running wave with a briefing quiz and a branch that the person may visit."""
    reached = select(Visit.wave_id).join(Visit.branch).join(Branch.region)
    reached = reached.where(Visit.wave_id == wave_id, _may_visit(person))
    found = select(Wave).where(Wave.id == wave_id, Wave.state == WaveState.RUNNING, Wave.id.in_(reached))
    wave = db.session.scalar(found)
    return wave if wave is not None and wave.quiz else abort(404)


def has_passed(person: Person, wave: Wave | None) -> bool:
    """Whether the person may make visits of the wave: it has no briefing quiz, or they passed it."""
    return wave is None or not wave.quiz or db.session.get(QuizPass, (wave.id, person.id)) is not None


def is_own(person: Person, visit_id: UUID) -> bool:
    """Whether the person has this visit."""
    found = select(Visit.id).where(Visit.id == visit_id, Visit.shopper_id == person.id)
    return db.session.scalar(found) is not None
