"""Single visits with what each touchpoint scored and whether the shopper would recommend the place.

How these go together within a visit stands in no tally, so the latest visits themselves are read."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select

from shopper.dashboards.months import first_day, last_day
from shopper.dashboards.queries.scope import Scope, in_wave
from shopper.extensions import db
from shopper.models import IN_FORCE, Branch, Person, Region, Visit, VisitScore, VisitState
from shopper.permissions import Can, within

MOST = 5_000
"""Visits that one answer rests on at most: the latest."""


class Judged(NamedTuple):
    """A scored visit; `values` are hundredths of a point by measure, `answer` as QUESTION_SETS.md has it."""

    branch_id: int
    shopper_id: UUID | int | None
    values: Mapping[str, int]
    answer: Mapping[str, Any] | None


def judged_visits(person: Person, scope: Scope, question: str) -> list[Judged]:
    """The latest scored visits of the year up to the end whose results the person may see."""
    found = (
        select(Visit.branch_id, Visit.shopper_id, VisitScore.tally["values"], Visit.answers[question])
        .join(VisitScore, IN_FORCE)
        .join(Branch, Branch.id == Visit.branch_id)
        .join(Region, Region.id == Branch.region_id)
        .where(
            Visit.version_id == scope.version,
            Visit.state == VisitState.RELEASED,
            in_wave(scope),
            Visit.visited_on.between(first_day(scope.trailing), last_day(scope.last)),
            VisitScore.raw.is_not(None),
            within(person, Can.RESULTS_SEE),
            Region.path.startswith(scope.path, autoescape=True),
        )
        .order_by(Visit.visited_on.desc(), Visit.id)
        .limit(MOST)
    )
    return [Judged(*row) for row in db.session.execute(found)]
