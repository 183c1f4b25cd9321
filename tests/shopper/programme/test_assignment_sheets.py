"""Assignments as a sheet: visits given to shoppers row by row, and every conflict told."""

import pytest

from shopper.extensions import db
from shopper.models import Assignment, Message, Role, VisitState, WaveState
from tests.shopper.programme.sheets import FORM, check, csv_of, planned, rows_of, sent_out, told
from tests.shopper.review.support import sent
from tests.support.builders import day, make_branch, make_person, make_visit, make_wave
from tests.support.databases import LONG_ON_POSTGRES


@pytest.fixture
def wave(house):
    return make_wave(house.version, house.mill_lane, house.quayside, visits=2, name="Autumn")


@pytest.fixture
def visits(house, wave):
    return [
        make_visit(branch, house.version, wave=wave)
        for branch in (house.mill_lane, house.mill_lane, house.quayside)
    ]


def row(branch, shopper, wave="Autumn", **more):
    return {"wave": wave, "branch": branch.code, "shopper": shopper.sign_in if shopper else "", **more}


def test_visits_are_given_out_with_their_last_day_and_their_shoppers_are_told(app, house, as_, visits):
    content = csv_of(
        row(house.mill_lane, house.chloe, due=day(3).isoformat()), row(house.quayside, house.chloe)
    )
    page = check(as_(house.asha), "assignments", content)
    assert "Mill Lane, Autumn" in page.text
    page.submit(FORM)
    given = [visit for visit in visits if visit.state == VisitState.ASSIGNED]
    assert {visit.branch_id for visit in given} == {house.mill_lane.id, house.quayside.id}
    assert {visit.window_to for visit in given} == {day(3), day(7)}
    assert db.session.query(Assignment).filter_by(person_id=house.chloe.id, to_at=None).count() == 2
    (message,) = db.session.query(Message).filter_by(person_id=house.chloe.id)
    assert "2 visits are yours to make, the first of them to" in message.body
    again = planned(app, house, "assignments", content)
    assert (again.same, again.steps) == (2, ()), "the same sheet again gives nothing out"


def test_what_went_out_comes_in_again_and_changes_nothing(app, house, wave, visits):
    make_visit(house.quayside, house.version, wave=wave, shopper=house.chloe)
    make_visit(
        house.quayside,
        house.version,
        wave=wave,
        shopper=house.chloe,
        state=VisitState.STARTED,
        day_part="evening",
    )
    make_visit(
        house.quayside, house.version, wave=make_wave(house.version, house.quayside, state=WaveState.CLOSED)
    )
    content = sent_out(app, house, "assignments")
    plan = planned(app, house, "assignments", content)
    assert (plan.same, plan.problems, plan.steps) == (5, (), ())
    rows = [{**one, "visit": ""} if one["shopper"] else one for one in rows_of(content)]
    assert planned(app, house, "assignments", csv_of(*rows)).same == 5, "also by who has them"


@LONG_ON_POSTGRES
def test_every_conflict_is_told_at_its_row(app, house, wave, visits):
    wave.rotation_days = 30
    north = make_person("Northern", (Role.SHOPPER, house.north))
    away = make_person("Away", (Role.SHOPPER, house.client))
    away.active = False
    house.dev.grants.append(type(house.dev.grants[0])(role=Role.SHOPPER, region_id=house.client.id))
    db.session.commit()
    sent(house, house.quayside, 3)
    make_wave(house.version, house.mill_lane, name="Plan", state=WaveState.PLANNED)
    held = make_visit(make_branch(house.north, "Held"), house.version, wave=wave, shopper=north)
    about = str(held.id)
    plan = planned(app, house, "assignments", csv_of(
        row(house.mill_lane, house.chloe),
        row(house.mill_lane, house.chloe),
        row(house.mill_lane, north),
        row(house.mill_lane, north, "Winter"),
        row(house.mill_lane, north, "Plan"),
        row(house.other_branch, north),
        row(held.branch, house.chloe, visit=about),
        row(held.branch, north, visit=about),
        row(house.quayside, house.chloe),
        {"wave": "Autumn", "branch": house.quayside.code},
    ))  # fmt: skip
    assert told(plan) == [
        (3, "shopper"), (4, "branch"), (5, "wave"), (6, "branch"), (7, "branch"), (8, "shopper"), (9, "visit"),
        (10, "shopper"), (11, "shopper"),
    ]  # fmt: skip
    for shopper, words in (
        (away, "deactivated"), (house.dev, "manages this branch"), (house.ben, "no shopper at this branch"),
        (make_person("Else", (Role.SHOPPER, house.other_client)), "Nobody with a role here"),
    ):  # fmt: skip
        (problem,) = planned(app, house, "assignments", csv_of(row(house.mill_lane, shopper))).problems
        assert words in problem.problem
    assert not planned(
        app, house, "assignments", csv_of(row(house.quayside, house.chloe, anyway="yes"))
    ).problems


@LONG_ON_POSTGRES
def test_last_days_outside_the_wave_are_told(app, house, visits):
    for due, words in ((day(-1), "over"), (day(22), "ends on"), ("soon", "not a date")):
        (problem,) = planned(
            app, house, "assignments", csv_of(row(house.mill_lane, house.chloe, due=str(due)))
        ).problems
        assert (problem.column, words in problem.problem) == ("due", True), problem


def test_a_visit_that_a_shopper_took_meanwhile_is_not_given_away(house, as_, visits):
    page = check(
        as_(house.asha), "assignments", csv_of(row(house.quayside, house.chloe, visit=str(visits[2].id)))
    )
    visits[2].state = VisitState.CANCELLED
    db.session.commit()
    assert "Something changed" in page.submit(FORM, expect=409).text
    assert not db.session.query(Assignment).count()
