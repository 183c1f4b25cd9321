"""A branch that closes: what becomes of its visits."""

import pytest

from shopper.extensions import db
from shopper.fieldwork.commands import start_wave
from shopper.models import Assignment, VisitState, WaveState
from tests.shopper.admin.branches import FORM
from tests.support.builders import day, make_branch, make_visit, make_wave


@pytest.fixture
def busy(house):
    """Mill Lane with a visit in each state before sending, and one that ends before the closing."""
    wave = make_wave(house.version, house.mill_lane, visits=4)
    states = {
        state: make_visit(
            house.mill_lane, house.version, state=state, wave=wave,
            shopper=None if state == VisitState.OPEN else house.chloe,
        )
        for state in (VisitState.OPEN, VisitState.ASSIGNED, VisitState.STARTED)
    }  # fmt: skip
    sooner = make_visit(house.mill_lane, house.version, wave=wave, window_to=day(1))
    return {**states, "sooner": sooner}


def close(house, as_, **more):
    page = as_(house.asha).get("admin.branch", branch_id=house.mill_lane.id)
    return page.submit(FORM, expect=409, closed_on=day(2).isoformat(), name="Mill Lane, old", **more)


def test_a_branch_with_visits_open_asks_before_it_closes(house, as_, busy):
    page = close(house, as_)
    assert "3 visits there were not sent yet" in page.text
    assert "Chloé" in page.text
    assert page.form(FORM)["name"] == "Mill Lane, old"
    db.session.refresh(house.mill_lane)
    assert house.mill_lane.closed_on is None


def test_closing_cancels_what_nobody_has_begun(house, as_, busy):
    page = close(house, as_).submit(FORM, closing="cancel")
    assert "1 visit there may still be sent" in page.text
    for visit in busy.values():
        db.session.refresh(visit)
    assert {key: visit.state for key, visit in busy.items()} == {
        VisitState.OPEN: VisitState.CANCELLED,
        VisitState.ASSIGNED: VisitState.CANCELLED,
        VisitState.STARTED: VisitState.STARTED,
        "sooner": VisitState.OPEN,
    }
    ended = db.session.query(Assignment).filter_by(visit_id=busy[VisitState.ASSIGNED].id).one()
    assert ended.to_at is not None
    assert house.mill_lane.closed_on == day(2)


def test_closing_may_keep_the_visits(house, as_, busy):
    close(house, as_).submit(FORM, closing="keep")
    for state in (VisitState.OPEN, VisitState.ASSIGNED, VisitState.STARTED):
        db.session.refresh(busy[state])
        assert busy[state].state == state
    assert house.mill_lane.closed_on == day(2)
    page = as_(house.asha).get("admin.branch", branch_id=house.mill_lane.id)
    page.submit(FORM, notes="Closing next week.")  # and is not asked again


def test_a_closing_branch_is_visited_only_until_then(house):
    """Inside a wave the last day is the last one with customers; the first the day of opening."""
    house.mill_lane.closed_on, house.quayside.opened_on = day(3), day(4)
    never = make_branch(house.north, opened_on=day(2), closed_on=day(2))
    wave = make_wave(house.version, house.mill_lane, house.quayside, never, state=WaveState.PLANNED)
    start_wave(wave, by=house.asha)
    from shopper.models import Visit  # noqa: PLC0415

    windows = {v.branch_id: (v.window_from, v.window_to) for v in db.session.query(Visit)}
    assert windows == {
        house.mill_lane.id: (wave.starts_on, day(2)),
        house.quayside.id: (day(4), wave.ends_on),
    }
