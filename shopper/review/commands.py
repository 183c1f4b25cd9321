"""Deciding a report or asking about it, releasing and withdrawing a result, scoring again."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import survey_defs
from shopper import clock
from shopper.audit import command
from shopper.database import locked
from shopper.extensions import db
from shopper.fees.steps import earn_fee
from shopper.follow_up.released import follow_up_on
from shopper.messages.commands import tell
from shopper.messages.kinds import Kind
from shopper.models import Event, Person, ReviewQuestion, Visit, VisitScore, VisitState, Wave
from shopper.review import queries
from shopper.review.rules import leaving_unseen as misses_leaving
from shopper.review.rules import refuse_own
from shopper.review.scores import result_of, write_score
from shopper.review.tallies import add_to_tallies, change_tallies, take_from_tallies
from shopper.troubles import Refused, Trouble
from shopper.visits.moves import move
from shopper.webhooks.telling import tell_programs

DECIDED = {
    VisitState.ACCEPTED,
    VisitState.REJECTED,
    VisitState.RELEASED,
    VisitState.RETURNED,
    VisitState.ASKED,
}


@command("visit.accept", "words", "leaving_unseen")
def accept(
    visit: Visit, *, words: str = "", leaving_unseen: bool = False, read: UUID | None = None, by: Person
) -> VisitScore:
    """Accept a report, score it and, unless its wave holds results, release it.

    `read` names the submission that the reviewer had before them."""
    _take_up(visit, read, by)
    result = result_of(visit)
    if misses_leaving(visit, result) and not leaving_unseen:
        raise Refused(Trouble.LEAVING_UNSEEN)
    move(visit, VisitState.ACCEPTED)
    visit.leaving_unseen = leaving_unseen
    _decided(visit, words, Kind.REPORT_ACCEPTED, by)
    score = write_score(visit, why="accepted", by=by, result=result)
    earn_fee(visit)
    if visit.wave is None or not visit.wave.holds_results:
        _release(visit, score)
    return score


@command("visit.return", "words")
def return_for_changes(visit: Visit, *, words: str, read: UUID | None = None, by: Person) -> None:
    """Send a report back with what should be changed."""
    _take_up(visit, read, by)
    if not words.strip():
        raise Refused(Trouble.WORDS_MISSING)
    move(visit, VisitState.RETURNED)
    _decided(visit, words, Kind.REPORT_RETURNED, by)


@command("visit.reject", "words")
def reject(visit: Visit, *, words: str, read: UUID | None = None, by: Person) -> None:
    """Let a report not count; its shopper reads why, and may appeal."""
    _take_up(visit, read, by)
    if not words.strip():
        raise Refused(Trouble.REASON_UNSAID)
    move(visit, VisitState.REJECTED)
    _decided(visit, words, Kind.REPORT_REJECTED, by)


@command("visit.ask", "key", "words")
def ask(visit: Visit, *, words: str, key: str = "", read: UUID | None = None, by: Person) -> ReviewQuestion:
    """Ask the shopper one question, about one answer or (no key) the whole report; nothing else is reopened."""
    _take_up(visit, read, by)
    if not words.strip():
        raise Refused(Trouble.QUESTION_MISSING)
    if key and key not in visit.version.definition.by_key:
        raise Refused(Trouble.NOT_ASKED_HERE)
    move(visit, VisitState.ASKED)
    asked = ReviewQuestion(
        visit_id=visit.id, question_key=key, words=words, asked_by_id=by.id, asked_at=clock.now()
    )
    db.session.add(asked)
    _tell(visit, Kind.QUESTION_ASKED)
    return asked


def _decided(visit: Visit, words: str, kind: Kind, by: Person) -> None:
    visit.reason, visit.decided_by_id, visit.decided_at = words, by.id, clock.now()
    _tell(visit, kind)


def _tell(visit: Visit, kind: Kind) -> None:
    shopper: Person | None = visit.shopper
    if shopper is not None:
        tell(shopper, kind, about=visit, facts={"branch": visit.branch.name})


def _take_up(visit: Visit, read: UUID | None, by: Person) -> None:
    """Lock a report that waits for a decision; the one that was read, by somebody who may decide it."""
    locked(visit)
    refuse_own(visit, by)
    if visit.state in DECIDED:
        raise Refused(Trouble.ALREADY_DECIDED)
    latest = next(iter(queries.submissions(visit)), None)
    if read is not None and latest is not None and latest.id != read:
        raise Refused(Trouble.REPORT_CHANGED)


@command("visit.release")
def release_visit(visit: Visit, by: Person) -> None:
    """Let an accepted or withdrawn result count."""
    locked(visit)
    refuse_own(visit, by)
    _release(visit, _in_force(visit))


@command("wave.release")
def release_wave(wave: Wave, *, by: Person | None) -> int:
    """Let every result that a wave has held count, all at once; from then on it holds none. How many."""
    locked(wave)
    held = queries.accepted_in(wave)
    for visit in held:
        _release(locked(visit), _in_force(visit))
    wave.holds_results = False
    return len(held)


@command("visit.withdraw")
def withdraw_visit(visit: Visit, by: Person) -> None:
    """Take a released result out of every figure; it may be released again."""
    locked(visit)
    refuse_own(visit, by)
    move(visit, VisitState.WITHDRAWN)
    visit.withdrawn_at, score = clock.now(), _in_force(visit)
    take_from_tallies(visit, score)
    tell_programs(Event.WITHDRAWN, visit, score)


@command("visit.rescore", "why")
def rescore(visit: Visit, why: str, by: Person, answers: Mapping[str, Any] | None = None) -> VisitScore:
    """Score an accepted visit again, with corrected answers where some are given; the old row stays."""
    locked(visit)
    if answers is not None:
        visit.answers = _sound(visit, answers)
    return score_again(visit, why, by)


def score_again(visit: Visit, why: str, by: Person) -> VisitScore:
    """Score a locked visit as its answers stand now, part of a command; the tallies move with it."""
    before = _in_force(visit)
    after = write_score(visit, why=why, by=by)
    if visit.state == VisitState.RELEASED:
        change_tallies(visit, before, after)
        tell_programs(Event.RESCORED, visit, after)
    return after


def _release(visit: Visit, score: VisitScore) -> None:
    first = visit.released_at is None
    move(visit, VisitState.RELEASED)
    visit.released_at = clock.now()
    add_to_tallies(visit, score)
    follow_up_on(visit, score, first=first)
    tell_programs(Event.RELEASED, visit, score)


def _in_force(visit: Visit) -> VisitScore:
    score = queries.score_in_force(visit)
    if score is None:
        raise Refused(Trouble.NOT_SCORED)
    return score


def _sound(visit: Visit, answers: Mapping[str, Any]) -> dict[str, Any]:
    checked = survey_defs.check_answers(visit.version.definition, answers, left_early=visit.left_early)
    if checked.problems:
        raise Refused(Trouble.REPORT_NOT_WHOLE)
    return checked.answers
