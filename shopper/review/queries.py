"""What reviewers see: visits of branches in their grants, never their own, never of their own branches."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from flask import abort
from sqlalchemy import ColumnElement, Select, Text, and_, cast, exists, func, not_, or_, select
from sqlalchemy.orm import contains_eager, defer, joinedload

from shopper.extensions import db
from shopper.models import (
    IN_FORCE,
    Branch,
    Person,
    QuestionSetVersion,
    Region,
    Role,
    Submission,
    Tally,
    TallyMark,
    Visit,
    VisitScore,
    VisitState,
    Wave,
)
from shopper.permissions import Can, within

PAGE, MARKS_READ, FILLINGS_READ = 50, 2000, 200
WAITING = (VisitState.SENT,)
WITH_SHOPPER = (VisitState.RETURNED, VisitState.ASKED)
SENT_ONCE = (
    *WAITING,
    *WITH_SHOPPER,
    VisitState.ACCEPTED,
    VisitState.REJECTED,
    VisitState.RELEASED,
    VisitState.WITHDRAWN,
)


def queue(
    person: Person, states: Sequence[VisitState] = WAITING, *, page: int = 1, size: int = PAGE
) -> list[Visit]:
    """Reports in these states that this person may decide, oldest first; one more where a page follows."""
    version = contains_eager(Visit.version)
    found = (
        theirs(person, states)
        .join(Visit.version)
        .options(defer(Visit.answers), defer(Visit.draft), version.defer(QuestionSetVersion.source))
        .order_by(Visit.sent_at, Visit.id)
    )
    return list(db.session.scalars(found.limit(size + 1).offset((page - 1) * size)))


def not_completed(person: Person, *, size: int = 20) -> list[Visit]:
    """The latest visits that could not be completed and would have been this person's to decide."""
    found = theirs(person, (VisitState.COULD_NOT_COMPLETE,)).options(joinedload(Visit.shopper))
    return list(db.session.scalars(found.order_by(Visit.started_at.desc(), Visit.id).limit(size)))


def queue_length(person: Person) -> int:
    """How many reports wait for this person's decision."""
    counted = select(func.count()).select_from(theirs(person, WAITING).with_only_columns(Visit.id).subquery())
    return db.session.scalar(counted) or 0


def theirs(person: Person, states: Sequence[VisitState]) -> Select[Visit]:
    """Visits in these states that this person may decide: in their grants, of others, of places they do not manage."""
    found = (
        select(Visit).join(Branch, Visit.branch_id == Branch.id).join(Region, Branch.region_id == Region.id)
    )
    return found.where(Visit.state.in_(states), within(person, Can.VISIT_REVIEW), _of_others(person))


def _of_others(person: Person) -> ColumnElement[bool]:
    managed = {grant.region.path for grant in person.grants if grant.role == Role.MANAGER}
    apart = [not_(Region.path.startswith(path, autoescape=True)) for path in sorted(managed)]
    return and_(or_(Visit.shopper_id.is_(None), Visit.shopper_id != person.id), *apart)


def report_or_404(person: Person, visit_id: UUID) -> Visit:
    """A visit whose report was sent once, inside this person's grants."""
    found = (
        select(Visit)
        .join(Branch, Visit.branch_id == Branch.id)
        .join(Region, Branch.region_id == Region.id)
        .where(Visit.id == visit_id, Visit.state.in_(SENT_ONCE), within(person, Can.VISIT_REVIEW))
        .options(joinedload(Visit.shopper), joinedload(Visit.wave))
    )
    return db.session.scalar(found) or abort(404)


def submissions(visit: Visit) -> list[Submission]:
    """What was sent for this visit, the latest first."""
    found = select(Submission).where(Submission.visit_id == visit.id)
    return list(db.session.scalars(found.order_by(Submission.received_at.desc(), Submission.id)))


def others_filling(person: Person, visit: Visit) -> list[dict[str, Any]]:
    """How the latest other reports with this version of the set were filled in, where that is known."""
    found = theirs(person, SENT_ONCE).where(Visit.version_id == visit.version_id, Visit.id != visit.id)
    latest = found.order_by(Visit.sent_at.desc(), Visit.id).limit(FILLINGS_READ)
    return [filling for filling in db.session.scalars(latest.with_only_columns(Visit.filling)) if filling]


