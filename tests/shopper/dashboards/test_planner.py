"""The planner: visits from the organisation's own spread, and a true word where that is not known."""

from datetime import date

import pytest

from tests.support.builders import make_branch
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.results import AVERAGE, BEST, FUMBLED, RUDE, released

pytestmark = LONG_ON_POSTGRES
DAY = date(2026, 9, 3)


def visited(house, branches=6, kinds=(BEST, AVERAGE, FUMBLED, RUDE)) -> None:
    places = [house.mill_lane, *(make_branch(house.north) for _ in range(branches - 1))]
    released(house.version, [(branch, DAY, kind) for branch in places for kind in kinds * 2])


def rows(page) -> list[list[str]]:
    return [[cell.get_text(strip=True) for cell in row.select("th, td")] for row in page.select("tbody tr")]


def test_it_says_what_five_ten_and_fifteen_points_and_ones_own_cost(house, as_):
    visited(house)
    page = as_(house.dev).get("dashboards.planner", d="7")
    assert [row[0] for row in rows(page)] == ["5", "7", "10", "15"]
    needed = [int(row[1]) for row in rows(page)]
    assert needed == sorted(needed, reverse=True)
    assert needed[0] == pytest.approx(4 * needed[2], abs=4)
    assert f"To notice a change of 7 points at a branch, plan {needed[1]} visits before it and as many after." in page.text  # fmt: skip
    assert "42 repeated visits" in page.text
    assert "Too few visits to be sure" not in page.text


def test_the_file_says_what_the_table_says(house, as_):
    visited(house)
    dev = as_(house.dev)
    file = dev.get("dashboards.planner_csv", d="7").answer.get_data(as_text=True).splitlines()
    shown = [[cell.replace("–", "") for cell in row] for row in rows(dev.get("dashboards.planner", d="7"))]
    assert [line.split(",")[:4] for line in file[1:]] == shown


def test_few_visits_are_said_to_be_few(house, as_):
    visited(house, 2, (BEST, RUDE))
    assert "Too few visits to be sure: take these as rough" in as_(house.dev).get("dashboards.planner").text


@pytest.mark.parametrize(
    ("told", "visits"),
    [
        ("North: no visits yet.", []),
        ("There are too few visits to plan from.", [AVERAGE]),
    ],
)
def test_without_repeated_visits_nothing_is_planned(house, as_, told, visits):
    released(house.version, [(house.mill_lane, DAY, kind) for kind in visits])
    dev = as_(house.dev)
    page = dev.get("dashboards.planner")
    assert told in page.text
    assert not page.select("table")
    assert len(dev.get("dashboards.planner_csv").answer.get_data(as_text=True).splitlines()) == 1


@pytest.mark.parametrize("asked", ["0", "-5", "101", "ten", "1e3", "5.5", "٣", "9" * 50])
def test_a_difference_that_cannot_be_planned_for_is_told(house, as_, asked):
    visited(house)
    page = as_(house.dev).get("dashboards.planner", d=asked)
    assert "is not a difference that can be planned for" in page.text
    assert [row[0] for row in rows(page)] == ["5", "10", "15"]


def test_visits_that_are_all_alike_still_cost_something(house, as_):
    visited(house, kinds=(BEST,))
    assert [row[1] for row in rows(as_(house.dev).get("dashboards.planner"))] == ["1", "1", "1"]


def test_only_the_spread_crosses_the_border_of_a_grant(house, as_):
    visited(house)
    released(house.version, [(house.quayside, DAY, kind) for kind in (BEST, FUMBLED, RUDE)])
    page = as_(house.dev).get("dashboards.planner")
    assert "Quayside" not in page.answer.get_data(as_text=True)
    assert rows(page) == rows(as_(house.asha).get("dashboards.planner"))


def test_it_asks_the_database_as_little_with_many_branches(house, as_, statements):
    visited(house, 2)
    dev = as_(house.dev)
    with statements() as few:
        dev.get("dashboards.planner")
    visited(house, 12)
    with statements() as many:
        dev.get("dashboards.planner")
    assert len(many) == len(few) <= 12
