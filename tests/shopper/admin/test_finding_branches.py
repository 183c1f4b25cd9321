"""Branches in lists: found, closed ones apart, in pages."""

import pytest
from sqlalchemy import event

from shopper.extensions import db
from shopper.models import Role
from tests.shopper.admin.branches import add_branch
from tests.support.builders import day, make_branch, make_person, make_region


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
