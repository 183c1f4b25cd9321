"""Released results, branches and question sets, as far as the person who gave access may see them."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from flask import abort
from sqlalchemy import ColumnElement, Row, Select, and_, case, func, or_, select
from sqlalchemy.orm import joinedload

from shopper import clock
from shopper.api.integrations.replies import (
    BranchesQuery,
    ExportQuery,
    ScoresQuery,
    SincePage,
    VisitsQuery,
    WithdrawnQuery,
)
from shopper.extensions import db
from shopper.models import (
    IN_FORCE,
    Branch,
    Person,
    QuestionSet,
    QuestionSetVersion,
    Region,
    VersionState,
    Visit,
    VisitScore,
    VisitState,
)
from shopper.permissions import Can, within
from shopper.troubles import Refused, Trouble

SETTLED = timedelta(seconds=5)
"""How old a score is before it is told: releases commit in another order than they began, and who asks
again from the last one on would miss what came late."""
BATCH = 500

in_force_since = case((VisitScore.made_at > Visit.released_at, VisitScore.made_at), else_=Visit.released_at)
"""When a score came into force: at the release, or later where it was corrected."""

withdrawn_since = func.coalesce(Visit.withdrawn_at, Visit.released_at).label("withdrawn_at")
"""When a result was withdrawn; of those of long ago only the release is known."""

POINTS = (
    VisitScore.raw, VisitScore.official, VisitScore.flat,
    VisitScore.finish, VisitScore.set_up, VisitScore.gap,
)  # fmt: skip
WHICH = (
    Visit.id.label("visit"), Visit.reference, Branch.id.label("branch_id"), Branch.code.label("branch_code"),
    Branch.name.label("branch"), Region.name.label("region"), QuestionSet.slug.label("question_set"),
    QuestionSetVersion.number.label("version"), Visit.visited_on,
)  # fmt: skip
COLUMNS = (
    *WHICH, in_force_since.label("in_force_since"),
    VisitScore.number, VisitScore.outcome, VisitScore.band, *POINTS,
)  # fmt: skip
"""All that is told of a visit. Who made it is not among it."""


def branches(person: Person, wanted: BranchesQuery) -> list[Branch]:
    """Branches in order of their ids; one more than the limit where another page follows."""
    found = select(Branch).join(Branch.region).where(within(person, Can.RESULTS_SEE))
    found = found.where(Branch.id > wanted.after).options(joinedload(Branch.region))
    return list(db.session.scalars(found.order_by(Branch.id).limit(wanted.limit + 1)))


def scores(person: Person, wanted: ScoresQuery) -> list[Row[Any]]:
    """Scores in the order in which they came into force; one more than the limit where more follow."""
    return _page(_released(person), in_force_since, wanted)


def withdrawn(person: Person, wanted: WithdrawnQuery) -> list[Row[Any]]:
    """What was withdrawn and not released again, in that order; one more than the limit where more follow."""
    found = _visits(person, (*WHICH, withdrawn_since)).where(Visit.state == VisitState.WITHDRAWN)
    return _page(found, withdrawn_since.element, wanted)


def _page(found: Select[Any], when: ColumnElement[datetime], wanted: SincePage) -> list[Row[Any]]:
    found = _among(found, wanted).where(when < clock.now() - SETTLED)
    if wanted.since and wanted.after:
        found = found.where(or_(when > wanted.since, and_(when == wanted.since, Visit.id > wanted.after)))
    elif wanted.since:
        found = found.where(when >= wanted.since)
    return list(db.session.execute(found.order_by(when, Visit.id).limit(wanted.limit + 1)))


def _among(found: Select[Any], wanted: VisitsQuery) -> Select[Any]:
    """Those of these days, of this branch, of this set and version."""
    fits = (
        (wanted.visited_from, Visit.visited_on.__ge__),
        (wanted.visited_to, Visit.visited_on.__le__),
        (wanted.branch, Visit.branch_id.__eq__),
        (wanted.question_set, QuestionSet.slug.__eq__),
        (wanted.version, QuestionSetVersion.number.__eq__),
    )
    return found.where(*(fit(asked) for asked, fit in fits if asked is not None))


def every_visit(person: Person, wanted: ExportQuery) -> Iterator[Row[Any]]:
    """The same of all visits that were wanted, the oldest first, a batch at a time."""
    found = _among(_released(person), wanted)
    yield from db.session.execute(
        found.order_by(Visit.visited_on, Visit.id).execution_options(yield_per=BATCH)
    )


def version_or_404(person: Person, slug: str, number: int, client: int) -> QuestionSetVersion:
    """A published version of a set of the person's clients. Raises Refused where it could be two."""
    if "\0" in slug:
        abort(404)  # which no database is asked for
    mine = select(QuestionSetVersion).join(QuestionSetVersion.question_set)
    mine = mine.join(Region, Region.id == QuestionSet.client_id).where(within(person, Can.SETS_EDIT))
    wanted = (QuestionSet.slug == slug, QuestionSetVersion.number == number)
    found = [
        version
        for version in db.session.scalars(
            mine.where(*wanted, QuestionSetVersion.state == VersionState.PUBLISHED)
        )
        if client in (0, version.question_set.client_id)
    ]
    if len(found) > 1:
        raise Refused(
            Trouble.WHICH_CLIENT, slug=slug, clients=[each.question_set.client_id for each in found]
        )
    return found[0] if found else abort(404)


def _released(person: Person) -> Select[Any]:
    found = _visits(person, COLUMNS).join(VisitScore, IN_FORCE)
    return found.where(Visit.state == VisitState.RELEASED)


def _visits(person: Person, columns: Sequence[Any]) -> Select[Any]:
    return (
        select(*columns)
        .select_from(Visit)
        .join(Branch, Branch.id == Visit.branch_id)
        .join(Region, Region.id == Branch.region_id)
        .join(QuestionSetVersion, QuestionSetVersion.id == Visit.version_id)
        .join(QuestionSet, QuestionSet.id == QuestionSetVersion.question_set_id)
        .where(within(person, Can.RESULTS_SEE))
    )
