"""Regions and branches: a tree that stays whole, inside its client and inside the admin's grants."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from shopper.admin.places import commands
from shopper.extensions import db
from shopper.models import Branch, Region, Role
from shopper.troubles import Refused
from tests.support.builders import day, make_branch, make_person, make_region

FORM = "main form.form:not(.find)"
BRANCH = {"name": "Harbour Street", "code": "H1", "time_zone": "Europe/London", "address": "1 Quay"}


def add_branch(browser, house, expect=200, **fields):
    filled = {**BRANCH, "region": str(house.north.id), **fields}
    return browser.get("admin.new_branch").submit(FORM, expect=expect, **filled)


def coded(code: str) -> Branch | None:
    return db.session.query(Branch).filter_by(code=code).one_or_none()


def test_a_region_is_added_under_another(house, as_):
    page = as_(house.asha).get("admin.new_region")
    assert "“Coast” is there" in page.submit(FORM, name=" Coast ", parent=str(house.north.id)).text
    coast = db.session.query(Region).filter_by(name="Coast").one()
    assert coast.path == f"{house.north.path}{coast.id}/"


@pytest.mark.parametrize("name", ["", "   ", "\t", "x" * 121])
def test_a_region_needs_a_name_that_fits(house, as_, name):
    page = as_(house.asha).get("admin.new_region").submit(FORM, expect=400, name=name)
    assert page.select("p.wrong")


def test_two_regions_side_by_side_have_two_names(house, as_):
    page = as_(house.asha).get("admin.new_region")
    again = page.submit(FORM, expect=409, name="NORTH", parent=str(house.client.id))
    assert "“NORTH” is taken here" in again.text
    assert again.form(FORM)["name"] == "NORTH"


def test_moving_a_region_takes_all_below_along(house):
    coast = make_region("Coast", house.north)
    quay = make_branch(make_region("Quays", coast))
    commands.change_region(coast, name="Coast", parent=house.south, by=house.asha)
    assert coast.path == f"{house.south.path}{coast.id}/"
    db.session.refresh(quay.region)
    assert quay.region.path.startswith(coast.path)
    assert house.north.path == f"/{house.client.id}/{house.north.id}/"


def test_ids_that_begin_alike_are_not_below_each_other(house):
    """`/1/4/` is no prefix of `/1/41/`: moving one leaves the other where it is."""
    others = [make_region(f"Region {n}", house.client) for n in range(40)]
    before = {region.id: region.path for region in others}
    commands.change_region(house.north, name="North", parent=house.south, by=house.asha)
    assert {region.id: region.path for region in others} == before


def test_a_region_cannot_stand_under_itself_or_what_is_below_it(house, as_):
    coast = make_region("Coast", house.north)
    for parent in (house.north, coast):
        page = as_(house.asha).get("admin.region", region_id=house.north.id)
        again = page.submit(FORM, expect=409, parent=str(parent.id))
        assert "cannot stand under itself" in again.text
    assert coast.path == f"{house.north.path}{coast.id}/"


def test_a_region_stays_with_its_client(house):
    with pytest.raises(Refused, match="stay with their client"):
        commands.change_region(house.north, name="North", parent=house.other_client, by=house.asha)


def test_two_moves_at_once_tie_no_knot(app, house):
    """North under South and South under North at the same moment: one of them is refused."""
    together, ids = Barrier(2), (house.north.id, house.south.id)

    def put(pair):
        with app.app_context():
            region, parent = (db.session.get(Region, one) for one in pair)
            together.wait()
            try:
                return commands.change_region(region, name=region.name, parent=parent, by=None) and "moved"
            except Refused as refused:
                return refused.code
            finally:
                db.session.remove()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(put, [ids, ids[::-1]])) == ["moved", "region_loop"]


def test_the_client_itself_is_renamed_and_never_moved(house, as_):
    page = as_(house.asha).get("admin.region", region_id=house.client.id)
    assert "parent" not in page.form(FORM)
    page.submit(FORM, name="Alder, Pike & Co", parent=str(house.north.id))
    assert house.client.path == f"/{house.client.id}/"
    assert house.client.name == "Alder, Pike & Co"


def test_a_branch_is_added_and_changed(house, as_):
    browser = as_(house.asha)
    add_branch(browser, house, opened_on="2020-02-29")
    assert coded("H1").opened_on.isoformat() == "2020-02-29"
    page = browser.get("admin.branch", branch_id=coded("H1").id)
    assert {**BRANCH, "region": [str(house.north.id)]}.items() <= page.form(FORM).items()
    page.submit(FORM, region=str(house.south.id), closed_on="2026-01-31")
    assert coded("H1").region_id == house.south.id


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"time_zone": "London"}, "This is not a time zone"),
        ({"code": ""}, "Write the code"),
        ({"name": " "}, "Write what the branch is called"),
        ({"region": "0"}, "Choose the region"),
        ({"region": "999999"}, "Choose one from the list"),
        ({"region": "north"}, "Choose one from the list"),
        ({"opened_on": "31.12.2020"}, "year-month-day"),
        ({"opened_on": "2026-02-30"}, "year-month-day"),
        ({"opened_on": "2026-02-02", "closed_on": "2026-02-01"}, "cannot close before it opens"),
    ],
)
def test_a_branch_that_does_not_hold_keeps_every_value(house, as_, fields, words):
    page = add_branch(as_(house.asha), house, expect=400, **fields)
    assert words in page.text
    kept = {**BRANCH, **fields}
    kept.pop("region", None), kept.pop("name", None)
    assert kept.items() <= page.form(FORM).items()
    assert coded("H1") is None


def test_a_code_names_one_branch_of_a_client_whatever_its_case(house, as_):
    add_branch(as_(house.asha), house)
    page = add_branch(as_(house.asha), house, expect=409, name="Another", code="h1")
    assert "“h1” is taken here" in page.text
    assert page.form(FORM)["name"] == "Another"
    make_branch(house.other_client).code = "H1"
    db.session.commit()


def test_a_branch_can_be_found_by_name_code_and_address(house, as_):
    add_branch(as_(house.asha), house)
    for words in ("harbour", "h1", "1 quay"):
        found = as_(house.asha).get("/admin/places", expect=200).submit("main form.find", q=words)
        assert "Harbour Street" in found.text
        assert "Mill Lane" not in found.text
    assert "Nothing fits “100%”" in as_(house.asha).get("/admin/places?q=100%25").text


def test_long_lists_come_in_pages(house, as_):
    for number in range(60):
        make_branch(house.north, f"Shop {number:02d}")
    first = as_(house.asha).get(f"/admin/places?region={house.north.id}")
    assert "Page 1 of 2" in first.text
    assert "Shop 55" in first.client.get(first.select("a[rel=next]")[0]["href"]).text


@pytest.mark.parametrize("page", ["0", "-1", "999999", "x"])
def test_a_page_that_is_not_there_is_the_nearest_one(house, as_, page):
    assert "Mill Lane" in as_(house.asha).get(f"/admin/places?page={page}").text


def test_another_clients_places_are_not_there(house, as_):
    browser = as_(house.asha)
    assert "Elsewhere" not in browser.get("admin.places").text
    browser.get("admin.places", region=house.other_client.id, expect=404)
    browser.get("admin.region", region_id=house.other_client.id, expect=404)
    browser.get("admin.branch", branch_id=house.other_branch.id, expect=404)
    browser.post("admin.branch", BRANCH, branch_id=house.other_branch.id, expect=404)
    browser.post("admin.new_branch", {**BRANCH, "region": house.other_client.id}, expect=400)
    browser.post("admin.new_region", {"name": "X", "parent": house.other_client.id}, expect=400)
    assert coded("H1") is None


def test_the_admin_of_a_region_edits_that_region_only(house, as_):
    browser = as_(make_person("Regional", (Role.ADMIN, house.north)))
    page = browser.get("admin.places")
    assert "Mill Lane" in page.text
    assert "Quayside" not in page.text
    browser.get("admin.region", region_id=house.client.id, expect=404)
    browser.get("admin.branch", branch_id=house.quayside.id, expect=404)
    add_branch(browser, house)
    assert coded("H1").region_id == house.north.id


def test_a_closed_branch_says_so(house, as_):
    make_branch(house.north, "Old Mill", closed_on=day(-30))
    assert "closed" in as_(house.asha).get("admin.places").text
