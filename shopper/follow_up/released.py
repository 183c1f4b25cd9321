"""What the release of a visit sets off, inside the transaction that releases it."""

from flask import current_app

from shopper import clock
from shopper.audit import declare, record
from shopper.database import locked
from shopper.extensions import db
from shopper.follow_up.actions import queries
from shopper.follow_up.misses import missed
from shopper.follow_up.moments.queries import answered_moments
from shopper.follow_up.queries import managers_of
from shopper.messages.commands import tell
from shopper.messages.kinds import Kind
from shopper.models import Action, ActionNote, ActionState, Visit, VisitScore

declare("action.return", "visit")


def follow_up_on(visit: Visit, score: VisitScore, *, first: bool) -> None:
    """Open again what was done and is missed again; at the first release, tell those who manage the branch."""
    for action in queries.done_before(visit, missed(score.explanation)):
        _open_again(locked(action), visit)
    if first:
        _tell_managers(visit, critical=bool(score.explanation["critical"]))


def _open_again(action: Action, visit: Visit) -> None:
    """The same was missed again after it was done."""
    if action.state != ActionState.DONE:  # somebody moved it while we waited for the lock
        return
    action.state, action.done_at = ActionState.REOPENED, None
    note = {"state": ActionState.REOPENED, "visit_id": visit.id}
    db.session.add(ActionNote(action_id=action.id, at=clock.now(), **note))
    record("action.return", action, None, {"visit": visit})
    facts = {"title": action.plan, "branch": visit.branch.name}
    tell(action.owner, Kind.ACTION_REOPENED, about=action, facts=facts)


def _tell_managers(visit: Visit, *, critical: bool) -> None:
    moments = answered_moments(visit)
    for person in managers_of(visit.branch) if critical or moments else ():
        facts = {"branch": visit.branch.name}
        if critical:
            tell(person, Kind.CRITICAL_ALERT, about=visit, facts=facts)
        for key in moments:
            tell(person, Kind.KUDOS_TOLD, facts=facts, path=_page_of(visit, key))


def _page_of(visit: Visit, key: str) -> str:
    """The address of the moment; a release may come from the terminal, where no request is."""
    values = {"visit_id": visit.id, "key": key}
    return str(current_app.url_map.bind("").build("follow_up.moment", values))
