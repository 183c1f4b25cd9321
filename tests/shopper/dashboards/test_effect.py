"""Did it help: against what was expected, never before and after alone; and reachable from the note."""

from datetime import date

import pytest

from shopper.dashboards.annotations.commands import add_note
from shopper.dashboards.effect import window
from tests.support.builders import make_branch
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.results import AVERAGE, BEST, FUMBLED, RUDE, released

pytestmark = LONG_ON_POSTGRES
ON = "2026-06-01"
BEFORE, AFTER = ([date(2026, month, 5) for month in months] for months in ((3, 4, 5), (6, 7, 8)))
USUAL = (AVERAGE, FUMBLED, RUDE, BEST)


def world(house, after=USUAL, others=8, before=USUAL) -> None:
    """Mill Lane before and after a day; all other branches as ever."""
    rest = [house.quayside, *(make_branch(house.south) for _ in range(others - 1))]
    told = [(house.mill_lane, day, kind) for day in BEFORE for kind in before]
    told += [(house.mill_lane, day, kind) for day in AFTER for kind in after]
    told += [(branch, day, kind) for branch in rest for day in (*BEFORE, *AFTER) for kind in USUAL]
    released(house.version, told)


def ask(client, house, **args):
    return client.get("dashboards.effect_branch", branch_id=house.mill_lane.id, **{"on": ON, **args})


def test_more_than_was_expected_is_told_with_its_range(house, as_):
    world(house, (BEST,) * 8, before=(FUMBLED, RUDE) * 4)
    page = ask(as_(house.dev), house)
    assert "Mill Lane did better after 1 June 2026 than it would have anyway" in page.text
    assert "8 other branches say what would have happened anyway." in page.text
    assert "from 24 visits before and 24 visits after" in page.text
    assert "It is taken that nothing else began here in these months" in page.text
    names = [row.get_text(strip=True) for row in page.select("tbody th")]
    assert names == ["Before", "Expected without it", "Reached", "Effect: reached less expected"]


def test_the_same_as_ever_cannot_be_told(house, as_):
    world(house)
    page = ask(as_(house.dev), house)
    assert "Nobody can tell whether it helped: Mill Lane reached" in page.text
    assert "was expected without it" in page.text


def test_before_and_after_alone_is_never_shown(house, as_):
    world(house, (BEST,) * 4, others=4)
    page = ask(as_(house.dev), house)
    assert "Nobody can tell whether it helped. 4 other branches were visited both" in page.text
    assert not page.select("main table, main figure")
    file = page.client.get("dashboards.effect_branch_csv", branch_id=house.mill_lane.id, on=ON)
    assert len(file.answer.get_data(as_text=True).splitlines()) == 1


def test_others_with_notes_of_their_own_do_not_say_what_would_have_happened(house, as_):
    world(house, (BEST,) * 8, before=(FUMBLED, RUDE) * 4)
    add_note(house.quayside, on=date(2026, 4, 9), text="New manager", by=house.asha)
    page = ask(as_(house.dev), house)
    assert "7 other branches say what would have happened anyway." in page.text
    assert "One more is left out: it has a note of its own in these months." in page.text
    assert "New manager" not in page.text, "another region's note is not Dev's to read"


@pytest.mark.parametrize(("place", "compared"), [("south", 0), ("client", 8)])
def test_a_note_on_a_region_counts_for_all_in_it_unless_it_holds_here_too(house, as_, place, compared):
    world(house, (BEST,) * 8)
    add_note(getattr(house, place), on=date(2026, 7, 1), text="New tills", by=house.asha)
    page = ask(as_(house.dev), house)
    assert f"{compared} other branches" in page.text
    assert ("8 more are left out" in page.text) == (place == "south")
    assert ("New tills" in page.text) == (place == "client"), "what else happened here is listed"


def test_a_note_of_another_time_leaves_nobody_out(house, as_):
    world(house, (BEST,) * 8)
    add_note(house.quayside, on=date(2026, 1, 9), text="New manager", by=house.asha)
    assert "8 other branches say" in ask(as_(house.dev), house).text


