"""One question: its counts by branch, its versions, and the words that people wrote to it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import case, func, select

from shopper.dashboards.months import QUARTER, first_day, last_day
from shopper.dashboards.queries.scope import Scope, client, in_wave, population
from shopper.dashboards.queries.waves import learned
from shopper.extensions import db
from shopper.models import Branch, Person, QuestionSet, QuestionSetVersion, Region, Visit, VisitState
from shopper.permissions import Can, within
from shopper.privacy.duty.queries import too_few, with_duty

LATEST = 500
"""So many of the latest visits are looked through for words; the numbers come from all of them."""


class RateCell(NamedTuple):
    """Visits to a branch in a quarter (counted back from the end) that were judged, and the best of them."""

    branch: int
    quarter: int
    inside: bool
    """Whether its month lies in the period shown."""
    hits: int
    n: int


class Written(NamedTuple):
    """What one visit holds about a question: an answer in the form of QUESTION_SETS.md, None without."""

    visit_id: UUID
    branch: str
    visited_on: date
    answer: Mapping[str, Any] | None
    few: bool = False
    """Whether its words are not shown, because too few were on duty."""


def rate_cells(person: Person, scope: Scope, best: Iterable[str], counted: Iterable[str]) -> list[RateCell]:
    """Of every branch of the client on this version, over the trailing year or the period where that
    is longer; `best` and `counted` are measures. Only what is made of them together may be shown."""
    cells, inside = learned(scope)
    quarter = (scope.last - cells.month) // QUARTER
    hits = func.sum(case((cells.measure.in_(list(best)), cells.n), else_=0))
    read = (
        select(cells.branch_id, quarter, inside, hits, func.sum(cells.n))
        .where(
            population(person, scope, cells),
            cells.measure.in_(list(counted)),
            cells.month.between(scope.trailing, scope.last),
            cells.branch_id.not_in(select(Branch.id).where(Branch.closed_on <= last_day(scope.last))),
        )
        .group_by(cells.branch_id, quarter, inside)
    )
    return [
        RateCell(row[0], int(row[1]), bool(row[2]), int(row[3]), int(row[4]))
        for row in db.session.execute(read)
    ]


def versions_named(person: Person, ids: Iterable[int]) -> list[QuestionSetVersion]:
    """These versions, the latest first, as far as they belong to the person's clients."""
    found = (
        select(QuestionSetVersion)
        .join(QuestionSet)
        .where(QuestionSetVersion.id.in_(list(ids)), client(person))
        .order_by(QuestionSetVersion.number.desc())
    )
    return list(db.session.scalars(found))


def written_about(person: Person, scope: Scope, question: str) -> list[Written]:
    """The latest released visits of the scope with their answers to the question, the latest first."""
    found = (
        select(Visit.id, Branch.name, Visit.visited_on, Visit.answers[question])
        .join(Branch, Branch.id == Visit.branch_id)
        .join(Region, Region.id == Branch.region_id)
        .where(
            Visit.version_id == scope.version,
            Visit.state == VisitState.RELEASED,
            in_wave(scope),
            Visit.visited_on.between(first_day(scope.first), last_day(scope.last)),
            within(person, Can.RESULTS_SEE),
            Region.path.startswith(scope.path, autoescape=True),
        )
        .order_by(Visit.visited_on.desc(), Visit.released_at.desc(), Visit.id)
        .limit(LATEST)
    )
    return [Written(*row[:4])._replace(few=too_few(row)) for row in db.session.execute(with_duty(found))]
