"""Giving visits to shoppers, and taking back what was not started."""

from collections.abc import Sequence

from shopper.audit import command
from shopper.database import locked
from shopper.fieldwork import queries
from shopper.fieldwork.hands import put_in, take_out
from shopper.fieldwork.progress import wave_words
from shopper.fieldwork.rotation import too_soon
from shopper.messages.commands import tell
from shopper.messages.kinds import Kind
from shopper.models import Branch, Person, Visit, VisitState, Wave, WaveState
from shopper.troubles import Refused, Trouble
from shopper.visits.moves import state_words


@command("visit.assign", "visits", "shopper")
def assign(
    wave: Wave, visits: Sequence[Visit], shopper: Person, *, anyway: bool = False, by: Person | None
) -> Wave:
    """Give these open visits to a shopper, all or none; `anyway`, where the rotation speaks against it.

    Raises Refused ROTATION and those of `put_in`."""
    running(wave)
    _give(wave, visits, shopper, anyway)
    return wave


@command("visit.assign_each", "branches", "shopper")
def assign_one_each(
    wave: Wave, branches: Sequence[Branch], shopper: Person, *, anyway: bool = False, by: Person | None
) -> int:
    """Give one open visit of each of these branches to a shopper, all or none. How many."""
    running(wave)
    visits = queries.open_at(wave, [branch.id for branch in branches])
    without = {branch.id: branch.name for branch in branches}
    for visit in visits:
        without.pop(visit.branch_id)
    if without:
        raise Refused(Trouble.VISIT_TAKEN, branch=", ".join(without.values()))
    _give(wave, visits, shopper, anyway)
    return len(visits)


def running(wave: Wave) -> None:
    """Lock a wave whose visits are to go to somebody. Raises Refused WAVE_NOT_RUNNING."""
    locked(wave)
    if wave.state != WaveState.RUNNING:
        raise Refused(Trouble.WAVE_NOT_RUNNING, wave=wave.name, state=wave_words(wave.state))


def _give(wave: Wave, visits: Sequence[Visit], shopper: Person, anyway: bool) -> None:
    if not visits:
        raise Refused(Trouble.NO_PLACE)
    locked(shopper)
    again = too_soon(wave, visits, shopper)
    if again and not anyway:
        raise Refused(
            Trouble.ROTATION, person=shopper.name, branches=", ".join(again), days=wave.rotation_days
        )
    for visit in visits:
        if locked(visit).state != VisitState.OPEN:
            raise Refused(Trouble.VISIT_TAKEN, branch=visit.branch.name)
        put_in(visit, shopper)
        tell(shopper, Kind.VISIT_OFFERED, about=visit, facts={"branch": visit.branch.name})


@command("visit.take_back")
def take_back(visit: Visit, *, by: Person | None) -> Visit:
    """Take a visit that was not started out of a shopper's hands."""
    locked(visit)
    if visit.state != VisitState.ASSIGNED:
        raise Refused(Trouble.MOVE_NOT_ALLOWED, state=visit.state, words=state_words(visit))
    take_out([visit])
    return visit
