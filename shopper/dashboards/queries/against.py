"""A few branches, chosen by code or name, and what their visits of the period add up to."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Select, func, or_, select

from shopper.dashboards.months import first_day, last_day
from shopper.dashboards.queries.scope import Scope, Sums, here, in_wave
from shopper.dashboards.queries.waves import counted
from shopper.extensions import db
from shopper.models import IN_FORCE, Branch, Person, Region, Visit, VisitScore, VisitState
from shopper.permissions import Can, within

OFFERED = 300
"""Branches that a field offers by name; among more nobody looks for one in a list."""


class Chosen(NamedTuple):
    id: int
    code: str
    name: str
    closed_on: date | None


class Mix(NamedTuple):
    """Scored visits of one branch by one shopper, whom nobody names, at one part of the day."""

    branch_id: int
    shopper_id: int | None
    day_part: str
    n: int


def _below(person: Person, path: str) -> Select[int, str, str, date | None]:
    return (
        select(Branch.id, Branch.code, Branch.name, Branch.closed_on)
        .join(Branch.region)
        .where(within(person, Can.RESULTS_SEE), Region.path.startswith(path, autoescape=True))
    )


def offered(person: Person, path: str) -> list[Chosen]:
    """Branches below a region, by name; none where there are too many to look through."""
    found = _below(person, path).order_by(Branch.name, Branch.id).limit(OFFERED + 1)
    rows = [Chosen._make(row) for row in db.session.execute(found)]
    return rows if len(rows) <= OFFERED else []


def chosen(person: Person, path: str, words: Sequence[str]) -> list[Chosen]:
    """Those whose code or whole name is one of these, in small letters."""
    fits = or_(func.lower(Branch.code).in_(words), func.lower(Branch.name).in_(words))
    found = _below(person, path).where(fits).order_by(Branch.id).limit(OFFERED)
    return [Chosen._make(row) for row in db.session.execute(found)]


def sums_of(
    person: Person, scope: Scope, measures: Iterable[str], branches: Sequence[int]
) -> Mapping[tuple[int, str], Sums]:
    """The sums of each measure at each of these branches."""
    cells = counted(scope)
    read = (
        select(
            cells.branch_id, cells.measure, func.sum(cells.n), func.sum(cells.total), func.sum(cells.total_sq)
        )
        .where(
            cells.version_id == scope.version,
            cells.branch_id.in_(branches),
            cells.measure.in_(list(measures)),
            cells.month.between(scope.first, scope.last),
            here(person, scope, cells),
        )
        .group_by(cells.branch_id, cells.measure)
    )
    return {(row[0], row[1]): Sums(*map(int, row[2:])) for row in db.session.execute(read)}


def mix_of(person: Person, scope: Scope, branches: Sequence[int]) -> list[Mix]:
    """Who made the scored visits to these branches, and at which part of the day."""
    found = (
        select(Visit.branch_id, Visit.shopper_id, Visit.day_part, func.count())
        .join(VisitScore, IN_FORCE)
        .join(Branch, Branch.id == Visit.branch_id)
        .join(Region, Region.id == Branch.region_id)
        .where(
            Visit.branch_id.in_(branches),
            Visit.version_id == scope.version,
            Visit.state == VisitState.RELEASED,
            in_wave(scope),
            Visit.visited_on.between(first_day(scope.first), last_day(scope.last)),
            VisitScore.raw.is_not(None),
            within(person, Can.RESULTS_SEE),
        )
        .group_by(Visit.branch_id, Visit.shopper_id, Visit.day_part)
    )
    return [Mix._make(row) for row in db.session.execute(found)]
