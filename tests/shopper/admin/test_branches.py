"""Branches on their pages: what they hold, moving, closing, and two people at one of them."""

import json

import pytest

from shopper.admin.places import commands
from shopper.extensions import db
from shopper.models import Branch, Role
from tests.shopper.admin.branches import BRANCH, FORM, add_branch, coded, notes
from tests.support.builders import make_branch, make_person
from tests.support.databases import LONG_ON_POSTGRES

pytestmark = LONG_ON_POSTGRES

WHOLE = {
    "opened_on": "2020-02-29",
    "currency": "GBP",
    "format": "high street",
    "monday": "09:00-12:30, 13:30-18:00",
    "friday": "18:00-02:00",
    "saturday": "closed",
    "closed_days": "2026-12-25 Christmas Day",
    "notes": "Ring twice.\nAsk for the key.",
}


def test_a_branch_keeps_everything_that_is_said_of_it(house, as_):
    browser = as_(house.asha)
    add_branch(browser, house, **WHOLE)
    row = coded("H1")
    assert row.hours == [[[540, 750], [810, 1080]], None, None, None, [[1080, 1560]], [], None]
    assert row.closed_days == [["2026-12-25", "Christmas Day"]]
    shown = browser.get("admin.branch", branch_id=row.id).form(FORM)
    expected = {**BRANCH, **WHOLE, "currency": ["GBP"], "region": [str(house.north.id)], "tuesday": ""}
    assert expected.items() <= shown.items()


def test_saving_a_page_untouched_changes_nothing(house, as_):
    browser = as_(house.asha)
    add_branch(browser, house, **WHOLE)
    before = {c.name: getattr(coded("H1"), c.name) for c in Branch.__table__.columns}
    browser.get("admin.branch", branch_id=coded("H1").id).submit(FORM)
    after = {c.name: getattr(coded("H1"), c.name) for c in Branch.__table__.columns}
    assert after == {**before, "edit_number": 2}
    assert notes(coded("H1")) == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"time_zone": "London"}, "“London” is not a time zone. Did you mean Europe/London?"),
        ({"time_zone": ""}, "Choose where its clocks stand"),
        ({"code": ""}, "Write the code"),
        ({"name": " "}, "Write what the branch is called"),
        ({"region": "0"}, "Choose the region"),
        ({"region": "999999"}, "Choose one from the list"),
        ({"region": "north"}, "Choose one from the list"),
        ({"currency": "DEM"}, "Choose one from the list"),
        ({"opened_on": "31.12.2020"}, "year-month-day"),
        ({"opened_on": "2026-02-30"}, "year-month-day"),
        ({"opened_on": "2026-02-02", "closed_on": "2026-02-01"}, "cannot close before it opens"),
        ({"monday": "nine to five"}, "“nine to five” is not a time of opening. Write it like 09:00-18:00"),
        ({"monday": "09:00-12:00, 11:00-13:00"}, "Two of these times overlap"),
        ({"monday": "20:00-04:00", "tuesday": "03:00-09:00"}, "Monday runs into the hours of the next day"),
        ({"sunday": "20:00-04:00", "monday": "03:00-09:00"}, "Sunday runs into the hours of the next day"),
        ({"closed_days": "Christmas"}, "“Christmas” does not begin with a date"),
        ({"notes": "x" * 2001}, "Use at most 2000 characters"),
    ],
)
def test_a_branch_that_does_not_hold_keeps_every_value(house, as_, fields, words):
    page = add_branch(as_(house.asha), house, expect=400, **fields)
    assert words in page.text
    kept = {**BRANCH, **fields}
    for chosen in ("region", "name", "currency"):
        kept.pop(chosen, None)
    assert kept.items() <= page.form(FORM).items()
    assert coded("H1") is None


def test_a_code_names_one_branch_of_a_client_whatever_its_case(house, as_):
    add_branch(as_(house.asha), house)
    page = add_branch(as_(house.asha), house, expect=409, name="Another", code="h1")
    assert "“h1” is taken here" in page.text
    assert page.form(FORM)["name"] == "Another"
    make_branch(house.other_client).code = "H1"
    db.session.commit()


def test_a_branch_moves_with_a_note_on_its_charts(house, as_):
    add_branch(as_(house.asha), house)
    page = as_(house.asha).get("admin.branch", branch_id=coded("H1").id)
    page.submit(FORM, region=str(house.south.id), address="9 Pier")
    assert coded("H1").region_id == house.south.id
    assert notes(coded("H1")) == ["North → South; 1 Quay → 9 Pier"]


