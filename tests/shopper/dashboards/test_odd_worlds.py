"""Every view over every odd world: a page with a true sentence and a picture that can be drawn."""

import json
import math
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from shopper.admin.places.steps import from_to, note_branch_move
from shopper.extensions import db
from shopper.review import commands
from tests.shopper.dashboards.test_pages import all_unseen, nothing, one_visit
from tests.shopper.review.support import answered
from tests.support.builders import House, make_branch, make_version
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.results import AVERAGE, BEST, FUMBLED, RUDE, released

pytestmark = LONG_ON_POSTGRES
KINDS = (BEST, AVERAGE, FUMBLED, RUDE)
VIEWS = (
    "overview",
    "compare",
    "touchpoints",
    "journey",
    "change",
    "drivers",
    "planner",
    "effect",
    "question",
)
OF_BRANCH = ("branch", "change_branch", "journey_branch", "effect_branch")
FILES = ("compare_csv", "touchpoints_csv", "drivers_csv", "planner_csv")
NO_NUMBER = re.compile(r"\b(nan|inf|None(?! of)|undefined)\b|%\(|\{\w+\}")


def one_branch(house: House) -> None:
    released(house.version, [(house.mill_lane, date(2026, 9, 3), kind) for kind in KINDS])


def all_equal(house: House) -> None:
    rest = [house.mill_lane, house.quayside, *(make_branch(house.north) for _ in range(4))]
    days = [date(2026, month, 5) for month in range(4, 10)]
    released(house.version, [(branch, day, BEST) for branch in rest for day in days for _ in range(2)])


def a_month_without_data(house: House) -> None:
    rest = [house.mill_lane, *(make_branch(house.north) for _ in range(6))]
    days = [date(2026, month, 5) for month in (1, 2, 3, 6, 7, 9)]
    released(house.version, [(branch, day, kind) for branch in rest for day in days for kind in KINDS])


def two_versions_in_a_quarter(house: House) -> None:
    rest, newer = [house.mill_lane, *(make_branch(house.north) for _ in range(4))], make_version(house.client)
    for version, month in ((house.version, 7), (house.version, 8), (newer, 8), (newer, 9)):
        released(version, [(branch, date(2026, month, 5), kind) for branch in rest for kind in KINDS])


def a_branch_that_moved(house: House) -> None:
    a_month_without_data(house)
    house.mill_lane.region = house.south
    note_branch_move(house.mill_lane, from_to("North", "South"), house.asha)
    db.session.commit()


def rescored_and_withdrawn(house: House) -> None:
    visits = released(house.version, [(house.mill_lane, date(2026, 9, day), RUDE) for day in range(1, 7)])
    commands.rescore(visits[0], "corrected", house.ben, answered(house.version))
    for visit in visits[3:]:
        commands.withdraw_visit(visit, by=house.ben)


def numbers(part: Any) -> Iterator[float]:
    """Every number anywhere in a figure."""
    if isinstance(part, dict):
        part = part.values()
    if isinstance(part, bool | str | None):
        return
    if isinstance(part, int | float):
        yield part
        return
    for inner in part:
        yield from numbers(inner)


def sound(page: Any) -> None:
    """A finding over everything, no hole where a word or number belongs, and figures that can be drawn."""
    assert page.select("h1")[0].get_text(strip=True)
    words = page.select("main")[0].get_text(" ")
    assert not NO_NUMBER.search(words), NO_NUMBER.search(words)
    assert not any(not each.get_text(strip=True) for each in page.select("main h2"))
    for each in page.select("main script[type='application/json']"):
        assert all(math.isfinite(one) for one in numbers(json.loads(each.get_text())))
    for each in page.select("figure.fig .chart"):
        assert each["aria-label"]
        assert each.select("svg"), "a picture before any script"
    for each in page.select("figure.fig"):
        assert each.select("figcaption")[0].get_text(strip=True)


@pytest.mark.parametrize(
    "world",
    [
        nothing,
        one_visit,
        one_branch,
        all_equal,
        all_unseen,
        a_month_without_data,
        two_versions_in_a_quarter,
        a_branch_that_moved,
        rescored_and_withdrawn,
    ],
)
def test_every_view_of_an_odd_world_is_sound(house, as_, world):
    world(house)
    asha = as_(house.asha)
    for view in VIEWS:
        more = {"on": "2026-08-01"} if view == "effect" else {}
        sound(asha.get(f"dashboards.{view}", **more))
    for view in OF_BRANCH:
        more = {"on": "2026-08-01"} if view == "effect_branch" else {}
        sound(asha.get(f"dashboards.{view}", branch_id=house.mill_lane.id, **more))
    for file in FILES:
        assert asha.get(f"dashboards.{file}").answer.get_data(as_text=True).count("\n") >= 1
    before_time = {"from": "0001-01", "to": "0001-02", "wave": "7", "channel": "smoke", "version": "0"}
    sound(asha.get("dashboards.overview", **before_time))
    sound(asha.get("dashboards.change", **before_time))
