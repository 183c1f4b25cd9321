"""What commands share: a visit that is begun, and one that may still be written."""

from shopper import clock
from shopper.database import key_of
from shopper.models import WRITABLE, Person, Visit, VisitState, WaveState
from shopper.troubles import Refused, Trouble
from shopper.visits import queries
from shopper.visits.merging import Told, began_at
from shopper.visits.moves import move, state_words


def still_theirs(visit: Visit, by: Person) -> Visit:
    """The locked visit. Raises Refused NO_LONGER_YOURS where it left this shopper's hands since it was loaded.

    Whose account became part of another's meanwhile writes for that one."""
    mine = visit.shopper_id == key_of(by)
    if visit.shopper_id is None or not (mine or visit.shopper_id == by.merged_into_id):
        raise Refused(Trouble.NO_LONGER_YOURS)
    return visit


def begin(visit: Visit, told: Told | None = None) -> None:
    """The shopper sets out, or did so at the moment that the phone tells of.

    Raises Refused WAVE_CLOSED, MOVE_NOT_ALLOWED."""
    if visit.wave and visit.wave.state != WaveState.RUNNING:
        raise Refused(Trouble.WAVE_CLOSED, wave=visit.wave.name, state=visit.wave.state)
    move(visit, VisitState.STARTED)
    visit.started_at = began_at(visit, told, queries.given_at(visit)) if told else clock.now()


def writable(visit: Visit) -> None:
    """Refuses where the report can no longer be changed; a first answer or stamp starts the visit."""
    refuse_unless_writable(visit)
    if visit.state == VisitState.ASSIGNED:
        begin(visit)


def refuse_unless_writable(visit: Visit) -> None:
    """Raises Refused VISIT_NOT_WRITABLE, with the state that it is in."""
    if visit.state not in WRITABLE:
        raise Refused(Trouble.VISIT_NOT_WRITABLE, state=visit.state, words=state_words(visit))