def test_a_corrected_address_is_no_move(house, as_):
    add_branch(as_(house.asha), house)
    page = as_(house.asha).get("admin.branch", branch_id=coded("H1").id)
    page.submit(FORM, address="1 The Quay", relocated=None)
    assert coded("H1").address == "1 The Quay"
    assert notes(coded("H1")) == []
    as_(house.asha).get("admin.branch", branch_id=house.quayside.id).submit(FORM, address="2 Pier")
    assert notes(house.quayside) == [], "an address written for the first time is no move either"


def test_the_second_of_two_sees_what_the_first_changed(house, as_):
    add_branch(as_(house.asha), house, **WHOLE)
    asha, other = as_(house.asha), as_(make_person("Second", (Role.ADMIN, house.client)))
    first, second = (who.get("admin.branch", branch_id=coded("H1").id) for who in (asha, other))
    first.submit(FORM, name="Harbour Road", format="station", region=str(house.south.id))
    page = second.submit(FORM, expect=409, name="Harbour Lane", notes="Mine")
    cells = [[c.get_text(strip=True) for c in tr.select("th, td")] for tr in page.select("table tbody tr")]
    assert cells == [
        ["Name", "Harbour Street", "Harbour Road", "Harbour Lane", "yours"],
        ["Region", "Alder & Pike › North", "Alder & Pike › South", "Alder & Pike › North", "theirs"],
        ["Format", "high street", "station", "high street", "theirs"],
    ]
    assert "Nothing is lost: both are shown here" in page.text
    assert coded("H1").name == "Harbour Road"
    page.submit(FORM)
    row = coded("H1")
    assert (row.name, row.format, row.notes) == ("Harbour Lane", "station", "Mine")
    assert row.region_id == house.south.id
    assert row.hours[4] == [[1080, 1560]]


def test_somebody_who_changed_it_again_is_told_again(house, as_):
    add_branch(as_(house.asha), house)
    row = coded("H1")
    page = as_(house.asha).get("admin.branch", branch_id=row.id)

    def somebody(name: str) -> None:
        commands.change_branch(row, region=house.north, facts={"name": name}, by=house.asha)

    somebody("One")
    page = page.submit(FORM, expect=409, name="Mine")
    somebody("Two")
    page = page.submit(FORM, expect=409)
    assert "Two" in page.text
    page.submit(FORM)
    assert coded("H1").name == "Mine"


@pytest.mark.parametrize("was", ["", "{", "[1]", '"x"', json.dumps({"name": 7, "nothing": [1]})])
def test_a_page_whose_memory_was_meddled_with_loses_nothing(house, as_, was):
    add_branch(as_(house.asha), house)
    row = coded("H1")
    page = as_(house.asha).get("admin.branch", branch_id=row.id)
    commands.change_branch(row, region=house.north, facts={"name": "Theirs"}, by=house.asha)
    again = page.submit(FORM, expect=409, name="Mine", was=was)
    assert again.form(FORM)["name"] == "Mine"
    page.submit(FORM, expect=409, name="Mine", seen="none")
    assert coded("H1").name == "Theirs"


def test_another_clients_branches_are_not_there(house, as_):
    browser = as_(house.asha)
    assert "Elsewhere" not in browser.get("admin.branches").text
    browser.get("admin.branches", region=house.other_client.id, expect=404)
    browser.get("admin.branch", branch_id=house.other_branch.id, expect=404)
    browser.post("admin.branch", BRANCH, branch_id=house.other_branch.id, expect=404)
    browser.post("admin.new_branch", {**BRANCH, "region": house.other_client.id}, expect=400)
    assert coded("H1") is None


def test_the_admin_of_a_region_edits_its_branches_only(house, as_):
    browser = as_(make_person("Regional", (Role.ADMIN, house.north)))
    page = browser.get("admin.branches")
    assert "Mill Lane" in page.text
    assert "Quayside" not in page.text
    browser.get("admin.branch", branch_id=house.quayside.id, expect=404)
    mine = browser.get("admin.branch", branch_id=house.mill_lane.id)
    assert "Choose one from the list" in mine.submit(FORM, expect=400, region=str(house.south.id)).text
    add_branch(browser, house)
    assert coded("H1").region_id == house.north.id
