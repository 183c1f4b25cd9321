"""Change over time: what is said of a region and a branch, and that nobody reads about another region."""

import json
from datetime import date

import pytest
from flask import current_app

from shopper.dashboards.kept import NAME
from shopper.extensions import db
from tests.support.builders import BEST, House, make_branch, make_version
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.results import AVERAGE, FUMBLED, RUDE, UNSEEN, released

pytestmark = LONG_ON_POSTGRES

DAY = date(2026, 9, 3)


def month(back: int) -> date:
    at = 2026 * 12 + 8 - back
    return date(at // 12, at % 12 + 1, 5)


def nothing(house: House) -> None:
    pass


def one_month(house: House) -> None:
    released(house.version, [(house.mill_lane, DAY, kind) for kind in (BEST, AVERAGE, BEST)])


def all_unseen(house: House) -> None:
    released(house.version, [(house.mill_lane, DAY, UNSEEN)])


def with_gaps(house: House) -> None:
    released(house.version, [(house.mill_lane, month(back), BEST) for back in (0, 1, 4, 5)])


def many_gaps(house: House) -> None:
    released(house.version, [(house.mill_lane, month(back), BEST) for back in (0, 9)])


def a_year(house: House, later=(BEST, AVERAGE), version=None) -> None:
    """Twelve branches, 24 visits a month for a year, all alike; Mill Lane is another one from July on."""
    branches = [house.mill_lane, *(make_branch(house.north, f"Branch {n:02d}") for n in range(11))]
    released(
        version or house.version,
        [
            (branch, month(back), kind)
            for branch in branches
            for back in range(12)
            for kind in (later if branch is house.mill_lane and back < 3 else (BEST, AVERAGE))
        ],
    )


def two_versions_in_one_quarter(house: House) -> None:
    older, newer = house.version, make_version(house.client)
    newer.change_note = "Asks how long the queue was"
    db.session.commit()
    released(older, [(house.mill_lane, month(back), BEST) for back in (1, 2, 3)])
    released(newer, [(house.mill_lane, month(back), AVERAGE) for back in (0, 1)])


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (nothing, "North: no visits yet. The first one appears here"),
        (all_unseen, "North: nothing to show of the overall score yet. Choose another measure"),
        (one_month, "North: too early to tell whether the overall score changed. September 2026 was 97 from 3 visits; the middle of its months is 97."),
        (with_gaps, "No visits in June 2026 and July 2026: a gap, not a zero."),
        (many_gaps, "Eight months had no visits: gaps, not zeros."),
        (a_year, "North: normal ups and downs in the overall score. September 2026 was 96 from 24 visits, where 96 to 96 is usual."),
    ],
)  # fmt: skip
def test_early_and_odd_states_have_true_words(house, as_, state, told):
    state(house)
    dev = as_(house.dev)
    assert told in dev.get("dashboards.change").text
    dev.get("dashboards.change_branch", branch_id=house.mill_lane.id)


def figure(page):
    return json.loads(page.select("figure script")[0].get_text())


def table(page, css="section:has(> #h-months)"):
    return [
        [cell.get_text(" ", strip=True) for cell in row.select("th, td")]
        for row in page.select(f"{css} tbody tr")
    ]


def lines(page) -> list[list[str]]:
    return [line.split(",") for line in page.answer.get_data(as_text=True).splitlines()]


def test_a_month_without_visits_is_no_zero_on_the_chart(house, as_):
    with_gaps(house)
    page = as_(house.dev).get("dashboards.change")
    (line,) = figure(page)["data"]
    assert line["y"] == [100, 100, None, 100, 100]
    assert line["x"] == [0, 1, None, 4, 5]
    assert len(table(page)) == 4


def test_a_new_version_breaks_the_line_names_both_sides_and_says_why(house, as_):
    two_versions_in_one_quarter(house)
    page = as_(house.dev).get("dashboards.change")
    old, new = figure(page)["data"]
    assert (len(old["y"]), len(new["y"])) == (3, 2)
    assert max(old["x"]) < min(new["x"])
    said = [note["text"] for note in figure(page)["layout"]["annotations"]]
    assert "<b>Version 2</b>" in said
    assert "Version 1" in said
    assert "An earlier version asked other questions, so the line is not joined." in page.text
    assert "Short visit version 2 begins: Asks how long the queue was" in page.text
    assert [row[0] for row in table(page)] == [
        "June 2026",
        "July 2026",
        "August 2026",
        "August 2026",
        "September 2026",
    ]


def test_the_branch_to_call_is_named_with_its_reason(house, as_):
    a_year(house, later=(FUMBLED, RUDE))
    dev = as_(house.dev)
    page = dev.get("dashboards.change")
    assert page.select("#h-branches")[0].get_text() == "One branch shows a signal to check"
    (need,) = page.select(".need")
    assert need.select_one("a").get_text() == "Mill Lane"
    assert "Signal to check." in need.get_text()
    assert "its own past predicts 9" in need.get_text()
    assert "12 branches are watched, each against its own past." in page.text
    assert "decline" not in page.text
    one = dev.get("dashboards.change_branch", branch_id=house.mill_lane.id)
    assert "Mill Lane: the overall score shows a signal to check." in one.text
    assert table(one)[-1][-1] == "signal to check"
    assert {row[-1] for row in table(one)[:-3]} == {""}
    other = dev.get("dashboards.change_branch", branch_id=house.mill_lane.id, measure="set_up").text
    assert "Mill Lane: the set-up" in other


