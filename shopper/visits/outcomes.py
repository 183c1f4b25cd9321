"""What came of a visit, as its shopper reads it."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from shopper.models import Visit, VisitState

OUTCOMES: dict[VisitState, LazyString] = {
    VisitState.SENT: _l("A reviewer reads it. You need not do anything."),
    VisitState.ASKED: _l("Your reviewer has a question. It stands under Today."),
    VisitState.ACCEPTED: _l("Accepted. It counts as soon as its results are released."),
    VisitState.RELEASED: _l("Accepted and released: it counts."),
    VisitState.WITHDRAWN: _l("Accepted, and taken out of the figures for now. You need not do anything."),
    VisitState.REJECTED: _l("Rejected, so it does not count. This is why:"),
    VisitState.COULD_NOT_COMPLETE: _l("You could not complete it. Nothing is expected of you."),
}


def outcome_words(visit: Visit) -> str:
    """What came of it, in a sentence; '' while nothing has."""
    return str(OUTCOMES.get(VisitState(visit.state), ""))
