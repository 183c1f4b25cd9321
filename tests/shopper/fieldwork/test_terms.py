"""On what terms a wave runs: planned, refused where they do not fit, and kept to its end."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from shopper import clock
from shopper.extensions import db
from shopper.fieldwork import commands
from shopper.fieldwork.terms import parts_of_visits
from shopper.models import Role, Visit, VisitState, Wave, WaveState
from shopper.troubles import Refused
from shopper.visits.due import due_words, late_words
from tests.support.builders import BEST, day, make_branch, make_person, make_visit, make_wave
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.results import AVERAGE, released

pytestmark = LONG_ON_POSTGRES
FORM = "main form.form"


@pytest.fixture
def planned(house):
    return make_wave(house.version, house.mill_lane, visits=4, state=WaveState.PLANNED)


def fields(house, **more):
    days = {"starts_on": day(1).isoformat(), "ends_on": day(20).isoformat()}
    branches = [str(house.mill_lane.id)]
    return {
        "name": "Spring", "version": str(house.version.id), "visits": "3", "branches": branches, **days, **more,
    }  # fmt: skip


TERMS = {
    "fee": "12,50", "expense_limit": "6", "currency": "EUR", "soft_due_hours": "6", "hard_due_hours": "48",
    "rotation_days": "90", "morning": "1", "evening": "2", "on_board": "y", "names_staff": "y",
    "staff_told": "At the team meeting in May.",
}  # fmt: skip


def test_terms_are_planned_shown_copied_and_changed(house, as_):
    browser = as_(house.asha)
    page = browser.get("fieldwork.new").submit(FORM, **fields(house, **TERMS))
    wave = db.session.query(Wave).one()
    assert (wave.fee, wave.expense_limit, wave.currency) == (1250, 600, "EUR")
    assert (wave.soft_due_hours, wave.hard_due_hours, wave.rotation_days) == (6, 48, 90)
    assert wave.day_parts == {"morning": 1, "evening": 2}
    assert (wave.on_board, wave.names_staff, wave.staff_told) == (True, True, TERMS["staff_told"])
    for words in ("fee €12.50", "expenses up to €6.00", "90 days before a shopper returns", "may name staff"):
        assert words in page.text
    copied = browser.get(f"/waves/new?copy={wave.id}").form(FORM)
    for name, value in {**TERMS, "fee": "12.50", "expense_limit": "6.00"}.items():
        assert copied[name] in (value, [value]), name
    browser.get("fieldwork.edit", wave_id=wave.id).submit(FORM, fee="", expense_limit="", rotation_days="")
    assert (wave.fee, wave.expense_limit, wave.rotation_days) == (0, 0, 0)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"fee": "much", "currency": "EUR"}, "Write a sum such as 12.50"),
        ({"fee": "-1", "currency": "EUR"}, "Write a sum such as 12.50"),
        ({"fee": "NaN", "currency": "EUR"}, "Write a sum such as 12.50"),
        ({"fee": "12.505", "currency": "EUR"}, "EUR has no smaller part"),
        ({"fee": "12.5", "currency": "JPY"}, "JPY has no smaller part"),
        ({"fee": "12.50"}, "Choose the currency"),
        ({"morning": "2", "evening": "2"}, "fewer visits than stand beside the parts of the day"),
        ({"soft_due_hours": "24", "hard_due_hours": "12"}, "cannot be late before it is due"),
        ({"rotation_days": "often"}, "Write a whole number from 0 to 730, or nothing"),
    ],
)
def test_terms_that_do_not_fit_are_named_and_kept(house, as_, wrong, words):
    again = as_(house.asha).get("fieldwork.new").submit(FORM, expect=400, **fields(house, **wrong))
    assert words in again.text
    for name, value in wrong.items():
        assert again.form(FORM)[name] in (value, [value])
    assert db.session.query(Wave).count() == 0


def test_visits_are_made_for_the_parts_of_the_day(house, planned):
    planned.day_parts = {"evening": 2, "morning": 1}
    db.session.commit()
    commands.start_wave(planned, by=house.asha)
    made = Counter(visit.day_part for visit in db.session.query(Visit))
    assert made == {"morning": 1, "evening": 2, "": 1}
    assert list(parts_of_visits(2, planned.day_parts)) == ["morning", "evening"]


def test_names_of_staff_only_after_staff_were_told(house, planned):
    planned.names_staff = True
    db.session.commit()
    with pytest.raises(Refused, match="what staff were told"):
        commands.start_wave(planned, by=house.asha)
    assert planned.state == WaveState.PLANNED
    assert db.session.query(Visit).count() == 0
    planned.staff_told = "At the team meeting."
    db.session.commit()
    commands.start_wave(planned, by=house.asha)


@pytest.mark.parametrize("names_staff", [True, False])
def test_the_brief_says_whether_staff_may_be_named(house, as_, names_staff):
    wave = make_wave(house.version, house.mill_lane, names_staff=names_staff)
    visit = make_visit(house.mill_lane, house.version, wave=wave, shopper=house.chloe)
    text = as_(house.chloe).get("visits.visit", visit_id=visit.id).text
    assert ("You may write who served you" in text) == names_staff
    assert ("Do not write names of staff" in text) != names_staff


def test_the_hours_of_a_wave_come_before_those_of_its_client(app, house):
    wave = make_wave(house.version, house.mill_lane, soft_due_hours=30, hard_due_hours=50)
    began = clock.now() - timedelta(hours=40)
    visit = make_visit(
        house.mill_lane,
        house.version,
        wave=wave,
        shopper=house.chloe,
        state=VisitState.STARTED,
        started_at=began,
    )
    with app.test_request_context():
        assert due_words(visit).startswith("by ")
        assert late_words(visit, began + timedelta(hours=49)) == ""
        wave.hard_due_hours = None
        wave.soft_due_hours = None
        assert due_words(visit).startswith("now: ")
        assert "24 hours" in late_words(visit, began + timedelta(hours=49))


@pytest.mark.parametrize(
    ("began", "words"),
    [
        (20, "by 22 November, 23:00; after 23 November, 20:00 it counts as late"),
        (4, "by 15:00; after 24 November, 12:00 it counts as late"),
    ],
)
def test_hours_of_two_days_are_never_told_as_if_they_were_of_one(app, house, began, words):
    house.mill_lane.time_zone = "Europe/Paris"
    terms = {"soft_due_hours": 7, "hard_due_hours": 28}
    now = datetime(2026, 11, 23, 11, tzinfo=UTC)
    visit = make_visit(
        house.mill_lane,
        house.version,
        wave=make_wave(house.version, house.mill_lane, **terms),
        shopper=house.chloe,
        state=VisitState.STARTED,
        started_at=now - timedelta(hours=began),
    )
    with app.test_request_context(), clock.standing_at(now):
        assert words in due_words(visit)


def test_a_planned_wave_says_what_its_visits_can_and_cannot_show(house, as_, planned):
    unknown = as_(house.asha).get("fieldwork.wave", wave_id=planned.id)
    assert "nobody can say what these visits will show" in unknown.text
    for _ in range(3):
        branch = make_branch(house.north)
        released(house.version, [(branch, day(-20), AVERAGE), (branch, day(-21), BEST)])
    known = as_(house.asha).get("fieldwork.wave", wave_id=planned.id)
    for words in (
        "All 4 visits together tell the mean",
        "At a single branch",
        "learned from 3 repeated visits",
    ):
        assert words in known.text
    planned.state = WaveState.RUNNING
    db.session.commit()
    assert "All 4 visits" not in as_(house.asha).get("fieldwork.wave", wave_id=planned.id).text


def test_the_quiz_is_written_until_the_wave_starts(house, as_, planned):
    page = as_(house.asha).get("fieldwork.quiz", wave_id=planned.id)
    half = page.submit(FORM, expect=400, asks1="What do you buy?", right1="A coffee")
    assert "one right answer and one to 4 wrong ones" in half.text
    both = page.submit(FORM, expect=400, asks1="What?", right1="A coffee", wrong1="Tea\nA coffee")
    assert "stands among the wrong ones" in both.text
    asked = {"asks1": "What do you buy?", "right1": "A coffee", "wrong1": "Tea\n\nNothing\nTea"}
    assert "has 1 question" in page.submit(FORM, **asked).text
    assert planned.quiz == [{"asks": "What do you buy?", "right": "A coffee", "wrong": ["Tea", "Nothing"]}]
    commands.start_wave(planned, by=house.asha)
    page.submit(FORM, expect=409, **asked)


def test_a_shopper_who_was_there_lately_is_told_of_and_may_be_sent_all_the_same(house, as_):
    wave = make_wave(house.version, house.mill_lane, rotation_days=60)
    visit = make_visit(house.mill_lane, house.version, wave=wave)
    make_visit(
        house.mill_lane, house.version, shopper=house.chloe, state=VisitState.RELEASED, visited_on=day(-59)
    )
    page = as_(house.asha).get("fieldwork.branch", wave_id=wave.id, branch_id=house.mill_lane.id)
    filled = {"shopper": str(house.chloe.id), "visits": [str(visit.id)]}
    told = page.submit(FORM, expect=409, **filled)
    assert "Chloé visited Mill Lane less than 60 days ago" in told.text
    assert visit.state == VisitState.OPEN
    assert "Given out" in told.submit(FORM, anyway="y").text
    assert visit.shopper_id == house.chloe.id


def test_two_visits_at_one_branch_are_a_return_too(house):
    wave = make_wave(house.version, house.mill_lane, rotation_days=1)
    pair = [make_visit(house.mill_lane, house.version, wave=wave) for _ in range(2)]
    second = make_person("Second", (Role.SHOPPER, house.client))
    with pytest.raises(Refused, match="less than 1 days ago"):
        commands.assign(wave, pair, second, by=house.asha)
    commands.assign(wave, pair[:1], second, by=house.asha)