def test_what_was_done_everywhere_has_nothing_to_be_compared_with(house, as_):
    world(house)
    page = as_(house.asha).get("dashboards.effect", region=house.client.id, on=ON)
    assert "0 other branches were visited both before and after" in page.text


def test_the_file_says_what_the_table_says(house, as_):
    world(house, (BEST,) * 4)
    dev = as_(house.dev)
    rows = [
        [cell.get_text(strip=True).replace("–", "").replace("−", "-") for cell in row.select("th, td")]
        for row in ask(dev, house).select("tbody tr")
    ]
    file = dev.get("dashboards.effect_branch_csv", branch_id=house.mill_lane.id, on=ON)
    lines = [line.split(",") for line in file.answer.get_data(as_text=True).splitlines()[1:]]
    assert [line[: len(rows[0])] for line in lines] == rows
    assert {tuple(line[len(rows[0]) :][:3]) for line in lines} == {("North", "Mill Lane", "Short visit")}


@pytest.mark.parametrize(
    ("on", "told"),
    [
        ("2026-03-01", "No scored visit to Mill Lane in December 2025 to February 2026 on this version."),
        ("2026-09-01", "No scored visit to Mill Lane in September to November 2026 on this version yet."),
        ("2026-13-01", "is not a day between 2000 and 2100"),
        ("0001-01-01", "is not a day between 2000 and 2100"),
        ("9999-12-31", "is not a day between 2000 and 2100"),
        ("", "Choose the day on which something began"),
    ],
)
def test_a_day_that_cannot_be_followed_is_told(house, as_, on, told):
    world(house, others=1)
    assert told in ask(as_(house.dev), house, on=on).text


@pytest.mark.parametrize(
    ("on", "months", "expected"),
    [
        (date(2026, 6, 1), 3, ("2026-03", "2026-05", "2026-06", "2026-08")),
        (date(2026, 6, 15), 3, ("2026-03", "2026-05", "2026-07", "2026-09")),
        (date(2026, 1, 1), 6, ("2025-07", "2025-12", "2026-01", "2026-06")),
    ],
)
@pytest.mark.usefixtures("app")
def test_whole_months_on_both_sides_of_the_day(on, months, expected):
    told = tuple(f"{at // 12}-{at % 12 + 1:02d}" for at in window(on, months))
    assert told == expected


def test_the_way_leads_from_the_note_and_from_the_chart(house, as_):
    world(house)
    add_note(house.mill_lane, on=date(2026, 6, 1), text="New team", by=house.dev)
    add_note(house.client, on=date(2026, 6, 2), text="New till", by=house.asha)
    dev = as_(house.dev)
    page = dev.get("dashboards.change_branch", branch_id=house.mill_lane.id)
    ways = page.select(".remarks a[href*='/effect?']")
    assert [way.get_text() for way in ways] == ["Did it help?: New team"], "the whole client is not Dev's"
    assert "Nobody can tell whether it helped" in dev.get(ways[0]["href"]).text
    empty = dev.get("dashboards.effect_branch", branch_id=house.mill_lane.id)
    assert "New team" in empty.select(".remarks")[0].get_text()
    assert page.select(f"a[href^='/branches/{house.mill_lane.id}/effect']")


def test_another_region_is_not_named_and_the_database_is_asked_little(house, as_, statements):
    world(house)
    dev = as_(house.dev)
    with statements() as asked:
        page = ask(dev, house)
    assert "Quayside" not in page.answer.get_data(as_text=True)
    assert len(asked) <= 12
    dev.get("dashboards.effect_branch", branch_id=house.quayside.id, on=ON, expect=404)


def test_a_measure_of_ones_own_is_kept_and_a_rate_is_not_followed(house, as_):
    world(house)
    dev = as_(house.dev)
    assert "Finish, mean of 1 branch" in ask(dev, house, measure="finish").text
    ways = ask(dev, house).select("ul.orders a")
    assert "Finish, mean of 1 branch" in dev.get(ways[0]["href"]).text
    chart = dev.get("dashboards.change_branch", branch_id=house.mill_lane.id, measure="fumbles")
    assert "measure" not in chart.select("a.button[href*='/effect']")[0]["href"]
    assert "This version has no such measure." in ask(dev, house, measure="fumbles").text
