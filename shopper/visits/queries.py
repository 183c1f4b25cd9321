"""What a shopper may see: their own visits, within their grants, and nothing else."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from flask import abort
from sqlalchemy import Select, and_, bindparam, or_, select
from sqlalchemy.orm import contains_eager
from werkzeug.exceptions import NotFound

from shopper.database import key_of
from shopper.extensions import db
from shopper.models import (
    Assignment,
    Branch,
    OlderAnswer,
    Person,
    QuestionSetVersion,
    Region,
    Submission,
    Visit,
    VisitEvidence,
    VisitState,
)
from shopper.permissions import Can, within
from shopper.visits.announced import Announced, announced, has_photos
from survey_defs import canonical_bytes

PAGE = 30
SENT = (
    VisitState.SENT,
    VisitState.ASKED,
    VisitState.ACCEPTED,
    VisitState.REJECTED,
    VisitState.RELEASED,
    VisitState.WITHDRAWN,
)
TO_REVIEW = (*SENT, VisitState.RETURNED)


def _mine(person: Person) -> Select[Visit]:
    of_mine = select(Visit).join(Visit.branch).join(Branch.region)
    return of_mine.where(Visit.shopper_id == person.id, within(person, Can.VISIT_WRITE))


def mine_or_404(person: Person, visit_id: UUID) -> Visit:
    """The person's own visit; a 404 for anybody else's."""
    visit = db.session.scalar(_mine(person).where(Visit.id == visit_id))
    return visit if visit is not None else abort(404)


def to_do(person: Person) -> list[Visit]:
    """Visits to make or to write up, the one due first first."""
    open_ones = (VisitState.ASSIGNED, VisitState.STARTED, VisitState.RETURNED)
    found = _mine(person).where(Visit.state.in_(open_ones))
    return list(db.session.scalars(found.order_by(Visit.window_to.nulls_last(), Visit.created_at, Visit.id)))


def sent(person: Person, *, page: int = 1, size: int = PAGE) -> list[Visit]:
    """Reports that were sent, the latest first; one more than `size` where another page follows."""
    found = _mine(person).where(Visit.state.in_(SENT)).order_by(Visit.sent_at.desc(), Visit.id)
    return list(db.session.scalars(found.limit(size + 1).offset((page - 1) * size)))


def last_of_this_kind(person: Person, visit: Visit) -> Visit | None:
    """The person's latest other visit with the same question set, in any version, that was sent."""
    found = _mine(person).join(Visit.version).options(contains_eager(Visit.version))
    same = QuestionSetVersion.question_set_id == visit.version.question_set_id
    found = found.where(same, Visit.id != visit.id, Visit.state.in_(SENT))
    return db.session.scalars(found.order_by(Visit.sent_at.desc(), Visit.id).limit(1)).first()


def not_completed(person: Person, *, size: int = PAGE) -> list[Visit]:
    """The latest visits that the person could not complete."""
    found = _mine(person).where(Visit.state == VisitState.COULD_NOT_COMPLETE)
    return list(db.session.scalars(found.order_by(Visit.started_at.desc(), Visit.id).limit(size)))


def submission(visit: Visit, submission_id: UUID) -> Submission | None:
    """A report of this visit by its id."""
    found = db.session.get(Submission, submission_id)
    return found if found is None or found.visit_id == visit.id else abort(404)


SENT_OR_NAMED = (
    select(Submission)
    .where(or_(Submission.visit_id == bindparam("visit"), Submission.id == bindparam("sent_as")))
    .order_by(Submission.received_at.desc(), Submission.id)
)


def submissions(visit: Visit, sent_as: UUID) -> dict[UUID, Submission]:
    """The reports of this visit by their ids, the latest first; a 404 where another visit has that id."""
    found = db.session.scalars(SENT_OR_NAMED, {"visit": visit.id, "sent_as": sent_as})
    reports = {one.id: one for one in found}
    return reports if all(one.visit_id == visit.id for one in reports.values()) else abort(404)


def latest_submission(visit: Visit) -> Submission | None:
    """The report that counts."""
    found = select(Submission).where(Submission.visit_id == visit.id)
    return db.session.scalars(found.order_by(Submission.received_at.desc(), Submission.id)).first()


class Turn(NamedTuple):
    """Which assignment of a visit, and since when it is the person's."""

    assignment_id: int
    from_at: datetime


TURNS = (
    select(Assignment.id, Assignment.from_at)
    .where(Assignment.visit_id == bindparam("visit"), Assignment.person_id == bindparam("person"))
    .order_by(Assignment.to_at.is_(None).desc(), Assignment.id.desc())
    .limit(1)
)