def test_a_branch_that_got_better_is_said_to_be_so(house, as_):
    branches = [make_branch(house.north, f"Branch {n:02d}") for n in range(6)]
    told = [
        (branch, month(back), kind) for branch in branches for back in range(12) for kind in (RUDE, AVERAGE)
    ]
    better = [
        (house.mill_lane, month(back), kind)
        for back in range(12)
        for kind in ((BEST, BEST) if back < 3 else (RUDE, RUDE))
    ]
    released(house.version, told + better)
    page = as_(house.dev).get("dashboards.change")
    assert page.select("#h-branches")[0].get_text() == "One branch is better than before"
    assert "Better than before, unlikely to be chance." in page.select(".need")[0].get_text()


def test_the_list_of_branches_is_in_the_csv_and_holds_only_those_in_sight(house, as_):
    a_year(house, later=(FUMBLED, RUDE))
    far = [
        (house.quayside, month(back), kind)
        for back in range(12)
        for kind in ((RUDE, RUDE) if back < 3 else (BEST, AVERAGE))
    ]
    released(house.version, far)
    mine = lines(as_(house.dev).get("dashboards.change_csv", name="branches"))
    assert [row[0] for row in mine[1:3]] == ["Mill Lane", "Branch 00"]
    assert (len(mine), mine[1][1], mine[2][1]) == (13, "signal to check", "normal ups and downs")
    everybodys = lines(as_(house.asha).get("dashboards.change_csv", name="branches"))
    assert {row[0] for row in everybodys} - {row[0] for row in mine} == {"Quayside"}
    assert "Quayside" not in as_(house.dev).get("dashboards.change").answer.get_data(as_text=True)


def test_what_is_learned_from_the_chain_does_not_depend_on_who_looks(house, as_):
    a_year(house, later=(FUMBLED, RUDE))
    released(
        house.version, [(house.quayside, month(back), kind) for back in range(12) for kind in (RUDE, BEST)]
    )
    mine = table(as_(house.dev).get("dashboards.change_branch", branch_id=house.mill_lane.id))
    assert mine == table(as_(house.asha).get("dashboards.change_branch", branch_id=house.mill_lane.id))


def test_a_new_branch_is_not_watched_yet_and_says_so(house, as_):
    one_month(house)
    page = as_(house.dev).get("dashboards.change_branch", branch_id=house.mill_lane.id)
    assert (
        "It is not watched yet: that takes half a year and six visits in the year before. First visits with this version: September 2026."
        in page.text
    )
    assert (
        "No branch is watched yet. One is not watched: too new"
        in as_(house.dev).get("dashboards.change").text
    )


@pytest.mark.parametrize(
    ("measure", "told"),
    [
        ("finish", "North: normal ups and downs in the finish."),
        ("gap", "the gap between finish and set-up"),
        (
            "fumbles",
            "North: normal ups and downs in the rate of fumbles. September 2026 was 0 % from 24 visits",
        ),
        ("critical", "normal ups and downs in the rate of critical failures"),
        ("t:checkout", "normal ups and downs in the score of “Checkout”"),
        ("t:nowhere", "This version has no such measure. Showing the overall score."),
    ],
)
def test_every_measure_can_be_followed(house, as_, measure, told):
    a_year(house)
    dev = as_(house.dev)
    page = dev.get("dashboards.change", measure=measure)
    assert told in page.text
    rows, file = table(page), lines(dev.get("dashboards.change_csv", name="months", measure=measure))
    assert [row[:3] for row in rows] == [row[:3] for row in file[1:]]
    assert len(rows) == 12


def test_more_critical_failures_are_a_signal_to_check(house, as_):
    branches = [house.mill_lane, *(make_branch(house.north) for _ in range(11))]
    released(house.version, [(each, month(back), kind) for each in branches for back in range(12)
                             for kind in (FUMBLED if back == 0 else BEST, BEST)])  # fmt: skip
    page = as_(house.dev).get("dashboards.change", measure="critical")
    assert "North: the rate of critical failures shows a signal to check." in page.text
    assert figure(page)["data"][0]["marker"]["color"][-1] == "var(--worse)"
    assert "Branches are watched on their scores" in page.text


def test_the_filter_goes_back_two_years_whatever_quarter_it_came_from(house, as_):
    a_year(house)
    page = as_(house.dev).get("dashboards.change", **{"from": "2026-07", "to": "2026-09"})
    assert "October 2024 to September 2026" in page.text
    assert len(table(page)) == 12
    assert set(page.form("form[method=get]")) == {"region", "version", "to", "measure"}


def test_a_page_asks_the_database_the_same_few_questions_whatever_is_in_it(house, as_, statements):
    dev = as_(house.dev)

    def asked(view: str) -> int:
        values = {"branch_id": house.mill_lane.id} if view.endswith("branch") else {}
        current_app.extensions.pop(NAME, None)  # nothing is remembered of the view before
        with statements() as heard:
            dev.http.get(dev._path(f"dashboards.{view}", values))
        return sum("SELECT" in each for each in heard)

    views = ("change", "change_branch", "journey", "journey_branch")
    a_year(house)
    few = {view: asked(view) for view in views}
    a_year(house, later=(FUMBLED, RUDE))
    assert {view: asked(view) for view in views} == few
    assert max(few.values()) <= 14
