"""Branches on their pages: what they hold, moving, closing, and two people at one of them."""

import json

import pytest
from sqlalchemy import event

from shopper.admin.places import commands
from shopper.extensions import db
from shopper.fieldwork.commands import start_wave
from shopper.models import Annotation, AnnotationKind, Assignment, Branch, Role, VisitState, WaveState
from tests.support.builders import day, make_branch, make_person, make_region, make_visit, make_wave

FORM = "main form.form:not(.find)"
BRANCH = {"name": "Harbour Street", "code": "H1", "time_zone": "Europe/London", "address": "1 Quay"}


def add_branch(browser, house, expect=200, **fields):
    filled = {**BRANCH, "region": str(house.north.id), **fields}
    return browser.get("admin.new_branch").submit(FORM, expect=expect, **filled)


def coded(code: str) -> Branch | None:
    return db.session.query(Branch).filter_by(code=code).one_or_none()


def notes(branch: Branch) -> list[str]:
    rows = db.session.query(Annotation).filter_by(branch_id=branch.id, kind=AnnotationKind.MOVED)
    return [row.text for row in rows.order_by(Annotation.id)]


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


# Closing


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


# Two people at one branch


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


# The list


def test_a_branch_can_be_found_by_name_code_and_address(house, as_):
    add_branch(as_(house.asha), house)
    for words in ("harbour", "h1", "1 quay"):
        found = as_(house.asha).get("admin.branches").submit("main form.find", q=words)
        assert "Harbour Street" in found.text
        assert "Mill Lane" not in found.text
    assert "Nothing fits “100%”" in as_(house.asha).get("/admin/branches?q=100%25").text


def test_closed_branches_are_listed_apart(house, as_):
    make_branch(house.north, "Old Mill", closed_on=day(-30))
    make_branch(house.north, "Next Year", closed_on=day(300))
    shown = {
        state: as_(house.asha).get("admin.branches", state=state).text
        for state in ("", "open", "closed", "x")
    }
    assert [("Old Mill" in text, "Next Year" in text) for text in shown.values()] == [
        (True, True), (False, True), (True, False), (True, True)
    ]  # fmt: skip
    assert "closed" in shown["closed"]


def test_long_lists_come_in_pages_that_keep_what_was_asked(house, as_):
    for number in range(60):
        make_branch(house.north, f"Shop {number:02d}")
    first = as_(house.asha).get("admin.branches", region=house.north.id, q="shop", state="open")
    assert "Page 1 of 2" in first.text
    second = first.client.get(first.select("a[rel=next]")[0]["href"])
    assert "Shop 55" in second.text
    assert second.form("main form.find") == {"q": "shop", "region": [str(house.north.id)], "state": ["open"]}


@pytest.mark.parametrize("number", ["0", "-1", "999999", "x"])
def test_a_page_that_is_not_there_is_the_nearest_one(house, as_, number):
    assert "Mill Lane" in as_(house.asha).get(f"/admin/branches?page={number}").text


@pytest.mark.parametrize("endpoint", ["admin.branches", "admin.places"])
def test_pages_ask_as_often_however_much_there_is(house, as_, endpoint):
    def asked() -> int:
        seen: list[str] = []

        def note(_c, _cursor, statement, *_rest) -> None:
            seen.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        as_(house.asha).get(endpoint)
        event.remove(db.engine, "before_cursor_execute", note)
        return sum(words.startswith("SELECT") for words in seen)

    few = asked()
    for number in range(40):
        region = make_region(f"R{number}", house.north)
        make_branch(region), make_person(f"M{number}", (Role.MANAGER, region))
    assert asked() == few


# Scope


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
