"""The words of actions: causes, tags, states, days."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from shopper.dashboards.months import short_day
from shopper.models import WAITING, Action, ActionState, Cause
from survey_defs.kinds import P

CAUSE_NAMES = {
    Cause.TRAINING: _l("Training"),
    Cause.POLICY: _l("Policy"),
    Cause.PROCESS: _l("Process"),
    Cause.STAFFING: _l("Staffing"),
    Cause.PLACE: _l("Place"),
    Cause.UNKNOWN: _l("Not known yet"),
}
P_NAMES = {
    P.PEOPLE: _l("People"),
    P.POLICIES: _l("Policies"),
    P.PROCESSES: _l("Processes"),
    P.PREVENTION: _l("Prevention"),
}
STATE_NAMES = {
    ActionState.OPEN: _l("Open"),
    ActionState.DOING: _l("Being done"),
    ActionState.DONE: _l("Done"),
    ActionState.DROPPED: _l("Dropped"),
    ActionState.REOPENED: _l("Open again"),
}
MOVE_NAMES = {
    ActionState.DOING: _l("It is being done"),
    ActionState.DONE: _l("It is done"),
    ActionState.DROPPED: _l("Drop it"),
    ActionState.REOPENED: _l("Open it again"),
}
"""What can be chosen, by where it leads."""


def is_late(action: Action, today: date) -> bool:
    """Whether it should be done by now and is not."""
    return action.state in WAITING and action.due_on < today


def standing(action: Action, today: date) -> str:
    """Where it stands: its state, or since when it is late."""
    state, day = str(STATE_NAMES[action.state]), short_day(action.due_on)
    if not is_late(action, today):
        return state
    if action.state == ActionState.REOPENED:
        return _("%(state)s, late since %(day)s", state=state, day=day)
    return _("Late since %(day)s", day=day)
