"""Released visits, to be listed and opened."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from flask import abort
from sqlalchemy import case, null, select

from shopper.dashboards.months import first_day, last_day
from shopper.dashboards.queries.scope import Scope, in_wave
from shopper.extensions import db
from shopper.models import IN_FORCE, Branch, Person, Region, Visit, VisitScore, VisitState
from shopper.permissions import Can, within
from shopper.privacy.duty.queries import too_few, with_duty


class VisitRow(NamedTuple):
    """A released visit; points in hundredths, None where it could not be scored."""

    id: UUID
    visited_on: date
    reference: str | None
    raw: int | None
    official: int | None
    outcome: str
    answers: Mapping[str, Any] | None = None
    """Of the latest, where they were asked for."""
    few: bool = False
    """Whether their words are not shown, because too few were on duty."""


def visits_of(person: Person, branch: Branch, scope: Scope, read: int = 0) -> list[VisitRow]:
    """Released visits of a branch in the year up to the end, the latest first; so many with their answers."""
    order = (Visit.visited_on.desc(), Visit.released_at.desc(), Visit.id)
    asked = (
        Visit.branch_id == branch.id,
        Visit.version_id == scope.version,
        in_wave(scope),
        Visit.visited_on.between(first_day(scope.trailing), last_day(scope.last)),
    )
    released = (Visit.state == VisitState.RELEASED, *asked)
    latest = select(Visit.id).where(*released).order_by(*order).limit(read).scalar_subquery()
    answers = case((Visit.id.in_(latest), Visit.answers), else_=null()) if read else null()
    score = (VisitScore.raw, VisitScore.official, VisitScore.outcome)
    found = _released(person, Visit.id, Visit.visited_on, Visit.reference, *score, answers)
    rows = db.session.execute(with_duty(found.where(*asked).order_by(*order)))
    return [VisitRow(*row[:7])._replace(few=too_few(row)) for row in rows]


def report_or_404(person: Person, visit_id: UUID) -> tuple[Visit, VisitScore]:
    """A released visit with the score in force, if the person may see its results."""
    found = db.session.execute(_released(person, Visit, VisitScore).where(Visit.id == visit_id)).one_or_none()
    return (found[0], found[1]) if found else abort(404)


def _released(person: Person, *columns: Any) -> Any:
    """A selection of released visits with the score in force, inside the person's grants."""
    return (
        select(*columns)
        .select_from(Visit)
        .join(VisitScore, IN_FORCE)
        .join(Branch, Branch.id == Visit.branch_id)
        .join(Region, Region.id == Branch.region_id)
        .where(Visit.state == VisitState.RELEASED, within(person, Can.RESULTS_SEE))
    )
