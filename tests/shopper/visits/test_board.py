"""The Board: what a shopper may take, taking it, and giving it back."""

import pytest

from shopper.admin.people.commands import deactivate
from shopper.extensions import db
from shopper.fieldwork.commands import assign
from shopper.models import Assignment, Person, Role, Visit, VisitState, WaveState
from shopper.troubles import Refused
from shopper.visits.board import commands, queries
from tests.support.at_once import DONE, at_once, of, refused
from tests.support.builders import day, make_person, make_region, make_visit, make_wave
from tests.support.databases import LONG_ON_POSTGRES

QUIZ = [{"asks": "What do you buy?", "right": "A coffee", "wrong": ["Nothing", "The shop"]}]


@pytest.fixture
def wave(house):
    return make_wave(
        house.version, house.mill_lane, on_board=True, fee=1250, expense_limit=600, currency="EUR"
    )


@pytest.fixture
def visit(house, wave):
    return make_visit(house.mill_lane, house.version, wave=wave, day_part="morning")


def names(page) -> list[str]:
    return [each.get_text() for each in page.select("main .item b")]


@LONG_ON_POSTGRES
def test_everything_to_know_stands_there_before_it_is_taken(house, as_, wave, visit):
    wave.rotation_days, wave.soft_due_hours, wave.hard_due_hours = 30, 6, 48
    house.mill_lane.address = "4 Mill Lane"
    db.session.commit()
    board = as_(house.chloe).get("visits.board")
    for words in ("4 Mill Lane", "Fee €12.50, and expenses up to €6.00", "minutes to report", "before 12:00"):
        assert words in board.text
    offer = board.client.get(board.select("main .item a")[0]["href"])
    for words in (
        "in the morning, before 12:00", "Fee €12.50", "within 6 hours", "after 48 hours it counts as late",
        "again after 30 days", "Do not write names of staff", "give it back",
    ):  # fmt: skip
        assert words in offer.text, words
    taken = offer.submit("main form.bar")
    assert "The visit is yours" in taken.text
    assert (visit.state, visit.shopper_id) == (VisitState.ASSIGNED, house.chloe.id)


@LONG_ON_POSTGRES
def test_only_what_this_shopper_may_take_stands_there(house, as_, wave, visit):
    """Open, on the Board, in time, within the role, and nothing that they manage."""
    others = [
        make_wave(house.version, house.quayside),
        make_wave(house.version, house.quayside, on_board=True, state=WaveState.CLOSING),
    ]
    for one in others:
        make_visit(house.quayside, house.version, wave=one)
    make_visit(house.quayside, house.version, wave=wave, window_to=day(-1))
    make_visit(house.quayside, house.version, wave=wave, shopper=house.chloe)
    southern = make_person("Southern", (Role.SHOPPER, house.south))
    manager = make_person("Both", (Role.SHOPPER, house.client), (Role.MANAGER, house.north))
    assert names(as_(house.chloe).get("visits.board")) == ["Mill Lane"]
    assert names(as_(southern).get("visits.board")) == []
    as_(southern).get("visits.offer", visit_id=visit.id, expect=404)
    both = as_(manager)
    assert names(both.get("visits.board")) == []
    both.get("visits.offer", visit_id=visit.id, expect=404)


@LONG_ON_POSTGRES
def test_alike_visits_stand_there_once_and_are_found_by_place(house, as_, wave, visit):
    make_visit(house.mill_lane, house.version, wave=wave, day_part="morning")
    make_visit(house.mill_lane, house.version, wave=wave, day_part="evening")
    make_visit(house.quayside, house.version, wave=wave)
    browser = as_(house.chloe)
    assert sorted(names(browser.get("visits.board"))) == ["Mill Lane", "Mill Lane", "Quayside"]
    assert names(browser.get("/my/board?q=quay")) == ["Quayside"]
    assert "Try fewer letters" in browser.get("/my/board?q=nowhere").text


def test_of_two_who_take_the_same_visit_at_once_exactly_one_gets_it(app, house, wave, visit):
    people = [house.chloe.id, *(make_person(f"S{n}", (Role.SHOPPER, house.client)).id for n in range(3))]
    key = visit.id

    def look(person_id: int):
        def looks():
            found, by = of(Visit, key), of(Person, person_id)
            return lambda: commands.claim(found, by=by)

        return looks

    told = at_once(app, *map(look, people))
    db.session.rollback()
    assert refused(told) == ["claimed"] * 3
    assert people[told.index(DONE)] == visit.shopper_id
    turns = db.session.query(Assignment).filter_by(visit_id=key).all()
    assert [(turn.person_id, turn.to_at) for turn in turns] == [(visit.shopper_id, None)]


def test_one_shopper_who_takes_two_at_once_keeps_to_the_rotation(app, house, wave, visit):
    wave.rotation_days = 30
    keys = [visit.id, make_visit(house.mill_lane, house.version, wave=wave).id]
    person_id = house.chloe.id

    def look(key):
        def looks():
            found, by = of(Visit, key), of(Person, person_id)
            return lambda: commands.claim(found, by=by)

        return looks

    assert refused(at_once(app, *map(look, keys))) == ["too_soon"]


@LONG_ON_POSTGRES
def test_who_comes_too_late_is_told_kindly(house, as_, wave, visit):
    page = as_(house.chloe).get("visits.offer", visit_id=visit.id)
    second = make_person("Second", (Role.SHOPPER, house.client))
    commands.claim(visit, by=second)
    late = page.submit("main form.bar", expect=409)
    assert "Nothing went wrong on your side" in late.text
    assert late.select("a[href='/my/board']")
    assert visit.shopper_id == second.id
    assert "taken a moment ago" in page.client.get("visits.offer", visit_id=visit.id).text


