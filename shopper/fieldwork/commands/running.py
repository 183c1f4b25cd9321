"""Starting a wave, moving its last day, and closing it."""

from datetime import date, timedelta
from uuid import uuid4

from sqlalchemy import insert, select, update

from shopper import clock
from shopper.audit import command
from shopper.database import locked
from shopper.extensions import db
from shopper.fieldwork import queries
from shopper.fieldwork.hands import end_turns
from shopper.fieldwork.progress import wave_words
from shopper.fieldwork.terms import parts_of_visits
from shopper.language import day
from shopper.models import WAVE_MOVES, Assignment, Person, Visit, VisitState, Wave, WaveState
from shopper.troubles import Refused, Trouble

UNSENT = (VisitState.OPEN, VisitState.ASSIGNED, VisitState.STARTED)


@command("wave.start")
def start_wave(wave: Wave, *, by: Person | None) -> Wave:
    """Make all visits of the wave, open, in one transaction; none on a day without customers."""
    _move(wave, WaveState.RUNNING)
    if wave.names_staff and not wave.staff_told:
        raise Refused(Trouble.STAFF_NOT_TOLD, wave=wave.name)
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
            "day_part": part,
            "draft": {},
            "created_at": now,
        }
        for branch_id, visits, first, last in places
        for part in parts_of_visits(visits, wave.day_parts)
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
    ours = (Visit.wave_id == wave.id, Visit.state.in_(UNSENT))
    end_turns(Assignment.visit_id.in_(select(Visit.id).where(*ours)))
    expiring = update(Visit).where(*ours).execution_options(synchronize_session=False)
    db.session.execute(expiring.values(state=VisitState.EXPIRED))


def _move(wave: Wave, to: WaveState) -> None:
    locked(wave)
    if to not in WAVE_MOVES[WaveState(wave.state)]:
        raise Refused(Trouble.WAVE_MOVE, wave=wave.name, state=wave_words(wave.state))
    wave.state = to


@command("wave.extend", "ends_on")
def extend_wave(wave: Wave, *, ends_on: date, by: Person | None) -> Wave:
    """Move the last day of a running wave to a later one; what is not sent yet may be made until then,
    at a branch that closes before until it closes. Raises Refused for a day that is not later, or is over."""
    locked(wave)
    if wave.state != WaveState.RUNNING:
        raise Refused(Trouble.WAVE_NOT_EXTENDED, wave=wave.name, state=wave_words(wave.state))
    if ends_on <= wave.ends_on or ends_on < clock.now().date():
        raise Refused(Trouble.NOT_LATER, day=day(max(wave.ends_on, clock.now().date() - timedelta(days=1))))
    wave.ends_on = ends_on
    db.session.flush()
    for branch_id, _visits, _first, last in queries.open_branches(wave):
        ours = (Visit.wave_id == wave.id, Visit.branch_id == branch_id, Visit.state.in_(UNSENT))
        later = update(Visit).where(*ours).values(window_to=last)
        db.session.execute(later.execution_options(synchronize_session=False))
    return wave
