"""The released visits of a question set, as they are needed to score them once more.

`person` is None on the terminal, which belongs to nobody."""

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select, true

from scoring.simulating import Past
from shopper.extensions import db
from shopper.models import (
    IN_FORCE,
    Branch,
    Person,
    QuestionSet,
    QuestionSetVersion,
    Region,
    Visit,
    VisitScore,
    VisitState,
)
from shopper.permissions import Can, within


class Days(NamedTuple):
    """Both days belong to it."""

    first: date
    last: date


def days_visited(person: Person | None, question_set: QuestionSet) -> Days | None:
    """The days of the first and the last released visit; None without any."""
    first, last = db.session.execute(
        _released(person, question_set, func.min(Visit.visited_on), func.max(Visit.visited_on))
    ).one()
    return Days(first, last) if first else None


def visits_within(person: Person | None, question_set: QuestionSet, days: Days) -> int:
    """How many there are."""
    counted = _released(person, question_set, func.count()).where(_in(days))
    return db.session.scalar(counted) or 0


def versions_within(
    person: Person | None, question_set: QuestionSet, days: Days
) -> dict[int, QuestionSetVersion]:
    """The versions that they were made with, by id."""
    made_with = _released(person, question_set, Visit.version_id).where(_in(days))
    found = select(QuestionSetVersion).where(QuestionSetVersion.id.in_(made_with.distinct()))
    return {version.id: version for version in db.session.scalars(found)}


def next_visits(
    person: Person | None, question_set: QuestionSet, days: Days, *, after: UUID | None, most: int
) -> list[tuple[UUID, Past]]:
    """At most so many of them, in the order of their ids, from the one `after`."""
    columns = (
        Visit.id,
        Visit.branch_id,
        Visit.version_id,
        VisitScore.raw,
        VisitScore.band,
        Visit.answers,
    )
    found = _released(person, question_set, *columns).where(_in(days)).order_by(Visit.id).limit(most)
    if after is not None:
        found = found.where(Visit.id > after)
    return [
        (visit_id, Past(branch, version, raw, band, answers or {}))
        for visit_id, branch, version, raw, band, answers in db.session.execute(found)
    ]


def branch_names(person: Person | None, question_set: QuestionSet) -> dict[int, str]:
    """The branches of the set's client by id, as far as this person may see them."""
    named = select(Branch.id, Branch.name).join(Region, Region.id == Branch.region_id)
    found = db.session.execute(named.where(Branch.client_id == question_set.client_id, _mine(person)))
    return dict(found.all())


def _mine(person: Person | None) -> ColumnElement[bool]:
    return true() if person is None else within(person, Can.SETS_EDIT)


def _released(person: Person | None, question_set: QuestionSet, *columns: Any) -> Select[Any]:
    """Columns of the set's released visits in this person's grants, each with the score in force."""
    return (
        select(*columns)
        .select_from(Visit)
        .join(VisitScore, IN_FORCE)
        .join(QuestionSetVersion, QuestionSetVersion.id == Visit.version_id)
        .join(Branch, Branch.id == Visit.branch_id)
        .join(Region, Region.id == Branch.region_id)
        .where(QuestionSetVersion.question_set_id == question_set.id)
        .where(Branch.client_id == question_set.client_id)
        .where(Visit.state == VisitState.RELEASED, Visit.visited_on.is_not(None), _mine(person))
    )


def _in(days: Days) -> ColumnElement[bool]:
    return Visit.visited_on.between(days.first, days.last)