def current_turn(visit: Visit, person: Person) -> Turn:
    """Under which the person writes this report."""
    found = db.session.execute(TURNS, {"visit": visit.id, "person": key_of(person)}).first()
    return Turn(*found) if found else abort(404)


WITH_REFERENCE = select(Visit.id).where(Visit.reference == bindparam("reference"))


def is_taken(reference: str) -> bool:
    """Whether another visit has this reference."""
    return db.session.scalar(WITH_REFERENCE, {"reference": reference}) is not None


def given_at(visit: Visit) -> datetime:
    """Since when the one who makes a visit has it."""
    mine = select(Assignment.from_at).where(
        Assignment.visit_id == visit.id, Assignment.person_id == visit.shopper_id
    )
    return db.session.scalars(mine.order_by(Assignment.id.desc())).first() or visit.created_at


def older_versions(visit: Visit, keys: Collection[str]) -> frozenset[tuple[str, str, bytes]]:
    """The identities of all answers to these questions that count no longer."""
    told = select(OlderAnswer.question_key, OlderAnswer.device, OlderAnswer.entry)
    found = db.session.execute(
        told.where(OlderAnswer.visit_id == visit.id, OlderAnswer.question_key.in_(keys))
    )
    return frozenset((key, device, canonical_bytes(entry)) for key, device, entry in found)


def slots(visit: Visit, key: str | None = None) -> list[VisitEvidence]:
    """The photos that belong to a visit, or to one question of it, in their places."""
    found = select(VisitEvidence).where(VisitEvidence.visit_id == visit.id, VisitEvidence.index >= 0)
    if key is not None:
        found = found.where(VisitEvidence.question_key == key)
    return list(db.session.scalars(found.order_by(VisitEvidence.question_key, VisitEvidence.index)))


PLACED = select(VisitEvidence.question_key, VisitEvidence.sent_sha256).where(
    VisitEvidence.visit_id == bindparam("visit"), VisitEvidence.index >= 0
)


def missing_photos(visit: Visit, report: Submission | None = None) -> list[Announced]:
    """The photos that a report (the latest unless another is given) announced and that are not in yet."""
    report = report or latest_submission(visit)
    wanted = announced(visit.version.definition, report.answers, report.evidence) if report else []
    there = {(key, sha) for key, sha in db.session.execute(PLACED, {"visit": visit.id})} if wanted else set()
    return [one for one in wanted if (one["question"], one["sha256"]) not in there]


def missing_counts(visits: Iterable[Visit]) -> dict[UUID, int]:
    """How many photos of their latest reports are not in yet, for those of these visits that miss any."""
    asked = {visit.id: visit.version.definition for visit in visits if has_photos(visit.version.definition)}
    if not asked:
        return {}
    sent = select(Submission).where(Submission.visit_id.in_(asked)).order_by(Submission.received_at)
    latest = {report.visit_id: report for report in db.session.scalars(sent)}
    filled = select(VisitEvidence).where(VisitEvidence.visit_id.in_(asked), VisitEvidence.index >= 0)
    there = {(slot.visit_id, slot.question_key, slot.sent_sha256) for slot in db.session.scalars(filled)}
    counts = {
        key: sum(
            (key, one["question"], one["sha256"]) not in there
            for one in announced(asked[key], report.answers, report.evidence)
        )
        for key, report in latest.items()
    }
    return {key: count for key, count in counts.items() if count}


def photo_or_404(person: Person, visit_id: UUID, sha256: str) -> VisitEvidence:
    """A photo of a visit that the person wrote, reviews, or sees the released result of."""
    theirs = or_(
        and_(Visit.shopper_id == person.id, within(person, Can.VISIT_WRITE)),
        and_(Visit.state.in_(TO_REVIEW), within(person, Can.VISIT_REVIEW)),
        and_(Visit.state == VisitState.RELEASED, within(person, Can.RESULTS_SEE)),
    )
    found = select(VisitEvidence).join(Visit, Visit.id == VisitEvidence.visit_id).join(Visit.branch)
    found = found.join(Region, Region.id == Branch.region_id).where(
        VisitEvidence.visit_id == visit_id,
        VisitEvidence.index >= 0,
        or_(VisitEvidence.sent_sha256 == sha256, VisitEvidence.sha256 == sha256),
        theirs,
    )
    slot = db.session.scalars(found).first()
    if slot is None:
        raise NotFound
    return slot
