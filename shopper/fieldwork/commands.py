"""Planning, starting and closing waves, and giving their visits to shoppers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from sqlalchemy import insert, select, update

from shopper import clock
from shopper.audit import command
from shopper.database import locked
from shopper.extensions import db
from shopper.fieldwork import queries
from shopper.fieldwork.hands import end_turns, put_in, take_out
from shopper.fieldwork.progress import wave_words
from shopper.models import (
    WAVE_MOVES,
    Assignment,
    Branch,
    Person,
    QuestionSetVersion,
    Region,
    VersionState,
    Visit,
    VisitState,
    Wave,
    WaveBranch,
    WaveState,
)
from shopper.troubles import Refused, Trouble
from shopper.visits.moves import state_words


@dataclass(frozen=True)
class Plan:
    """What a wave is to be: `visits` at each of its branches."""

    name: str
    starts_on: date
    ends_on: date
    visits: int
    holds_results: bool = False


def plan_wave(
    version: QuestionSetVersion, branches: Sequence[Branch], plan: Plan, *, by: Person | None
) -> Wave:
    """Plan a wave of a published version. No visit is there before it starts."""
    return _plan_wave(branches, version, plan, name=plan.name, by=by)


@command("wave.plan", "name", "branches")
def _plan_wave(
    branches: Sequence[Branch], version: QuestionSetVersion, plan: Plan, *, name: str, by: Person | None
) -> Wave:
    client_id = version.question_set.client_id
    locked(db.session.get_one(Region, client_id))
    if not branches or not 1 <= plan.visits <= Wave.VISITS_MAX or version.state != VersionState.PUBLISHED:
        raise Refused(Trouble.NO_PLACE)
    if any(branch.client_id != client_id for branch in branches):
        raise Refused(Trouble.OTHER_CLIENT)
    if queries.wave_named(client_id, name):
        raise Refused(Trouble.NAME_TAKEN, name=name)
    wave = Wave(
        client_id=client_id,
        version_id=version.id,
        name=name,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        holds_results=plan.holds_results,
        created_at=clock.now(),
        branches=[WaveBranch(branch_id=branch.id, visits=plan.visits) for branch in branches],
    )
    db.session.add(wave)
    return wave


@command("wave.start")
def start_wave(wave: Wave, *, by: Person | None) -> Wave:
    """Make all visits of the wave, open, in one transaction; none on a day without customers."""
    _move(wave, WaveState.RUNNING)
    places = queries.open_branches(wave)
    if not places:
        raise Refused(Trouble.NO_PLACE)
    now = clock.now()
    rows = [
        {
            "id": uuid4(),
            "branch_id": branch_id,
            "version_id": wave.version_id,
            "wave_id": wave.id,
            "state": VisitState.OPEN,
            "window_from": first,
            "window_to": last,
            "draft": {},
            "created_at": now,
        }
        for branch_id, visits, first, last in places
        for _ in range(visits)
    ]
    db.session.execute(insert(Visit), rows)
    return wave


@command("wave.close", "to")
def close_wave(wave: Wave, *, to: WaveState, by: Person | None) -> Wave:
    """Closing: started visits may still be sent, nothing new starts. Closed: what was not sent expires."""
    if to == WaveState.RUNNING:
        raise Refused(Trouble.WAVE_MOVE, wave=wave.name, state=wave_words(wave.state))
    _move(wave, to)
    if to == WaveState.CLOSED:
        _expire_unsent(wave)
    return wave


def _expire_unsent(wave: Wave) -> None:
    unsent = (VisitState.OPEN, VisitState.ASSIGNED, VisitState.STARTED)
    ours = (Visit.wave_id == wave.id, Visit.state.in_(unsent))
    end_turns(Assignment.visit_id.in_(select(Visit.id).where(*ours)))
    expiring = update(Visit).where(*ours).execution_options(synchronize_session=False)
    db.session.execute(expiring.values(state=VisitState.EXPIRED))


def _move(wave: Wave, to: WaveState) -> None:
    locked(wave)
    if to not in WAVE_MOVES[WaveState(wave.state)]:
        raise Refused(Trouble.WAVE_MOVE, wave=wave.name, state=wave_words(wave.state))
    wave.state = to


@command("visit.assign", "visits", "shopper")
def assign(wave: Wave, visits: Sequence[Visit], shopper: Person, *, by: Person | None) -> Wave:
    """Give these open visits to a shopper, all or none."""
    _running(wave)
    _give(visits, shopper)
    return wave


@command("visit.assign", "branches", "shopper")
def assign_one_each(wave: Wave, branches: Sequence[Branch], shopper: Person, *, by: Person | None) -> int:
    """Give one open visit of each of these branches to a shopper, all or none. How many."""
    _running(wave)
    visits = queries.open_at(wave, [branch.id for branch in branches])
    without = {branch.id: branch.name for branch in branches}
    for visit in visits:
        without.pop(visit.branch_id)
    if without:
        raise Refused(Trouble.VISIT_TAKEN, branch=", ".join(without.values()))
    _give(visits, shopper)
    return len(visits)


def _running(wave: Wave) -> None:
    locked(wave)
    if wave.state != WaveState.RUNNING:
        raise Refused(Trouble.WAVE_NOT_RUNNING, wave=wave.name, state=wave_words(wave.state))


def _give(visits: Sequence[Visit], shopper: Person) -> None:
    if not visits:
        raise Refused(Trouble.NO_PLACE)
    locked(shopper)
    for visit in visits:
        if locked(visit).state != VisitState.OPEN:
            raise Refused(Trouble.VISIT_TAKEN, branch=visit.branch.name)
        put_in(visit, shopper)


@command("visit.take_back")
def take_back(visit: Visit, *, by: Person | None) -> Visit:
    """Take a visit that was not started out of a shopper's hands."""
    locked(visit)
    if visit.state != VisitState.ASSIGNED:
        raise Refused(Trouble.MOVE_NOT_ALLOWED, state=state_words(visit))
    take_out([visit])
    return visit
