"""Regions: a tree that stays whole, inside its client and inside the admin's grants."""

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from shopper.admin.places import commands
from shopper.extensions import db
from shopper.models import Annotation, AnnotationKind, AuditEvent, Region, Role
from shopper.troubles import Refused
from tests.support.builders import day, make_branch, make_person, make_region
from tests.support.results import AVERAGE, released

FORM = "main form.form:not(.find)"


def row_of(page, region: Region) -> str:
    """The words of one region in the tree, without what stands below it."""
    return " ".join(page.select(f"#region-{region.id}")[0].get_text(" ").split())


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


def test_the_tree_tells_what_stands_below_and_who_manages(house, as_):
    leeds = make_region("Leeds", house.north)
    make_branch(make_region("Station", leeds))
    page = as_(house.asha).get("admin.places")
    assert "2 branches" in row_of(page, house.north)
    assert "Manager: Dev" in row_of(page, house.north)
    assert "1 branch" in row_of(page, leeds)
    assert "3 branches" in row_of(page, house.client)
    assert page.select(f"#region-{house.north.id}")[0].find_parent("li").select(f"#region-{leeds.id}")
    below = page.select(f"#region-{leeds.id} a")[1]
    assert page.client.get(below["href"]).form(FORM)["parent"] == [str(leeds.id)]


def test_moving_a_region_takes_all_below_along(house):
    coast = make_region("Coast", house.north)
    quay = make_branch(make_region("Quays", coast))
    commands.change_region(coast, name="Coast", parent=house.south, by=house.asha)
    assert coast.path == f"{house.south.path}{coast.id}/"
    db.session.refresh(quay.region)
    assert quay.region.path.startswith(coast.path)
    assert house.north.path == f"/{house.client.id}/{house.north.id}/"
    note = db.session.query(Annotation).one()
    assert (note.region_id, note.kind, note.text) == (coast.id, AnnotationKind.MOVED, "North → South")


def test_what_a_move_means_is_said_before_it_happens(house, as_):
    coast = make_region("Coast", house.north)
    sandgate = make_branch(coast, "Sandgate")
    released(house.version, [(sandgate, day(-n), AVERAGE) for n in (3, 4, 5)])
    make_person("Southerner", (Role.MANAGER, house.south))
    page = as_(house.asha).get("admin.region", region_id=coast.id)
    asked = page.submit(FORM, expect=409, parent=str(house.south.id))
    for words in (
        "1 branch goes along",
        "The results of 3 visits go along",
        "They no longer count in “North”",
        "no longer be seen by: Dev",
        "now be seen by: Southerner",
    ):
        assert words in asked.text, words
    db.session.refresh(coast)
    assert coast.parent_id == house.north.id
    asked.submit(FORM)
    db.session.refresh(coast)
    assert coast.parent_id == house.south.id
    assert (
        len(
            as_(house.dev)
            .get(f"/compare?region={house.north.id}")
            .select(f"a[href*='/branches/{sandgate.id}']")
        )
        == 0
    )


def test_another_target_is_asked_about_anew(house, as_):
    """Having agreed to one move is not having agreed to another."""
    coast = make_region("Coast", house.north)
    asked = (
        as_(house.asha)
        .get("admin.region", region_id=coast.id)
        .submit(FORM, expect=409, parent=str(house.south.id))
    )
    again = asked.submit(FORM, expect=409, parent=str(house.client.id))
    assert "to “Alder & Pike” means" in again.text


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
        assert "Move it" not in again.text
    assert coast.path == f"{house.north.path}{coast.id}/"


def test_a_region_stays_with_its_client(house):
    with pytest.raises(Refused, match="stay with their client"):
        commands.change_region(house.north, name="North", parent=house.other_client, by=house.asha)


def test_regions_stand_only_as_deep_as_their_path_can_be_kept(house):
    """A refusal in words, on either database, where PostgreSQL would break off."""
    levels = [house.north]

    def deeper(number: int) -> None:
        levels.append(commands.add_region(levels[-1], name=f"Level {number}", by=house.asha))

    with pytest.raises(Refused, match="cannot stand that deep"):
        deque(map(deeper, range(Region.PATH_MAX)))
    assert len(levels) > 50
    top = make_region("Top", house.client)
    make_region("Bottom", make_region("Below", top))
    with pytest.raises(Refused, match="cannot stand that deep"):
        commands.change_region(top, name="Top", parent=levels[-1], by=house.asha)


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


def test_an_empty_region_is_deleted_and_the_log_remembers_it(house, as_):
    coast = make_region("Coast", house.north)
    coast_id = coast.id
    page = as_(house.asha).get("admin.region", region_id=coast_id)
    assert "“Coast” is deleted" in page.submit("main form.one-button").text
    assert db.session.query(Region).filter_by(id=coast_id).count() == 0
    line = db.session.query(AuditEvent).filter_by(action="region.delete").one()
    assert (line.subject_id, line.client_id, line.facts) == (
        str(coast_id),
        house.client.id,
        {"name": "Coast"},
    )


def test_a_region_that_holds_anything_says_what_and_stays(house, as_):
    make_region("Coast", house.north)
    page = as_(house.asha).get("admin.region", region_id=house.north.id)
    for words in ("1 region stands under it", "1 branch stands in it", "1 role is given on it"):
        assert words in page.text
    assert not page.select("main form.one-button")
    refused = as_(house.asha).post("admin.delete_region", {}, region_id=house.north.id, expect=409)
    assert "“North” is not empty" in refused.text
    assert house.north.name == "North"


def test_a_client_is_never_deleted_here(house, as_):
    empty = make_region("Empty client")
    admin = make_person("Theirs", (Role.ADMIN, empty))
    as_(admin).post("admin.delete_region", {}, region_id=empty.id, expect=409)
    assert db.session.get(Region, empty.id)


def test_the_admin_of_a_region_keeps_to_it(house, as_):
    regional = make_person("Regional", (Role.ADMIN, house.north))
    leeds = make_region("Leeds", house.north)
    browser = as_(regional)
    page = browser.get("admin.places")
    assert "Leeds" in page.text
    assert "South" not in page.text
    browser.get("admin.region", region_id=house.client.id, expect=404)
    browser.get("admin.region", region_id=house.south.id, expect=404)
    browser.post("admin.region", {"name": "Leeds", "parent": house.south.id}, region_id=leeds.id, expect=400)
    browser.post("admin.delete_region", {}, region_id=house.south.id, expect=404)
    browser.post("admin.delete_region", {}, region_id=house.north.id, expect=409)
    assert "parent" not in browser.get("admin.region", region_id=house.north.id).form(FORM)


def test_another_clients_places_are_not_there(house, as_):
    browser = as_(house.asha)
    assert "Another client" not in browser.get("admin.places").text
    browser.get("admin.region", region_id=house.other_client.id, expect=404)
    browser.post("admin.new_region", {"name": "X", "parent": house.other_client.id}, expect=400)
    assert db.session.query(Region).filter_by(name="X").count() == 0
