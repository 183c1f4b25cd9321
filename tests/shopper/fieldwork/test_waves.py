"""Waves: planned, started, closed; one set of visits, made once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from shopper.extensions import db
from shopper.fieldwork import commands
from shopper.fieldwork.progress import STEPS
from shopper.models import (
    Assignment,
    Role,
    VersionState,
    Visit,
    VisitState,
    Wave,
    WaveBranch,
    WaveState,
)
from shopper.troubles import Refused
from tests.support.builders import day, make_branch, make_person, make_version, make_visit, make_wave

FORM = "main form.form"


def plan(browser, house, expect=200, **fields):
    filled = {
        "name": "Autumn",
        "version": str(house.version.id),
        "starts_on": day(1).isoformat(),
        "ends_on": day(20).isoformat(),
        "visits": "2",
        "regions": [str(house.client.id)],
        **fields,
    }
    return browser.get("fieldwork.new").submit(FORM, expect=expect, **filled)


def planned() -> dict[str, int]:
    """Visits by branch, in the wave made last."""
    rows = db.session.query(WaveBranch).order_by(WaveBranch.wave_id)
    return {row.branch.name: row.visits for row in rows}


def move(browser, wave, to, expect=200):
    return browser.post("fieldwork.move", {"to": to}, wave_id=wave.id, expect=expect)


def counts(wave) -> dict[str, int]:
    found: dict[str, int] = {}
    for visit in db.session.query(Visit).filter_by(wave_id=wave.id):
        found[visit.branch.name] = found.get(visit.branch.name, 0) + 1
    return found


def test_a_wave_is_planned_over_regions_and_started(house, as_):
    browser = as_(house.asha)
    page = plan(browser, house)
    assert "“Autumn” is planned" in page.text
    assert planned() == {"Mill Lane": 2, "Quayside": 2}
    wave = db.session.query(Wave).one()
    assert db.session.query(Visit).count() == 0
    started = page.submit("main form[action$=move]")
    assert "“Autumn” is running now" in started.text
    assert counts(wave) == {"Mill Lane": 2, "Quayside": 2}
    visit = db.session.query(Visit).first()
    assert (visit.state, visit.version_id) == (VisitState.OPEN, house.version.id)
    assert (visit.window_from, visit.window_to) == (day(1), day(20))


def test_branches_may_be_named_by_code(house, as_):
    browser = as_(house.asha)
    plan(browser, house, regions=None, codes=f" {house.quayside.code.lower()} \n")
    assert planned() == {"Quayside": 2}


def test_a_branch_that_is_ticked_and_named_is_visited_once_over(house, as_):
    plan(as_(house.asha), house, codes=house.quayside.code)
    assert planned() == {"Mill Lane": 2, "Quayside": 2}


def test_branches_closed_by_then_are_left_out(house, as_):
    make_branch(house.north, "Old Mill", closed_on=day(0))
    make_branch(house.north, "New Mill", opened_on=day(30))
    make_branch(house.north, "Closes later", closed_on=day(5))
    page = plan(as_(house.asha), house, regions=[str(house.north.id)])
    assert planned() == {"Mill Lane": 2, "Closes later": 2}
    assert "Left out, because closed or not yet open then: New Mill, Old Mill." in page.text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": ""}, "Write what the wave is called"),
        ({"version": "0"}, "Choose what is asked"),
        ({"version": "4711"}, "Choose one from the list"),
        ({"starts_on": ""}, "Write the first day"),
        ({"starts_on": "tomorrow"}, "year-month-day"),
        ({"ends_on": "2020-01-01", "starts_on": "2019-12-01"}, "is over already"),
        ({"ends_on": day(0).isoformat(), "starts_on": day(3).isoformat()}, "is before the first"),
        ({"visits": "0"}, "from 1 to 100"),
        ({"visits": "101"}, "from 1 to 100"),
        ({"visits": "two"}, "from 1 to 100"),
        ({"visits": ""}, "from 1 to 100"),
        ({"regions": None}, "Tick a region or a branch, or write the codes"),
    ],
)
def test_a_plan_that_does_not_hold_keeps_every_value(house, as_, fields, words):
    page = plan(as_(house.asha), house, expect=400, **fields)
    assert words in page.text
    kept = page.form(FORM)
    for name in ("name", "starts_on", "ends_on", "visits"):
        if name in fields or name == "visits":
            assert kept[name] == str(fields.get(name, "2"))
    assert kept.get("regions") == (None if "regions" in fields else [str(house.client.id)])
    assert db.session.query(Wave).count() == 0


def test_unknown_codes_are_named_and_nothing_is_planned(house, as_):
    page = plan(as_(house.asha), house, expect=422, codes=f"NOPE, {house.other_branch.code}")
    assert f"No branch here has the code NOPE, {house.other_branch.code}." in page.text
    assert page.form(FORM)["codes"].startswith("NOPE")
    assert db.session.query(Wave).count() == 0


def test_a_region_without_branches_is_told(house, as_):
    make_branch(house.north, "x")
    db.session.query(WaveBranch).delete()
    house.mill_lane.closed_on = house.quayside.closed_on = day(-1)
    db.session.commit()
    page = plan(as_(house.asha), house, expect=422, regions=[str(house.south.id)])
    assert "Choose at least one branch" in page.text


def test_two_waves_have_two_names(house, as_):
    plan(as_(house.asha), house)
    page = plan(as_(house.asha), house, expect=409, name="AUTUMN")
    assert "“AUTUMN” is taken here" in page.text


def test_drafts_are_not_offered(house, as_):
    draft = make_version(house.client, state=VersionState.DRAFT)
    page = plan(as_(house.asha), house, expect=400, version=str(draft.id))
    assert "Choose one from the list" in page.text
    with pytest.raises(Refused):
        commands.plan_wave(draft, [house.mill_lane], commands.Plan("x", day(), day(1), 1), by=house.asha)


def test_a_wave_starts_once_even_when_two_press_at_once(app, house):
    wave = make_wave(house.version, house.mill_lane, visits=3, state=WaveState.PLANNED)
    key, together = wave.id, Barrier(2)

    def press(_):
        with app.app_context():
            row = db.session.get(Wave, key)
            together.wait()
            try:
                return commands.start_wave(row, by=None).state
            except Refused as refused:
                return refused.code
            finally:
                db.session.remove()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(press, range(2))) == ["running", "wave_move"]
    db.session.rollback()
    assert db.session.query(Visit).count() == 3


def test_many_visits_are_made_at_once(house):
    branches = [make_branch(house.north) for _ in range(30)]
    wave = make_wave(house.version, *branches, visits=100, state=WaveState.PLANNED)
    commands.start_wave(wave, by=house.asha)
    assert db.session.query(Visit).count() == 3_000


def test_closing_keeps_what_is_under_way_and_closed_ends_it(house, as_):
    wave, browser = make_wave(house.version, house.mill_lane, visits=4), as_(house.asha)
    states = (VisitState.OPEN, VisitState.ASSIGNED, VisitState.STARTED, VisitState.SENT, VisitState.RELEASED)
    visits = [
        make_visit(
            house.mill_lane,
            house.version,
            wave=wave,
            state=state,
            shopper=house.chloe if state != VisitState.OPEN else None,
            draft={"greeted": {"value": "yes"}},
        )
        for state in states
    ]
    assert "is closing now" in move(browser, wave, "closing").text
    assert [visit.state for visit in visits] == list(states)
    assert "is closed now" in move(browser, wave, "closed").text
    expired, kept = [VisitState.EXPIRED] * 3, [VisitState.SENT, VisitState.RELEASED]
    assert [visit.state for visit in visits] == expired + kept
    assert visits[2].draft == {"greeted": {"value": "yes"}}
    still = {turn.visit_id for turn in db.session.query(Assignment).filter_by(to_at=None)}
    assert still == {visits[3].id, visits[4].id}


@pytest.mark.parametrize(
    ("state", "to"),
    [
        (WaveState.PLANNED, "closing"),
        (WaveState.PLANNED, "closed"),
        (WaveState.RUNNING, "running"),
        (WaveState.RUNNING, "closed"),
        (WaveState.CLOSING, "running"),
        (WaveState.CLOSED, "closing"),
        (WaveState.CLOSED, "running"),
    ],
)
def test_moves_that_are_not_in_the_table_are_refused(house, as_, state, to):
    wave = make_wave(house.version, house.mill_lane, state=state)
    page = move(as_(house.asha), wave, to, expect=409)
    assert "so that cannot be done now" in page.text
    assert wave.state == state
    assert db.session.query(Visit).count() == 0


@pytest.mark.parametrize("to", ["", "planned ", "open", "RUNNING"])
def test_a_state_that_is_none_is_not_there(house, as_, to):
    move(as_(house.asha), make_wave(house.version, house.mill_lane), to, expect=404)


def test_the_page_counts_visits_by_step_and_branch(house, as_):
    wave = make_wave(house.version, house.mill_lane, house.quayside, visits=2, name="Autumn")
    make_visit(house.mill_lane, house.version, wave=wave)
    make_visit(house.mill_lane, house.version, wave=wave, shopper=house.chloe)
    make_visit(house.quayside, house.version, wave=wave, state=VisitState.RETURNED)
    make_visit(house.quayside, house.version, wave=wave, state=VisitState.RELEASED)
    make_visit(house.quayside, house.version, state=VisitState.RELEASED)  # of no wave
    browser = as_(house.asha)
    listed = browser.get("fieldwork.waves").text
    assert "3 of 4 given out, 2 reports received, 1 released" in listed
    rows = [
        row.get_text(" ").split() for row in browser.get("fieldwork.wave", wave_id=wave.id).select("tbody tr")
    ]
    assert rows[0][-7:] == ["2", "1", "1", "0", "0", "0", "0"]
    assert rows[1][-7:] == ["2", "0", "0", "0", "1", "1", "0"]


def test_every_state_of_a_visit_is_counted_in_one_step():
    counted = [state for states in STEPS.values() for state in states]
    assert sorted(counted) == sorted(VisitState)


def test_the_number_of_queries_does_not_grow_with_the_wave(app, house, as_, count_queries):
    browser = as_(house.asha)
    small = make_wave(house.version, house.mill_lane, name="Small")
    few = count_queries(lambda: browser.get("fieldwork.wave", wave_id=small.id))
    branches = [make_branch(house.north) for _ in range(20)]
    large = make_wave(house.version, *branches, name="Large")
    for branch in branches:
        make_visit(branch, house.version, wave=large)
    assert count_queries(lambda: browser.get("fieldwork.wave", wave_id=large.id)) == few


def test_another_clients_waves_are_not_there(house, as_):
    away = make_version(house.other_client)
    wave = make_wave(away, house.other_branch, name="Faraway")
    visit = make_visit(house.other_branch, away, wave=wave)
    browser = as_(house.asha)
    assert "Faraway" not in browser.get("fieldwork.waves").text
    browser.get("fieldwork.wave", wave_id=wave.id, expect=404)
    browser.get("fieldwork.branch", wave_id=wave.id, branch_id=house.other_branch.id, expect=404)
    move(browser, wave, "closing", expect=404)
    browser.post("fieldwork.take_back", {}, visit_id=visit.id, expect=404)
    assert "Choose one from the list" in plan(browser, house, expect=400, version=str(away.id)).text


def test_the_admin_of_a_region_works_in_it_and_leaves_the_wave_alone(house, as_):
    wave = make_wave(house.version, house.mill_lane, house.quayside)
    browser = as_(make_person("Regional", (Role.ADMIN, house.north)))
    page = browser.get("fieldwork.wave", wave_id=wave.id)
    assert "Mill Lane" in page.text
    assert "Quayside" not in page.text
    assert not page.select("main .tools form")
    for act in ("edit", "delete", "extend"):
        browser.post(f"fieldwork.{act}", {}, wave_id=wave.id, expect=404)
    move(browser, wave, "closing", expect=404)
    browser.get("fieldwork.branch", wave_id=wave.id, branch_id=house.quayside.id, expect=404)
    plan(browser, house, regions=[str(house.north.id)], codes="")
    assert planned()["Mill Lane"] == 2


def test_a_wave_wants_a_published_set_of_the_same_client(house):
    with pytest.raises(Refused, match="stay with their client"):
        commands.plan_wave(
            house.version,
            [house.mill_lane, house.other_branch],
            commands.Plan("x", day(), day(1), 1),
            by=house.asha,
        )
