"""What moves the intent: said with its range, and not said where the visits cannot tell."""

from datetime import date

import pytest

from shopper.dashboards.drivers import intent_of
from tests.support.builders import SHORT_SET, make_branch, make_version
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.results import BEST, UNSEEN, released

pytestmark = LONG_ON_POSTGRES
DAY = date(2026, 9, 3)
ASKS_NOTHING = "\n".join(line for line in SHORT_SET.splitlines() if "type: recommend" not in line)


def moved_by_leaving(house, visits=12, branches=4, region=None):
    """Whoever was thanked would come back; the rest of the visit does not matter."""
    kinds = []
    for n in range(visits):
        kind = {**BEST, "wait": (30, 120, 300)[n // 2 % 3], "thanked": ("yes", "no")[n % 2]}
        kinds.append({**kind, "recommend": 9 if n % 2 == 0 else 3})
    places = [house.mill_lane, *(make_branch(house.north) for _ in range(branches - 1))]
    released(house.version, [(branch, DAY, kind) for branch in places for kind in kinds], shopper=house.chloe)


def test_the_touchpoint_that_moves_it_is_named_with_its_range(house, as_):
    moved_by_leaving(house)
    page = as_(house.dev).get("dashboards.drivers")
    assert "Here the last impression moves the intent to recommend more than anything else." in page.text
    assert "“Leaving” carries" in page.text
    assert "from 48 visits; an equal part would be 33" in page.text
    assert page.select("#h-drivers")[0].get_text() == "“Leaving” moves the intent most"


def test_the_file_says_what_the_table_says(house, as_):
    moved_by_leaving(house)
    dev = as_(house.dev)
    lines = dev.get("dashboards.drivers_csv").answer.get_data(as_text=True).splitlines()
    shown = [
        [cell.get_text(strip=True) for cell in row.select("th, td")]
        for row in dev.get("dashboards.drivers").select("tbody tr")
    ]
    assert [line.split(",")[:4] for line in lines[1:]] == shown
    assert [row[0] for row in shown] == ["Greeting", "Checkout", "Leaving"]


@pytest.mark.parametrize(
    ("visits", "branches", "told"),
    [
        (1, 2, "2 visits of the year up to September 2026 saw every touchpoint and have the answer; it takes 30"),
        (40, 1, "They were all made to one branch; it takes at least two."),
    ],
)  # fmt: skip
def test_too_few_visits_cannot_tell(house, as_, visits, branches, told):
    moved_by_leaving(house, visits, branches)
    dev = as_(house.dev)
    page = dev.get("dashboards.drivers")
    assert "cannot be told yet" in page.text
    assert told in page.text
    assert not page.select("figure")
    assert len(dev.get("dashboards.drivers_csv").answer.get_data(as_text=True).splitlines()) == 1


def test_answers_that_never_differ_move_nothing(house, as_):
    places = [house.mill_lane, make_branch(house.north)]
    released(house.version, [(branch, DAY, BEST) for branch in places for _ in range(20)])
    assert "no answer goes with any touchpoint" in as_(house.dev).get("dashboards.drivers").text


def test_visits_that_saw_too_little_are_left_out_and_counted(house, as_):
    moved_by_leaving(house)
    half = {**{k: v for k, v in BEST.items() if k != "words"}, "greeted": "not_observed"}
    released(house.version, [(house.mill_lane, DAY, kind) for kind in (half, half, UNSEEN)])
    page = as_(house.dev).get("dashboards.drivers").text
    assert "2 visits are left out, because a touchpoint was not seen" in page
    assert "from 48 visits" in page


def test_a_version_that_does_not_ask_says_so(house, as_):
    version = make_version(house.client, ASKS_NOTHING)
    assert intent_of(version.definition) is None
    answers = {k: v for k, v in BEST.items() if k != "recommend"}
    released(version, [(house.mill_lane, DAY, answers)])
    page = as_(house.dev).get("dashboards.drivers").text
    assert "This version does not ask whether a shopper would recommend the place." in page


def test_before_the_first_visit_it_says_so(house, as_):
    assert "North: no visits yet." in as_(house.dev).get("dashboards.drivers").text


def test_a_manager_reads_only_their_own_visits_and_no_shopper(house, as_, statements):
    moved_by_leaving(house)
    dev = as_(house.dev)
    before = dev.get("dashboards.drivers")
    released(house.version, [(house.quayside, DAY, BEST) for _ in range(40)], shopper=house.chloe)
    with statements() as asked:
        after = dev.get("dashboards.drivers")
    assert before.text == after.text
    assert "Chloé" not in after.text
    assert len(asked) <= 12
