"""Sending a report: whole, once, and answered only after it is stored."""

import random
from typing import Any
from uuid import UUID

from flask import abort

from shopper import clock
from shopper.audit import record
from shopper.database import locked, writing
from shopper.extensions import db
from shopper.models import Person, Submission, Visit, VisitState, WaveState
from shopper.troubles import Refused, Trouble
from shopper.visits import queries
from shopper.visits.judging import Judged, judge
from shopper.visits.moves import move
from shopper.visits.phrases import moment_words
from survey_defs import content_hash

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without I and O, which are read as 1 and 0."""


def send_report(
    visit: Visit, *, submission_id: UUID, base_id: UUID | None, left_early: bool, by: Person
) -> Submission:
    """Send what is drafted. The same id with the same content gives the same receipt again.

    Raises Refused: REPORT_NOT_WHOLE, ALREADY_SENT, BASE_NOT_LATEST, WAVE_CLOSED, MOVE_NOT_ALLOWED;
    an unknown base is a 404. Not a plain command, because sending again adds no second audit line."""
    with writing():
        locked(visit)
        judged = judge(visit.version.definition, visit.draft, sending=True, left_early=left_early)
        report = _report(visit, judged, submission_id, base_id, left_early)
        earlier = queries.submission(visit, submission_id)
        if earlier is not None:
            return _same(visit, earlier, report)
        _may_be_sent(visit, base_id, judged)
        _take_in(visit, report, by)
        record("visit.send", visit, by, {"submission": submission_id, "base": base_id})
    return report


def _report(
    visit: Visit, judged: Judged, submission_id: UUID, base_id: UUID | None, left_early: bool
) -> Submission:
    """What is sent: hidden answers are left out of it and kept beside it."""
    answers = judged.checked.answers
    content: dict[str, Any] = {
        "answers": answers,
        "base": str(base_id) if base_id else None,
        "left_early": left_early,
    }
    return Submission(
        id=submission_id,
        visit_id=visit.id,
        base_id=base_id,
        content_hash=content_hash(content),
        answers=answers,
        hidden={key: visit.draft[key] for key in judged.checked.hidden if key in visit.draft},
        left_early=left_early,
        received_at=clock.now(),
    )


def _same(visit: Visit, earlier: Submission, report: Submission) -> Submission:
    if earlier.content_hash != report.content_hash:
        raise Refused(Trouble.ALREADY_SENT, at=moment_words(earlier.received_at, visit.branch))
    return earlier


def _may_be_sent(visit: Visit, base_id: UUID | None, judged: Judged) -> None:
    latest = queries.latest_submission(visit)
    if base_id is not None and queries.submission(visit, base_id) is None:
        abort(404)
    if latest is not None and visit.state != VisitState.RETURNED:
        raise Refused(Trouble.ALREADY_SENT, at=moment_words(latest.received_at, visit.branch))
    if latest is not None and base_id != latest.id:
        raise Refused(Trouble.BASE_NOT_LATEST)
    if visit.wave and visit.wave.state not in (WaveState.RUNNING, WaveState.CLOSING):
        raise Refused(Trouble.WAVE_CLOSED, wave=visit.wave.name, state=visit.wave.state)
    move(visit, VisitState.SENT)
    if judged.problems:
        raise Refused(Trouble.REPORT_NOT_WHOLE)


def _take_in(visit: Visit, report: Submission, by: Person) -> None:
    report.assignment_id = queries.current_assignment(visit, by).id
    db.session.add(report)
    visit.answers, visit.left_early = report.answers, report.left_early
    visit.sent_at = report.received_at
    visit.reference = visit.reference or new_reference()
    if visit.visited_on is None:
        began = visit.started_at or report.received_at
        visit.visited_on = clock.local_date(began, visit.branch.time_zone)


def new_reference() -> str:
    """Such as K7-318: short enough to say on the phone; longer once the short ones get scarce."""
    for digits in (3, 3, 3, 4, 5, 6, 8):
        drawn = random.SystemRandom()
        number = str(drawn.randrange(10**digits)).zfill(digits)
        reference = f"{drawn.choice(LETTERS)}{drawn.randrange(10)}-{number}"
        if not queries.is_taken(reference):
            return reference
    raise RuntimeError("no free reference in seven draws")
