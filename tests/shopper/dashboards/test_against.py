"""Branches side by side: what is said of them, what of their touchpoints, and what they do not have in common."""

import csv
import io
from datetime import date

import pytest

from shopper.models import Role
from tests.support.builders import make_branch, make_person
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.results import AVERAGE, BEST, FUMBLED, RUDE, UNSEEN, released

pytestmark = LONG_ON_POSTGRES
POOR = {**FUMBLED, "greeted": "no"}
POOR.pop("words")


def visits(house, branch, *kinds, shopper=None):
    told = [(branch, date(2026, 7 + n % 3, 3 + n), kind) for n, kind in enumerate(kinds)]
    return released(house.version, told, shopper=shopper or house.chloe)


def chain(house):
    """Six other branches with ups and downs, so that it is known how much visits and branches differ."""
    for _ in range(6):
        visits(house, make_branch(house.north), BEST, AVERAGE, FUMBLED, RUDE, BEST, AVERAGE)


def side_by_side(as_, house, *branches, **more):
    asked = dict(
        zip("abcd", (each if isinstance(each, str) else each.code for each in branches), strict=False)
    )
    return as_(house.dev).get("dashboards.against", **asked, **more)


def headline(page):
    return " ".join(page.select("h1")[0].text.split())


def test_a_clear_difference_is_told_with_its_range_and_its_chance(house, as_):
    chain(house)
    good, poor = make_branch(house.north, "Good"), make_branch(house.north, "Poor")
    visits(house, good, *[BEST] * 8)
    visits(house, poor, *[POOR] * 8)
    page = side_by_side(as_, house, good, poor)
    assert headline(page).startswith("Good is better than Poor, unlikely to be chance.")
    assert "By their own visits, Good less Poor is +" in headline(page)
    assert "The chance that Good is the better one is over 99 %." in headline(page)
    assert "They differ at Greeting and Leaving, unlikely to be chance" in page.text
    other = side_by_side(as_, house, poor, good)
    assert headline(other).startswith("Good is better than Poor")
    assert "By their own visits, Poor less Good is −" in headline(other)
    assert "The chance that Good is the better one is over 99 %." in headline(other)
    assert "under 1 %" in other.text


def test_what_visits_do_not_carry_is_not_said(house, as_):
    chain(house)
    one, other = make_branch(house.north, "One"), make_branch(house.north, "Other")
    visits(house, one, BEST, AVERAGE, FUMBLED, BEST)
    visits(house, other, AVERAGE, BEST, RUDE, BEST)
    page = side_by_side(as_, house, one, other)
    assert headline(page).startswith("One and Other cannot be told apart on these visits.")
    assert "No touchpoint tells them apart" in page.text
    few = make_branch(house.north, "Few")
    visits(house, few, POOR, POOR, POOR)
    page = side_by_side(as_, house, one, few)
    assert headline(page).startswith("One and Few have too few visits to compare.")
    assert "The chance that" not in headline(page)
    assert "Too few visits to compare their touchpoints" in page.text


def test_the_first_is_held_against_each_of_three(house, as_):
    chain(house)
    one, two, three, four = (make_branch(house.north, name) for name in ("One", "Two", "Three", "Four"))
    visits(house, one, *[BEST] * 8)
    visits(house, two, *[POOR] * 8)
    visits(house, three, *[BEST] * 8)
    visits(house, four, POOR)
    page = side_by_side(as_, house, one, two, three, four)
    assert headline(page).startswith(
        "One is better than Two, unlikely to be chance. One cannot be told apart from Three. "
        "There are too few visits to compare One with Four."
    )
    assert len(page.select("table")[0].select("tbody tr")) == 4
    csv_ = next(way["href"] for way in page.select("a[href*='branches.csv']"))
    rows = list(csv.reader(io.StringIO(as_(house.dev).http.get(csv_).get_data(as_text=True))))
    assert len(rows) == 1 + 3 * (1 + 3)
    assert rows[1][:5] == ["One", "Two", "Overall score", "100", "8"]
    assert rows[1][11] == "better"
    assert {row[11] for row in rows if row[1] == "Four"} == {"too few visits"}


def test_shoppers_and_parts_of_the_day_that_they_do_not_share_are_told_without_names(house, as_):
    chain(house)
    one, other = make_branch(house.north, "One"), make_branch(house.north, "Other")
    made = visits(house, one, *[BEST] * 4)
    visits(house, other, *[AVERAGE] * 4, shopper=make_person("Sam", (Role.SHOPPER, house.client)))
    for visit in made:
        visit.day_part = "morning"
    page = side_by_side(as_, house, one, other)
    assert "No shopper visited both One and Other" in page.text
    assert "One 4 in the morning; Other 4 at any time" in page.text
    assert "Chloé" not in page.text
    assert "Sam" not in page.text
    visits(house, one, UNSEEN)
    assert "One visit to One saw too little to be scored" in side_by_side(as_, house, one, other).text


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ((), "Which branches stand side by side?"),
        (("Mill Lane",), "Which branches stand side by side?"),
        (("Mill Lane", "Nowhere"), "No branch of North has the code or the name “Nowhere”."),
        (("Mill Lane", "mill lane"), "Mill Lane is named twice and shown once."),
        (("Mill Lane", "Quayside"), "No branch of North has the code or the name “Quayside”."),
        (("Mill Lane", "Twin"), "“Twin” is the name of several branches. Write the code:"),
        (("Mill Lane", "New"), "New has no scored visit in this period"),
        (("Mill Lane", "'; DROP TABLE visit; --"), "No branch of North has the code or the name"),
    ],
)
def test_whatever_the_address_says_gets_an_answer(house, as_, asked, told):
    """Quayside is next door, where Dev may not look: nobody tells whether it is there."""
    visits(house, house.mill_lane, BEST, AVERAGE)
    for name in ("Twin", "Twin", "New"):
        make_branch(house.north, name)
    assert told in side_by_side(as_, house, *asked).text


def test_before_the_first_release_and_from_the_pages_before(house, as_):
    assert "no visits yet" in side_by_side(as_, house, house.mill_lane).text
    visits(house, house.mill_lane, BEST, AVERAGE)
    dev = as_(house.dev)
    way = dev.get("dashboards.branch", branch_id=house.mill_lane.id).select("a[href*='/compare/branches']")[0]
    assert f"a={house.mill_lane.code}" in way["href"]
    assert dev.get("dashboards.compare").select("a[href*='/compare/branches']")
