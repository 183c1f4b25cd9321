"""Visits whose days are over expire, and may be opened again."""

import pytest

from shopper import clock
from shopper.cli.visits import visits as terminal
from shopper.extensions import db
from shopper.fieldwork import commands
from shopper.models import Assignment, AuditEvent, Message, Person, Visit, VisitState, WaveState
from shopper.troubles import Refused
from shopper.visits.commands import start_visit
from tests.support.at_once import DONE, at_once, of
from tests.support.builders import day, make_visit, make_wave
from tests.support.databases import LONG_ON_POSTGRES


@pytest.fixture
def wave(house):
    return make_wave(house.version, house.mill_lane, hard_due_hours=24)


def make(house, wave, state, window_to, **more):
    shopper = None if state == VisitState.OPEN else house.chloe
    return make_visit(
        house.mill_lane, house.version, wave=wave, shopper=shopper, state=state, window_to=window_to, **more
    )


@LONG_ON_POSTGRES
def test_only_what_nobody_began_in_its_days_expires(house, wave):
    with clock.standing_at(clock.now().replace(hour=12)):
        gone = [make(house, wave, VisitState.OPEN, day(-2)), make(house, wave, VisitState.ASSIGNED, day(-4))]
        kept = [
            make(house, wave, VisitState.OPEN, day()),
            make(house, wave, VisitState.ASSIGNED, day(-1)),
            make(house, wave, VisitState.STARTED, day(-9)),
            make(house, wave, VisitState.SENT, day(-9)),
        ]
        before = [visit.state for visit in kept]
        assert commands.expire_visits() == 2
        assert commands.expire_visits() == 0
    assert {visit.state for visit in gone} == {VisitState.EXPIRED}
    assert [visit.state for visit in kept] == before
    turns = db.session.query(Assignment).filter_by(visit_id=gone[1].id).all()
    assert [turn.to_at is None for turn in turns] == [False]
    assert db.session.query(Message).filter_by(person_id=house.chloe.id, kind="visit_expires").count() == 1
    assert db.session.query(AuditEvent).filter_by(action="visit.expire").count() == 1


@LONG_ON_POSTGRES
def test_the_terminal_lets_them_expire(app, house, wave):
    visit = make(house, wave, VisitState.OPEN, day(-3))
    told = app.test_cli_runner().invoke(terminal, ["expire"])
    assert told.output == "1 visit expired: its days were over.\n"
    db.session.rollback()
    assert visit.state == VisitState.EXPIRED


def test_who_begins_a_visit_while_it_expires_either_has_it_or_is_told(app, house, wave):
    visit_id, chloe_id = make(house, wave, VisitState.ASSIGNED, day(-5)).id, house.chloe.id

    def start():
        visit, by = of(Visit, visit_id), of(Person, chloe_id)
        return lambda: start_visit(visit, by=by)

    told = at_once(app, start, lambda: commands.expire_visits)
    db.session.rollback()
    visit = of(Visit, visit_id)
    assert (visit.state, told[0]) in (
        (VisitState.STARTED, DONE),
        (VisitState.EXPIRED, "move_not_allowed"),
    )


@LONG_ON_POSTGRES
def test_an_expired_visit_is_opened_again_once_there_are_days(house, as_, wave):
    visit = make(house, wave, VisitState.ASSIGNED, day(-9))
    commands.expire_visits()
    page = as_(house.asha).get("fieldwork.branch", wave_id=wave.id, branch_id=house.mill_lane.id)
    assert "The visit is open again" in page.submit("main form.one-button").text
    assert (visit.state, visit.shopper_id, visit.window_to) == (VisitState.OPEN, None, wave.ends_on)


@LONG_ON_POSTGRES
def test_it_is_not_opened_again_without_days_or_in_a_wave_that_closes(house, wave):
    visit = make(house, wave, VisitState.EXPIRED, day(-9))
    house.mill_lane.closed_on = day(-2)
    db.session.commit()
    with pytest.raises(Refused, match="Move the last day"):
        commands.reopen(visit, by=house.asha)
    house.mill_lane.closed_on, wave.state = None, WaveState.CLOSING
    db.session.commit()
    with pytest.raises(Refused, match="only while a wave is running"):
        commands.reopen(visit, by=house.asha)
    assert visit.state == VisitState.EXPIRED
