"""Why a visit could not be completed: a short list, and the shopper's own words beside it."""

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from shopper.models import Visit
from shopper.visits.moves import state_words

REASONS: dict[str, LazyString] = {
    "closed": _l("It was closed, or is no longer there"),
    "not_possible": _l("What the brief asks for was not possible there"),
    "recognised": _l("I was recognised"),
    "unsafe": _l("I did not feel safe, or was asked to leave"),
    "unwell": _l("I was unwell, or could not get there"),
    "left": _l("I had to leave before the end"),
    "other": _l("Something else"),
}


def reason_words(visit: Visit) -> str:
    """The chosen reason; '' for a visit that was not given up."""
    return str(REASONS.get(visit.not_completed_for, ""))


def state_with_reason(visit: Visit) -> str:
    """Where a visit stands, and why where it was given up, for those who plan and review."""
    reason = reason_words(visit)
    if not reason:
        return state_words(visit)
    told = _("%(state)s: %(reason)s", state=state_words(visit), reason=reason)
    return f"{told} {_('“%(words)s”', words=visit.why_not_completed)}" if visit.why_not_completed else told
