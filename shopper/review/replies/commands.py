"""The shopper answers the reviewer's question."""

from shopper import clock
from shopper.audit import command
from shopper.database import locked
from shopper.models import Person, Visit, VisitState
from shopper.review.replies import queries
from shopper.troubles import Refused, Trouble
from shopper.visits.moves import move
from shopper.visits.under_way import still_theirs


@command("visit.reply", "words")
def reply(visit: Visit, *, words: str, by: Person) -> Visit:
    """Answer the one question; the report itself stays as it was sent.

    Raises Refused QUESTION_ANSWERED where none waits any more."""
    still_theirs(locked(visit), by)
    asked = queries.unanswered(visit)
    if asked is None or visit.state != VisitState.ASKED:
        raise Refused(Trouble.QUESTION_ANSWERED)
    move(visit, VisitState.SENT)
    asked.reply, asked.replied_at = words, clock.now()
    return visit
