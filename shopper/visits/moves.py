"""The one way a visit changes its state, and the words for every state."""

from flask_babel import lazy_gettext as _l

from shopper.models import VISIT_MOVES, Visit, VisitState
from shopper.troubles import Refused, Trouble

STATE_WORDS = {
    VisitState.OPEN: _l("open"),
    VisitState.ASSIGNED: _l("assigned"),
    VisitState.STARTED: _l("started"),
    VisitState.SENT: _l("sent"),
    VisitState.ASKED: _l("waiting for an answer"),
    VisitState.RETURNED: _l("returned"),
    VisitState.ACCEPTED: _l("accepted"),
    VisitState.REJECTED: _l("rejected"),
    VisitState.RELEASED: _l("accepted and released"),
    VisitState.WITHDRAWN: _l("accepted and withdrawn"),
    VisitState.COULD_NOT_COMPLETE: _l("given up"),
    VisitState.CANCELLED: _l("cancelled"),
    VisitState.EXPIRED: _l("expired"),
}


def move(visit: Visit, to: VisitState) -> None:
    """Move the visit, inside a command. Raises Refused MOVE_NOT_ALLOWED for any move not in the table."""
    if to not in VISIT_MOVES[VisitState(visit.state)]:
        raise Refused(Trouble.MOVE_NOT_ALLOWED, state=visit.state, words=state_words(visit))
    visit.state = to


def state_words(visit: Visit) -> str:
    """Where the visit stands, in a word or two."""
    return str(STATE_WORDS[VisitState(visit.state)])
