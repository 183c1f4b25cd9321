"""Giving up a visit."""

from shopper.audit import command
from shopper.database import locked
from shopper.models import Person, Visit, VisitState
from shopper.visits.moves import move
from shopper.visits.under_way import begin, still_theirs


@command("visit.give_up", "reason")
def give_up(visit: Visit, *, reason: str, words: str, by: Person) -> Visit:
    """The shopper could not complete it. Everything tapped and written stays; nothing is scored.

    One that was only given out is begun first, for the table of moves knows no shorter way.
    Raises Refused: MOVE_NOT_ALLOWED, WAVE_CLOSED."""
    still_theirs(locked(visit), by)
    if visit.state == VisitState.ASSIGNED:
        begin(visit)
    move(visit, VisitState.COULD_NOT_COMPLETE)
    visit.not_completed_for, visit.why_not_completed = reason, words
    return visit
