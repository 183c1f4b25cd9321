"""What commands share: a visit that is begun, and one that may still be written."""

from shopper import clock
from shopper.models import WRITABLE, Visit, VisitState, WaveState
from shopper.troubles import Refused, Trouble
from shopper.visits.moves import move, state_words


def begin(visit: Visit) -> None:
    """The shopper sets out. Raises Refused WAVE_CLOSED, MOVE_NOT_ALLOWED."""
    if visit.wave and visit.wave.state != WaveState.RUNNING:
        raise Refused(Trouble.WAVE_CLOSED, wave=visit.wave.name, state=visit.wave.state)
    move(visit, VisitState.STARTED)
    visit.started_at = clock.now()


def writable(visit: Visit) -> None:
    """Refuses where the report can no longer be changed; a first answer or stamp starts the visit."""
    if visit.state not in WRITABLE:
        raise Refused(Trouble.VISIT_NOT_WRITABLE, state=state_words(visit))
    if visit.state == VisitState.ASSIGNED:
        begin(visit)
