"""Giving visits to shoppers and taking them back."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from shopper.extensions import db
from shopper.fieldwork import commands, queries
from shopper.models import Assignment, Person, Role, Visit, VisitState, Wave, WaveState
from shopper.troubles import Refused
from tests.support.builders import make_person, make_visit, make_wave

FORM = "main form.form"


@pytest.fixture
def wave(house):
    return make_wave(house.version, house.mill_lane, house.quayside, visits=2, name="Autumn")


@pytest.fixture
def visits(house, wave):
    return [make_visit(house.mill_lane, house.version, wave=wave) for _ in range(2)]


def turns(visit) -> list[tuple[int, bool]]:
    rows = db.session.query(Assignment).filter_by(visit_id=visit.id).order_by(Assignment.id)
    return [(row.person_id, row.to_at is None) for row in rows]


def branch_page(browser, wave, branch):
    return browser.get("fieldwork.branch", wave_id=wave.id, branch_id=branch.id)


def test_ticked_visits_go_to_the_chosen_shopper(house, as_, wave, visits):
    page = branch_page(as_(house.asha), wave, house.mill_lane)
    given = page.submit(FORM, shopper=str(house.chloe.id), visits=[str(visits[0].id)])
    assert "Given out" in given.text
    assert (visits[0].state, visits[0].shopper_id) == (VisitState.ASSIGNED, house.chloe.id)
    assert visits[1].state == VisitState.OPEN
    assert turns(visits[0]) == [(house.chloe.id, True)]


def test_a_visit_that_is_open_alone_only_needs_a_shopper(house, as_, wave, visits):
    asha = as_(house.asha)
    assert "visits" not in branch_page(asha, wave, house.mill_lane).form(FORM)
    alone = make_visit(house.quayside, house.version, wave=wave)
    branch_page(asha, wave, house.quayside).submit(FORM, shopper=str(house.chloe.id))
    assert (alone.state, alone.shopper_id) == (VisitState.ASSIGNED, house.chloe.id)
    assert {visit.state for visit in visits} == {VisitState.OPEN}


def test_several_go_at_once(house, as_, wave, visits):
    page = branch_page(as_(house.asha), wave, house.mill_lane)
    page.submit(FORM, shopper=str(house.chloe.id), visits=[str(visit.id) for visit in visits])
    assert {visit.state for visit in visits} == {VisitState.ASSIGNED}


def test_one_visit_of_each_ticked_branch_goes_from_the_page_of_the_wave(house, as_, wave, visits):
    other = make_visit(house.quayside, house.version, wave=wave)
    page = as_(house.asha).get("fieldwork.wave", wave_id=wave.id)
    both = [str(house.mill_lane.id), str(house.quayside.id)]
    given = page.submit(FORM, shopper=str(house.chloe.id), branches=both)
    assert "2 visits are given out" in given.text
    assert other.state == VisitState.ASSIGNED
    assert sorted(visit.state for visit in visits) == [VisitState.ASSIGNED, VisitState.OPEN]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"shopper": "0"}, "Choose who makes these visits"),
        ({"visits": None}, "Tick at least one"),
        ({"shopper": "999999"}, "Choose one from the list"),
    ],
)
def test_what_is_missing_is_told_and_ticks_are_kept(house, as_, visits, fields, words):
    page = branch_page(as_(house.asha), visits[0].wave, house.mill_lane)
    filled = {"shopper": str(house.chloe.id), "visits": [str(visits[1].id)], **fields}
    again = page.submit(FORM, expect=400, **filled)
    assert words in again.text
    assert again.form(FORM).get("visits") == filled["visits"]
    assert {visit.state for visit in visits} == {VisitState.OPEN}


def test_only_active_shoppers_who_reach_the_branch_are_offered(house, as_, wave, visits):
    make_person("Northern", (Role.SHOPPER, house.north))
    make_person("Southern", (Role.SHOPPER, house.south))
    make_person("Left", (Role.SHOPPER, house.client)).active = False
    make_person("Stranger", (Role.SHOPPER, house.other_client))
    db.session.commit()
    page = branch_page(as_(house.asha), wave, house.mill_lane)
    offered = [option.get_text() for option in page.select("#shopper option")]
    assert offered == ["Choose a shopper", "Chloé, distance unknown", "Northern, distance unknown"]


def test_nobody_visits_a_branch_they_manage(house, as_, wave, visits):
    both = make_person("Both", (Role.SHOPPER, house.client), (Role.MANAGER, house.north))
    page = branch_page(as_(house.asha), wave, house.mill_lane)
    again = page.submit(FORM, expect=409, shopper=str(both.id), visits=[str(visits[0].id)])
    assert "Both manages this branch" in again.text
    assert again.form(FORM)["visits"] == [str(visits[0].id)]
    assert visits[0].state == VisitState.OPEN


def test_one_that_cannot_be_given_leaves_all_where_they_are(house, wave, visits):
    southern = make_visit(house.quayside, house.version, wave=wave)
    northern = make_person("Northern", (Role.SHOPPER, house.north))
    with pytest.raises(Refused, match="not a shopper for Quayside"):
        commands.assign(wave, [*visits, southern], northern, by=house.asha)
    assert {visit.state for visit in (*visits, southern)} == {VisitState.OPEN}
    assert turns(visits[0]) == []


@pytest.mark.parametrize("state", [WaveState.PLANNED, WaveState.CLOSING, WaveState.CLOSED])
def test_visits_are_given_out_only_while_the_wave_runs(house, as_, wave, visits, state):
    wave.state = state
    db.session.commit()
    assert not branch_page(as_(house.asha), wave, house.mill_lane).select(FORM)
    with pytest.raises(Refused, match="only while a wave is running"):
        commands.assign(wave, visits, house.chloe, by=house.asha)


def test_of_two_admins_who_give_the_same_visit_at_once_exactly_one_wins(app, house, wave, visits):
    second = make_person("Second", (Role.SHOPPER, house.client))
    keys = (wave.id, visits[0].id)
    people, together = [house.chloe.id, second.id] * 4, Barrier(8)

    def give(person_id):
        with app.app_context():
            row, visit = db.session.get(Wave, keys[0]), db.session.get(Visit, keys[1])
            shopper = db.session.get(Person, person_id)
            together.wait()
            try:
                commands.assign(row, [visit], shopper, by=None)
                return person_id
            except Refused as refused:
                return refused.code
            finally:
                db.session.remove()

    with ThreadPoolExecutor(8) as pool:
        said = list(pool.map(give, people))
    db.session.rollback()
    winners = [one for one in said if one != "visit_taken"]
    assert winners == [visits[0].shopper_id]
    assert turns(visits[0]) == [(winners[0], True)]


def test_one_open_visit_is_not_given_twice_from_the_page_of_the_wave(app, house, wave):
    make_visit(house.mill_lane, house.version, wave=wave)
    together, keys = Barrier(2), (wave.id, house.mill_lane.id, house.chloe.id)

    def give(_):
        with app.app_context():
            row, shopper = db.session.get(Wave, keys[0]), db.session.get(Person, keys[2])
            branch = queries.open_at(row, [keys[1]])[0].branch
            together.wait()
            try:
                return commands.assign_one_each(row, [branch], shopper, by=None)
            except Refused as refused:
                return refused.code
            finally:
                db.session.remove()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(give, range(2)), key=str) == [1, "visit_taken"]


def test_a_visit_is_taken_back_until_it_is_started(house, as_, wave, visits):
    commands.assign(wave, visits, house.chloe, by=house.asha)
    visits[1].state = VisitState.STARTED
    db.session.commit()
    page = branch_page(as_(house.asha), wave, house.mill_lane)
    assert len(page.select("main .one-button")) == 1
    assert "The visit is open again" in page.submit("main .one-button").text
    assert (visits[0].state, visits[0].shopper_id) == (VisitState.OPEN, None)
    assert turns(visits[0]) == [(house.chloe.id, False)]
    as_(house.asha).post("fieldwork.take_back", {}, visit_id=visits[1].id, expect=409)
    assert visits[1].state == VisitState.STARTED


def test_what_one_shopper_wrote_is_not_shown_to_the_next(house, wave, visits):
    """It stays with that shopper's turn, and comes back when the visit does."""
    visit, second = visits[0], make_person("Second", (Role.SHOPPER, house.client))
    commands.assign(wave, [visit], house.chloe, by=house.asha)
    visit.draft = {"greeted": {"value": "no"}}
    db.session.commit()
    commands.take_back(visit, by=house.asha)
    commands.assign(wave, [visit], second, by=house.asha)
    assert visit.draft == {}
    commands.take_back(visit, by=house.asha)
    commands.assign(wave, [visit], house.chloe, by=house.asha)
    assert visit.draft == {"greeted": {"value": "no"}}
    assert turns(visit) == [(house.chloe.id, False), (second.id, False), (house.chloe.id, True)]