def score_in_force(visit: Visit) -> VisitScore | None:
    """The snapshot that counts, once the visit was accepted."""
    return db.session.scalar(
        select(VisitScore).where(VisitScore.visit_id == visit.id, VisitScore.number == visit.score_number)
    )


def last_score_number(visit: Visit) -> int:
    """The number of the latest snapshot; 0 where there is none."""
    found = select(func.max(VisitScore.number)).where(VisitScore.visit_id == visit.id)
    return db.session.scalar(found) or 0


class Mark(NamedTuple):
    """What one released visit was worth, in hundredths, and who made it where."""

    raw: int
    branch_id: int
    version_id: int
    shopper_id: int
    name: str


def marks(person: Person) -> list[Mark]:
    """The latest released visits with a score that this person may decide on, and their shoppers."""
    found = (
        select(VisitScore.raw, Visit.branch_id, Visit.version_id, Visit.shopper_id, Person.name)
        .select_from(Visit)
        .join(VisitScore, IN_FORCE)
        .join(Person, Person.id == Visit.shopper_id)
        .join(Branch, Visit.branch_id == Branch.id)
        .join(Region, Branch.region_id == Region.id)
        .where(Visit.state == VisitState.RELEASED, VisitScore.raw.is_not(None))
        .where(within(person, Can.VISIT_REVIEW), _of_others(person))
        .order_by(Visit.sent_at.desc())
        .limit(MARKS_READ)
    )
    return [Mark._make(row) for row in db.session.execute(found)]


# What the keeper of the tallies reads, on the terminal, for nobody.


def every_branch() -> list[tuple[int, int]]:
    """Every branch with the number of its released visits, those without any included."""
    released = and_(Visit.branch_id == Branch.id, Visit.state == VisitState.RELEASED)
    counted = select(Branch.id, func.count(Visit.id)).outerjoin(Visit, released).group_by(Branch.id)
    return [(branch_id, visits) for branch_id, visits in db.session.execute(counted.order_by(Branch.id))]


def released_count() -> int:
    return db.session.scalar(select(func.count()).where(Visit.state == VisitState.RELEASED)) or 0


def released_tallies(branch_id: int) -> Iterator[tuple[int, date, dict[str, Any]]]:
    """Version, day and tally document of every released visit of a branch, as a stream."""
    found = (
        select(Visit.version_id, Visit.visited_on, VisitScore.tally)
        .join(VisitScore, IN_FORCE)
        .where(Visit.branch_id == branch_id, Visit.state == VisitState.RELEASED)
        .execution_options(yield_per=500)
    )
    yield from db.session.execute(found)


def scores_without_momentum() -> list[int]:
    """Scored snapshots from before momentum was counted, by id."""
    uncounted = cast(VisitScore.tally, Text).not_like('%"momentum:%')
    return list(db.session.scalars(select(VisitScore.id).where(VisitScore.raw.is_not(None), uncounted)))


def scores_by_id(ids: Sequence[int]) -> list[VisitScore]:
    """These snapshots, whole."""
    return list(db.session.scalars(select(VisitScore).where(VisitScore.id.in_(ids)).order_by(VisitScore.id)))


def stored_tallies(branch_id: int) -> list[tuple[int, int, str, int, int, int, int]]:
    """The tallies of a branch: branch, version, measure, month, n, total, total_sq."""
    columns = (
        Tally.branch_id,
        Tally.version_id,
        Tally.measure,
        Tally.month,
        Tally.n,
        Tally.total,
        Tally.total_sq,
    )
    return list(db.session.execute(select(*columns).where(Tally.branch_id == branch_id)))


def unmarked_tallies() -> list[tuple[int, int]]:
    """Versions and branches that have tallies and no mark."""
    marked = exists().where(TallyMark.version_id == Tally.version_id, TallyMark.branch_id == Tally.branch_id)
    read = select(Tally.version_id, Tally.branch_id).where(~marked).distinct()
    return [(row[0], row[1]) for row in db.session.execute(read)]


def branch_names() -> dict[int, str]:
    return dict(db.session.execute(select(Branch.id, Branch.name)).all())


def accepted_in(wave: Wave) -> list[Visit]:
    """The results that a wave holds back, in an order that two releases share."""
    held = select(Visit).where(Visit.wave_id == wave.id, Visit.state == VisitState.ACCEPTED)
    return list(db.session.scalars(held.order_by(Visit.id)))