@LONG_ON_POSTGRES
def test_pressing_twice_takes_it_once(house, as_, visit):
    page = as_(house.chloe).get("visits.offer", visit_id=visit.id)
    page.submit("main form.bar")
    assert "The visit is yours" in page.submit("main form.bar").text
    assert db.session.query(Assignment).filter_by(visit_id=visit.id).count() == 1


@LONG_ON_POSTGRES
@pytest.mark.parametrize("wrong", ["off", "closing", "over", "expired"])
def test_what_left_the_board_is_not_taken(house, wave, visit, wrong):
    if wrong == "off":
        wave.on_board = False
    elif wrong == "closing":
        wave.state = WaveState.CLOSING
    elif wrong == "over":
        visit.window_to = day(-1)
    else:
        visit.state = VisitState.EXPIRED
    db.session.commit()
    with pytest.raises(Refused) as told:
        commands.claim(visit, by=house.chloe)
    assert told.value.code in ("not_on_board", "wave_not_running")
    assert visit.shopper_id is None


@LONG_ON_POSTGRES
def test_a_shopper_returns_to_a_branch_after_the_days_of_rotation(house, as_, wave, visit):
    wave.rotation_days = 30
    before = make_visit(
        house.mill_lane, house.version, shopper=house.chloe, state=VisitState.RELEASED, visited_on=day(-10)
    )
    page = as_(house.chloe).get("visits.offer", visit_id=visit.id)
    assert "You were there lately" in page.text
    assert not page.select("main form.bar")
    with pytest.raises(Refused, match="staff would know you"):
        commands.claim(visit, by=house.chloe)
    before.visited_on = day(-30)
    db.session.commit()
    assert commands.claim(visit, by=house.chloe).shopper_id == house.chloe.id


@LONG_ON_POSTGRES
def test_the_briefing_quiz_comes_first(house, as_, wave, visit):
    wave.quiz = QUIZ
    db.session.commit()
    browser = as_(house.chloe)
    with pytest.raises(Refused) as told:
        commands.claim(visit, by=house.chloe)
    assert told.value.code == "quiz_first"
    offer = browser.get("visits.offer", visit_id=visit.id)
    quiz = browser.get(offer.select(".bar a")[0]["href"])
    assert "Not quite" in quiz.submit("main form.step", expect=400, answer0="Nothing").text
    assert not queries.has_passed(house.chloe, wave)
    passed = quiz.submit("main form.step", answer0="A coffee")
    assert "All right" in passed.text
    assert "The visit is yours" in passed.submit("main form.bar").text


@LONG_ON_POSTGRES
def test_a_visit_given_by_hand_starts_after_the_quiz_too(house, as_, wave, visit):
    wave.quiz = QUIZ
    db.session.commit()
    assign(wave, [visit], house.chloe, by=house.asha)
    browser = as_(house.chloe)
    page = browser.get("visits.visit", visit_id=visit.id)
    assert not page.select("form[data-start]")
    started = browser.post("visits.start", {}, visit_id=visit.id)
    assert "Briefing quiz" in started.text
    assert visit.state == VisitState.ASSIGNED
    after = browser.get(page.select(".bar a")[0]["href"]).submit("main form.step", answer0="A coffee")
    after.submit("form[data-start]")
    assert visit.state == VisitState.STARTED


@LONG_ON_POSTGRES
@pytest.mark.parametrize("state", [VisitState.ASSIGNED, VisitState.STARTED])
def test_a_visit_is_given_back_and_its_draft_comes_back_to_its_shopper(house, as_, wave, visit, state):
    commands.claim(visit, by=house.chloe)
    visit.state, visit.draft = state, {"greeted": {"value": "no"}}
    db.session.commit()
    page = as_(house.chloe).get("visits.visit", visit_id=visit.id)
    assert "back. What you wrote is kept" in page.submit("main details form").text
    assert (visit.state, visit.shopper_id) == (VisitState.OPEN, None)
    second = make_person("Second", (Role.SHOPPER, house.client))
    commands.claim(visit, by=second)
    assert visit.draft == {}
    commands.give_back(visit, by=second)
    commands.claim(visit, by=house.chloe)
    assert visit.draft == {"greeted": {"value": "no"}}


@LONG_ON_POSTGRES
def test_a_sent_visit_is_not_given_back(house, as_, wave):
    sent = make_visit(house.mill_lane, house.version, wave=wave, shopper=house.chloe, state=VisitState.SENT)
    as_(house.chloe).post("visits.give_back", {}, visit_id=sent.id, expect=409)
    assert sent.state == VisitState.SENT


@LONG_ON_POSTGRES
def test_what_a_deactivated_shopper_held_is_on_the_board_again(house, as_, wave, visit):
    second = make_person("Second", (Role.SHOPPER, house.client))
    commands.claim(visit, by=second)
    assert names(as_(house.chloe).get("visits.board")) == []
    deactivate(second, by=house.asha)
    assert names(as_(house.chloe).get("visits.board")) == ["Mill Lane"]


@LONG_ON_POSTGRES
def test_a_region_that_moved_moves_who_may_take_its_visits(house, as_, wave, visit):
    northern = make_person("Northern", (Role.SHOPPER, house.north))
    assert names(as_(northern).get("visits.board")) == ["Mill Lane"]
    house.mill_lane.region = make_region("Far", house.south)
    db.session.commit()
    assert names(as_(northern).get("visits.board")) == []
    with pytest.raises(Refused, match="not a shopper for"):
        commands.claim(visit, by=northern)
