"""Moments are passed on with dates and by whom; nothing about them is counted, ranked or scored."""

import pytest
from flask import Flask

from shopper.extensions import db
from shopper.follow_up.moments.commands import Days, tell_moment
from shopper.messages.kinds import Kind
from shopper.models import Message, Moment
from shopper.review.commands import accept, withdraw_visit
from tests.shopper.follow_up.support import KIND, KIND_SET
from tests.shopper.review.support import sent
from tests.support.builders import BEST, SHORT_SET, day, make_version
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.results import released

pytestmark = LONG_ON_POSTGRES


@pytest.fixture
def kind(house):
    return make_version(house.client, KIND_SET)


def seen(version, branch, ago=3, words=KIND):
    return released(version, [(branch, day(-ago), {**BEST, "small_thing": words})])[0]


def test_there_is_no_file_of_moments(app: Flask):
    files = [rule.rule for rule in app.url_map.iter_rules() if "moment" in rule.rule and "." in rule.rule]
    assert files == []


def test_moments_of_ones_own_branches_the_latest_first(house, kind, as_):
    seen(kind, house.mill_lane, 9, "An older one")
    seen(kind, house.mill_lane, 2, "A newer one")
    seen(kind, house.quayside, 1, "One of the South")
    gone = seen(kind, house.mill_lane, 1, "A withdrawn one")
    released(house.version, [(house.mill_lane, day(-1), BEST)])  # its set asks for none
    withdraw_visit(gone, house.ben)
    dev = as_(house.dev).get("follow_up.moments")
    assert [quote.text for quote in dev.select("main blockquote")] == ["A newer one", "An older one"]
    asha = as_(house.asha)
    assert len(asha.get("follow_up.moments").select("main blockquote")) == 3
    south = asha.get("follow_up.moments", region=house.south.id)
    assert [quote.text for quote in south.select("main blockquote")] == ["One of the South"]
    branch = asha.get("follow_up.moments", branch=house.mill_lane.id)
    assert len(branch.select("main blockquote")) == 2


def test_who_was_told_stands_with_its_day_and_by_whom(house, kind, as_):
    visit = seen(kind, house.mill_lane)
    dev = as_(house.dev)
    assert KIND in dev.get("dashboards.overview").text
    page = dev.get("follow_up.moment", visit_id=visit.id, key="small_thing")
    page = page.submit(told_employee_on=day(-1).isoformat())
    assert "told on" in page.text
    assert "by Dev Manager: not told yet" in page.text
    assert KIND in dev.get("dashboards.overview").text, "the manager has not heard of it"
    as_(house.asha).get("follow_up.moment", visit_id=visit.id, key="small_thing").submit(
        told_manager_on=day().isoformat(), agreed="y"
    )
    row = db.session.query(Moment).one()
    assert (row.told_employee_by_id, row.told_manager_by_id) == (house.dev.id, house.asha.id)
    assert (row.agreed_on, row.agreed_by_id) == (day(), house.asha.id)
    assert KIND not in dev.get("dashboards.overview").text
    assert KIND not in dev.get("follow_up.moments", show="waiting").text
    page.client.get("follow_up.moment", visit_id=visit.id, key="small_thing").submit(
        told_manager_on="", agreed=None
    )
    db.session.expire_all()
    assert (row.told_manager_on, row.told_manager_by_id, row.agreed_on) == (None, None, None)
    assert row.told_employee_on == day(-1)


@pytest.mark.parametrize("ago", [-1, 4])
def test_nobody_was_told_tomorrow_or_before_the_visit(house, kind, as_, ago):
    visit = seen(kind, house.mill_lane, 3)
    page = as_(house.dev).get("follow_up.moment", visit_id=visit.id, key="small_thing")
    page = page.submit(expect=422, told_employee_on=day(-ago).isoformat())
    assert "still to come, or it lies before the visit" in page.text
    assert page.form()["told_employee_on"] == day(-ago).isoformat()
    assert db.session.query(Moment).count() == 0


def test_the_sheet_for_the_staff_room_has_what_was_agreed_and_no_number(house, kind, as_):
    hung, kept = (
        seen(kind, house.mill_lane, words="A hung one"),
        seen(kind, house.mill_lane, words="A kept one"),
    )
    tell_moment(hung, "small_thing", Days(agreed=day()), by=house.dev)
    tell_moment(kept, "small_thing", Days(told_employee=day(), told_manager=day()), by=house.dev)
    month = f"{hung.visited_on:%Y-%m}"
    page = as_(house.dev).get("follow_up.staff_room", branch_id=house.mill_lane.id, month=month)
    assert [quote.text for quote in page.select("main blockquote")] == ["A hung one"]
    for away in page.select("main form, main .jump"):  # neither is printed
        away.decompose()
    sheet = page.select("main")[0].get_text()
    assert not any(letter.isdigit() for letter in sheet), sheet
    assert "Dev" not in sheet
    assert (
        "Nothing hangs here yet."
        in as_(house.dev).get("follow_up.staff_room", branch_id=house.mill_lane.id, month="1999-01").text
    )


def test_those_who_manage_the_branch_hear_of_a_moment_when_it_is_released(house, kind):
    house.version = kind
    accept(sent(house, small_thing=KIND), by=house.ben)
    message = db.session.query(Message).filter_by(person_id=house.dev.id, kind=Kind.KUDOS_TOLD).one()
    assert message.path.endswith("/small_thing")


def test_a_key_that_is_no_moment_is_not_there(house, kind, as_):
    visit = seen(kind, house.mill_lane)
    as_(house.dev).get("follow_up.moment", visit_id=visit.id, key="words", expect=404)
    assert "type: moment" not in SHORT_SET
