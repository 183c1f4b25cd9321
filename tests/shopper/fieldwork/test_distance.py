"""How far a visit is: told to who sends and to who goes, and no more of anybody's home than that."""

import pytest

from shopper.accounts.home.commands import say_home
from shopper.extensions import db
from shopper.geography import Point
from shopper.models import Role
from tests.shopper.review.support import sent
from tests.support.builders import make_branch, make_person, make_visit, make_wave
from tests.support.databases import LONG_ON_POSTGRES

LEEDS, YORK, LONDON = Point(53.797, -1.541), Point(53.958, -1.080), Point(51.507, -0.128)
"""Leeds to York is 35 km as the crow flies, Leeds to London 272."""


def put(branch, place):
    branch.latitude, branch.longitude = place
    db.session.commit()


@pytest.fixture
def wave(house):
    return make_wave(house.version, house.mill_lane, house.quayside, on_board=True)


@pytest.fixture
def visit(house, wave):
    return make_visit(house.mill_lane, house.version, wave=wave)


def offered(page) -> list[str]:
    return [option.get_text() for option in page.select("#shopper option")][1:]


@LONG_ON_POSTGRES
def test_who_sends_reads_how_far_it_is_and_never_from_where(house, as_, wave, visit):
    branch = {"wave_id": wave.id, "branch_id": house.mill_lane.id}
    near = make_person("Near", (Role.SHOPPER, house.client))
    say_home(near, LEEDS, by=near)
    assert offered(as_(house.asha).get("fieldwork.branch", **branch)) == [
        "Chloé, distance unknown", "Near, distance unknown",
    ]  # fmt: skip
    put(house.mill_lane, YORK)
    put(house.quayside, LEEDS)
    sent(house, house.quayside, 3)
    page = as_(house.asha).get("fieldwork.branch", **branch)
    assert offered(page) == ["Chloé, about 35 km", "Near, about 35 km"]
    assert "53.8" not in str(page.soup)


@LONG_ON_POSTGRES
def test_one_visit_at_each_of_several_tells_the_longest_way(house, as_, wave, visit):
    put(house.mill_lane, YORK)
    say_home(house.chloe, LEEDS, by=house.chloe)
    page = as_(house.asha).get("fieldwork.wave", wave_id=wave.id)
    given = page.submit("main form.form", shopper=str(house.chloe.id), branches=[str(house.mill_lane.id)])
    assert "The longest way is about 35 km." in given.text


def test_the_board_tells_it_and_puts_the_nearest_first(house, as_, wave, visit):
    """On both databases: they are asked for the least of several ways in words of their own."""
    far, unknown = (make_branch(house.north, name) for name in ("Far", "Unknown"))
    for branch, place in ((house.mill_lane, YORK), (far, LONDON), (house.quayside, LEEDS)):
        put(branch, place)
    second = make_branch(house.north, "Second", latitude=53.9, longitude=-1.1)
    for branch in (unknown, far):
        make_visit(
            branch, house.version, wave=wave, window_from=visit.window_from, window_to=visit.window_from
        )
    for branch in (house.quayside, second):
        sent(house, branch, 3)
    board = as_(house.chloe).get("visits.board")
    assert [each.get_text() for each in board.select("main .item b")][-1] == "Mill Lane", "it ends last"
    nearest = board.client.get(board.select("main a[href*='by=near']")[0]["href"])
    assert [each.get_text() for each in nearest.select("main .item b")] == ["Mill Lane", "Far", "Unknown"]
    assert "From a branch you visited lately: about 7 km" in nearest.text
    say_home(house.chloe, LEEDS, by=house.chloe)
    again = as_(house.chloe).get("visits.board", by="near")
    assert "From where you start: about 35 km" in again.text
    assert "Distance unknown" in again.text


@LONG_ON_POSTGRES
def test_without_anything_known_the_board_says_so_and_how_to_change_it(house, as_, visit):
    board = as_(house.chloe).get("visits.board", by="near")
    assert "How far it is, is not known" in board.text
    assert board.select("main a[href$='/home-area']")
    offer = as_(house.chloe).get("visits.offer", visit_id=visit.id)
    assert "Distance unknown" in offer.text
