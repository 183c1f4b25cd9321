"""Taking a visit from the Board, and giving one back."""

from shopper import clock
from shopper.audit import command
from shopper.database import insert_once, key_of, locked
from shopper.fieldwork.commands.giving import running
from shopper.fieldwork.hands import put_in, take_out
from shopper.fieldwork.rotation import refused_at
from shopper.models import Person, QuizPass, Visit, VisitState, Wave
from shopper.troubles import Refused, Trouble
from shopper.visits.board import queries
from shopper.visits.under_way import still_theirs


@command("visit.claim")
def claim(visit: Visit, *, by: Person) -> Visit:
    """The shopper takes an open visit. Of two at once one gets it; taking one's own again changes nothing.

    Raises Refused CLAIMED, NOT_ON_BOARD, QUIZ_FIRST, TOO_SOON, WAVE_NOT_RUNNING and those of `put_in`."""
    wave = visit.wave
    if wave is None:
        raise Refused(Trouble.NOT_ON_BOARD)
    running(wave)
    locked(by)
    if locked(visit).shopper_id == key_of(by) and visit.state == VisitState.ASSIGNED:
        return visit
    _may_take(wave, visit, by)
    put_in(visit, by)
    return visit


def _may_take(wave: Wave, visit: Visit, by: Person) -> None:
    if visit.state in (VisitState.EXPIRED, VisitState.CANCELLED) or not wave.on_board or _is_over(visit):
        raise Refused(Trouble.NOT_ON_BOARD)
    if visit.state != VisitState.OPEN:
        raise Refused(Trouble.CLAIMED)
    if not queries.has_passed(by, wave):
        raise Refused(Trouble.QUIZ_FIRST, wave=wave.name)
    if refused_at(wave, by, {visit.branch_id}):
        raise Refused(Trouble.TOO_SOON, branch=visit.branch.name)


def _is_over(visit: Visit) -> bool:
    return visit.window_to is not None and visit.window_to < clock.now().date()


@command("visit.give_back")
def give_back(visit: Visit, *, by: Person) -> Visit:
    """Open a visit again that its shopper will not make; the draft is kept for their next turn.

    Raises Refused NO_LONGER_YOURS, MOVE_NOT_ALLOWED."""
    take_out([still_theirs(locked(visit), by)])
    return visit


@command("quiz.pass")
def pass_quiz(wave: Wave, *, by: Person) -> Wave:
    """Note that all answers were right; once is enough."""
    insert_once(QuizPass, wave_id=wave.id, person_id=key_of(by), passed_at=clock.now())
    return wave
