"""Visits whose days are over: they expire, and an admin may open them again; the Board is put on and off."""

from collections.abc import Sequence

from shopper import clock
from shopper.audit import command
from shopper.database import locked
from shopper.fieldwork import queries
from shopper.fieldwork.commands.giving import running
from shopper.fieldwork.hands import end_turns
from shopper.messages.commands import tell
from shopper.messages.kinds import Kind
from shopper.models import Assignment, Person, Visit, VisitState, Wave
from shopper.troubles import Refused, Trouble
from shopper.visits.moves import move


def expire_visits(*, by: Person | None = None) -> int:
    """Let every visit expire that nobody began in its days, wave by wave. How many; run again, none."""
    over = ((wave, queries.lapsed(wave)) for wave in queries.waves_with_lapsed())
    return sum(_expire(wave, visits=visits, by=by) for wave, visits in over if visits)


@command("visit.expire", "visits")
def _expire(wave: Wave, *, visits: Sequence[Visit], by: Person | None) -> int:
    """Who takes or begins one of them at this moment keeps it: what is let go was looked up again."""
    locked(wave)
    gone = [visit for visit in visits if locked(visit).state in queries.NOT_BEGUN]
    held = [(visit, visit.shopper) for visit in gone if visit.shopper is not None]
    ids = [visit.id for visit in gone]
    for visit in gone:
        move(visit, VisitState.EXPIRED)
    end_turns(Assignment.visit_id.in_(ids))
    for visit, shopper in held:
        tell(shopper, Kind.VISIT_EXPIRES, about=visit, facts={"branch": visit.branch.name})
    return len(ids)


@command("visit.reopen")
def reopen(visit: Visit, *, by: Person | None) -> Visit:
    """Open an expired visit of a running wave again, until the last day that there is for its branch.

    Who had it before has it no longer; what they wrote stays with their turn."""
    wave = visit.wave
    if wave is None:
        raise Refused(Trouble.NO_PLACE)
    running(wave)
    move(locked(visit), VisitState.OPEN)
    last = [end for branch_id, _n, _first, end in queries.open_branches(wave) if branch_id == visit.branch_id]
    if not last or last[0] < clock.now().date():
        raise Refused(Trouble.NO_DAYS_LEFT, wave=wave.name)
    visit.window_to, visit.shopper_id = last[0], None
    visit.erased_at = visit.erased_after = None  # what is written from now on has its own days
    return visit


@command("wave.open_board")
def open_on_board(wave: Wave, *, by: Person | None) -> Wave:
    """Let shoppers take the open visits of a wave from the Board, once it runs."""
    locked(wave).on_board = True
    return wave


@command("wave.leave_board")
def take_off_board(wave: Wave, *, by: Person | None) -> Wave:
    """Give its open visits out by hand alone; what somebody took already stays theirs."""
    locked(wave).on_board = False
    return wave
