"""Sending a report: whole, once, and answered only after it is stored."""

import random
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from shopper import clock
from shopper.audit import record
from shopper.database import insert_now, locked, writing
from shopper.extensions import db
from shopper.models import Person, Submission, Visit, VisitState, WaveState
from shopper.troubles import Refused, Trouble
from shopper.visits import queries
from shopper.visits.announced import Announced
from shopper.visits.judging import Judged
from shopper.visits.keeping import refuse_unasked, refuse_unkeepable
from shopper.visits.merging import Told, began_at, merge_in, there_at
from shopper.visits.moves import move
from shopper.visits.phrases import moment_words
from shopper.visits.report import Report, as_drafted, judged, taken_down
from shopper.visits.under_way import still_theirs

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without I and O, which are read as 1 and 0."""
TAKES_IN = (WaveState.RUNNING, WaveState.CLOSING)
"""A closing wave starts nothing new and takes what is in flight."""


class Received(NamedTuple):
    """What became of a report, told from within its transaction; `new` is False where it was there already."""

    new: bool
    id: UUID
    reference: str
    received_at: datetime
    hidden: list[str]
    missing: list[Announced]


def send_report(
    visit: Visit, *, submission_id: UUID, base_id: UUID | None, left_early: bool, by: Person
) -> Received:
    """Send what is drafted. The same id with the same content gives the same receipt again.

    Raises Refused: REPORT_NOT_WHOLE, ALREADY_SENT, BASE_NOT_LATEST, UNKNOWN_BASE, WAVE_CLOSED,
    MOVE_NOT_ALLOWED. Not a plain command, because sending again adds no second audit line."""

    def drafted() -> tuple[Report, Submission, Judged]:
        report = as_drafted(visit, submission_id, base_id, left_early)
        of_all = judged(visit, visit.draft, left_early)
        return report, taken_down(visit, report, of_all, visit.draft), of_all

    return _send(visit, drafted, by)


def take_report(visit: Visit, report: Report, *, by: Person) -> Received:
    """Take the report of a phone, whatever of its draft came in before. Raises as send_report does.

    It is judged before anything is locked, for a visit's version never changes. Raises Refused
    ANSWERS_UNREADABLE, PHOTO_NOT_ASKED, SLOT_TAKEN too."""
    of_all = judged(visit, report.answers, report.left_early)
    told = Told(report.device, report.answers, report.stamps, report.filling)
    refuse_unkeepable(visit, told, of_all.checked)
    refuse_unasked(visit, report.evidence)
    row = taken_down(visit, report, of_all, report.answers)
    return _send(visit, lambda: (report, row, of_all), by)


def _send(visit: Visit, make: Callable[[], tuple[Report, Submission, Judged]], by: Person) -> Received:
    with writing(), db.session.no_autoflush:
        still_theirs(locked(visit), by)
        report, row, of_all = make()
        reports = queries.submissions(visit, row.id)
        if row.id in reports:
            return _told(visit, _same(visit, reports[row.id], row), new=False)
        _may_be_sent(visit, report, of_all, reports)
        _take_in(visit, report, row, by)
        record("visit.send", visit, by, {"submission": row.id, "base": row.base_id})
        return _told(visit, row, new=True)


def _told(visit: Visit, row: Submission, *, new: bool) -> Received:
    missing = queries.missing_photos(visit, row)
    return Received(new, row.id, str(visit.reference), row.received_at, list(row.hidden), missing)


def _same(visit: Visit, earlier: Submission, row: Submission) -> Submission:
    if earlier.content_hash != row.content_hash:
        raise _sent_already(visit, earlier)
    return earlier


def _sent_already(visit: Visit, earlier: Submission) -> Refused:
    at = moment_words(earlier.received_at, visit.branch)
    return Refused(Trouble.ALREADY_SENT, at=at, latest=str(earlier.id), state=visit.state)


def _may_be_sent(visit: Visit, report: Report, judged: Judged, reports: Mapping[UUID, Submission]) -> None:
    latest = next(iter(reports.values()), None)
    if report.base_id is not None and report.base_id not in reports:
        raise Refused(Trouble.UNKNOWN_BASE)
    if (
        latest is not None
        and report.base_id != latest.id
        and (report.base_id or visit.state == VisitState.RETURNED)
    ):
        raise Refused(Trouble.BASE_NOT_LATEST, latest=str(latest.id), state=visit.state)
    if latest is not None and visit.state != VisitState.RETURNED:
        raise _sent_already(visit, latest)
    if visit.wave and visit.wave.state not in TAKES_IN:
        raise Refused(Trouble.WAVE_CLOSED, wave=visit.wave.name, state=visit.wave.state)
    if visit.state == VisitState.ASSIGNED and report.device != Submission.WEB:
        move(visit, VisitState.STARTED)  # it was begun where there was no signal
    move(visit, VisitState.SENT)
    if judged.problems:
        raise Refused(Trouble.REPORT_NOT_WHOLE, questions=judged.problems)


def _take_in(visit: Visit, report: Report, row: Submission, by: Person) -> None:
    turn = queries.current_turn(visit, by)
    row.assignment_id = turn.assignment_id
    insert_now(row)
    if report.device != Submission.WEB:
        merge_in(visit, report.told, by)
    visit.answers, visit.left_early = row.answers, row.left_early
    visit.sent_at = row.received_at
    visit.reference = visit.reference or new_reference()
    visit.started_at = visit.started_at or began_at(visit, report.told, turn.from_at)
    if visit.visited_on is None:
        there = there_at(report.stamps, turn.from_at) or visit.started_at
        visit.visited_on = clock.local_date(there, visit.branch.time_zone)


def new_reference() -> str:
    """Such as K7-318: short enough to say on the phone; longer once the short ones get scarce."""
    for digits in (3, 3, 3, 4, 5, 6, 8):
        drawn = random.SystemRandom()
        number = str(drawn.randrange(10**digits)).zfill(digits)
        reference = f"{drawn.choice(LETTERS)}{drawn.randrange(10)}-{number}"
        if not queries.is_taken(reference):
            return reference
    raise RuntimeError("no free reference in seven draws")
