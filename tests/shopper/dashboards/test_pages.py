"""Each page in its early and odd states, its figures beside its tables, and what it asks the database."""

import json
from datetime import date, timedelta

import pytest
from flask import current_app

from shopper import clock
from shopper.dashboards.kept import NAME
from shopper.extensions import db
from tests.support.builders import House, make_branch, make_region, make_version
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.results import AVERAGE, BEST, FUMBLED, RUDE, UNSEEN, released

pytestmark = LONG_ON_POSTGRES

DAY = date(2026, 9, 3)
EVERY_MONTH = [date(2025 + (8 + at) // 12, (8 + at) % 12 + 1, 5) for at in range(13)]


def nothing(house: House) -> None:
    pass


def one_visit(house: House) -> None:
    released(house.version, [(house.mill_lane, DAY, AVERAGE)])


def one_branch(house: House) -> None:
    released(house.version, [(house.mill_lane, DAY, kind) for kind in (BEST, AVERAGE, FUMBLED, RUDE)])


def one_visit_each(house: House) -> None:
    branches = [house.mill_lane, *(make_branch(house.north) for _ in range(4))]
    released(house.version, [(branch, DAY, AVERAGE) for branch in branches])


def all_equal(house: House) -> None:
    branches = [house.mill_lane, *(make_branch(house.north) for _ in range(5))]
    released(
        house.version, [(branch, day, BEST) for branch in branches for day in EVERY_MONTH for _ in range(4)]
    )


def all_unseen(house: House) -> None:
    released(house.version, [(house.mill_lane, DAY, UNSEEN) for _ in range(3)])


def two_years(house: House) -> None:
    """A year of two versions, 26 visits a month: all branches alike but Mill Lane, which is plainly worse."""
    branches = [house.mill_lane, *(make_branch(house.north, f"Branch {n:02d}") for n in range(12))]
    older, newer = house.version, make_version(house.client)

    def visits(branch, day):
        usual = (BEST, AVERAGE if day.month % 3 else BEST)
        return [(branch, day, kind) for kind in ((FUMBLED, RUDE) if branch is house.mill_lane else usual)]

    a_year_before = [day - timedelta(days=365) for day in EVERY_MONTH[:6]]
    released(older, [each for branch in branches for day in a_year_before for each in visits(branch, day)])
    released(newer, [each for branch in branches for day in EVERY_MONTH for each in visits(branch, day)])


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (nothing, ("North: no visits yet.", "North: no visits yet.", "Mill Lane: no visits yet.")),
        (
            one_visit,
            (
                "North: 91.9 of 100 from one visit in July to September 2026. One visit says little",
                "These branches cannot be compared yet. Every branch has one visit in each quarter",
                "Mill Lane: 91.9 of 100 from 1 visit in July to September 2026",
            ),
        ),
        (
            one_branch,
            (
                "North: 77 of 100 from 4 visits in July to September 2026 (likely",
                "These branches cannot be compared yet. Fewer than three branches",
                "Mill Lane: 77 of 100 from 4 visits in July to September 2026 (likely",
            ),
        ),
        (
            one_visit_each,
            (
                "North: 92 of 100 from 5 visits in July to September 2026, one to each branch",
                "These branches cannot be compared yet. Every branch has one visit in each quarter",
                "Mill Lane: 91.9 of 100",
            ),
        ),
        (
            all_equal,
            (
                "North: 100 of 100 from 72 visits in July to September 2026 (likely 99–101). No real change. No branch stands out.",
                "No branch stands out. The six with enough visits cannot be told apart on these visits.",
                "Mill Lane: estimated 100",
            ),
        ),
        (
            all_unseen,
            (
                "North: no score yet. None of the 3 visits in July to September 2026 saw enough to be scored.",
                "No branch has a scored visit in this period.",
                "Mill Lane: no scored visits in July to September 2026.",
            ),
        ),
    ],
)
def test_early_and_odd_states_have_true_words(house, as_, state, told):
    state(house)
    dev = as_(house.dev)
    overview, compare, branch = told
    assert overview in dev.get("dashboards.overview").text
    assert compare in dev.get("dashboards.compare").text
    assert branch in dev.get("dashboards.branch", branch_id=house.mill_lane.id).text
    columns = dev.get("dashboards.compare_csv").answer.get_data(as_text=True).splitlines()[0]
    assert columns.startswith("Branch,Estimate,Likely from")


def test_a_full_year_is_read_in_one_glance(house, as_):
    two_years(house)
    page = as_(house.dev).get("dashboards.overview")
    assert "13 months of normal ups and downs" in page.text
    assert "One branch stands out low" in page.select("h1")[0].get_text()
    assert "An earlier version asked other questions, so the line is not joined." in page.text
    assert page.select(".need a")[0].get_text() == "Mill Lane"
    assert "Likely in the lowest quarter" in page.select(".need")[0].get_text()
    assert "Critical failures in" in page.text


def test_this_quarter_is_only_said_of_the_quarter_we_are_in(house, as_, monkeypatch):
    released(house.version, [(house.mill_lane, DAY, kind) for kind in (BEST, AVERAGE, RUDE)])
    monkeypatch.setattr(clock, "now", lambda: clock.datetime(2026, 9, 20, tzinfo=clock.UTC))
    dev = as_(house.dev)
    assert "from 3 visits this quarter" in dev.get("dashboards.overview").text
    asked = {"from": "2026-08", "to": "2026-09"}
    assert "from 3 visits in August to September 2026" in dev.get("dashboards.overview", **asked).text


def test_branches_left_out_are_named_with_the_reason(house, as_):
    one_branch(house)
    make_branch(house.north, "Unvisited")
    make_branch(house.north, "Old Mill", closed_on=date(2026, 8, 1))
    unseen = make_branch(house.north, "Fogbound")
    released(house.version, [(unseen, DAY, UNSEEN), (house.mill_lane, DAY, UNSEEN)])
    page = as_(house.dev).get("dashboards.compare").text
    assert "Three branches are left out" in page or "3 branches are left out" in page
    assert "No visits in this period: Unvisited ." in page or "No visits in this period: Unvisited." in page
    assert "Closed on 1 August 2026: Old Mill" in page
    assert "1 visit, none of which saw enough to be scored: Fogbound" in page
    assert "One branch has visits that were not scored" in page


def test_a_branch_tells_what_was_written_on_its_latest_visits(house, as_):
    older, newer = BEST | {"words": "“Good day”"}, BEST | {"words": "Welcome to <Mill> Lane"}
    released(
        house.version, [(house.mill_lane, DAY, older), (house.mill_lane, DAY + timedelta(days=1), newer)]
    )
    released(house.version, [(house.quayside, DAY, BEST | {"words": "Ahoy"})])
    page = as_(house.dev).get("dashboards.branch", branch_id=house.mill_lane.id)
    quotes = [each.get_text() for each in page.select("section:has(#h-words) blockquote")]
    assert quotes == ["Welcome to <Mill> Lane", "Good day"]
    assert "What did they say?" in page.text


def test_a_closed_branch_is_no_longer_compared_and_keeps_its_visits(house, as_):
    two_years(house)
    house.mill_lane.closed_on = date(2026, 9, 20)
    db.session.commit()
    dev = as_(house.dev)
    assert "Mill Lane" not in [row.get_text() for row in dev.get("dashboards.compare").select("tbody th")]
    page = dev.get("dashboards.branch", branch_id=house.mill_lane.id)
    assert "This branch closed on 20 September 2026" in page.text
    assert len(page.select("a.nb[href^='/reports/']")) == 20


def charts(page):
    return [json.loads(each.get_text()) for each in page.select("script[type='application/json']")]


def table(page, css):
    rows = page.select(f"{css} tbody tr")
    return [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in rows]


def test_the_dot_plot_says_what_the_table_says(house, as_):
    two_years(house)
    page = as_(house.dev).get("dashboards.compare")
    rows = table(page, "table.keep")
    figure, _funnel = charts(page)
    dots, labels = figure["data"][3], figure["data"][4]
    assert len(rows) == len(dots["x"]) == 13
    for row, x, label in zip(rows, dots["x"], labels["text"], strict=True):
        assert row[1] in label
        assert abs(int(row[1]) - x) <= 0.5
    assert [row[0] for row in rows] == [
        name.replace("<b>", "").replace("</b>", "") for name in figure["layout"]["yaxis"]["ticktext"]
    ]


def test_the_funnel_names_who_differs_more_than_branches_usually_do(house, as_):
    two_years(house)
    dev = as_(house.dev)
    page = dev.get("dashboards.compare")
    assert page.select("#h-funnel")[0].get_text() == "One branch differs more than branches usually do"
    rows = table(page, "section:has(#h-funnel)")
    assert [row[0] for row in rows if row[-1] != "usual"] == ["Mill Lane"]
    assert len(rows) == 13
    file = dev.get("dashboards.compare_outside_csv").answer.get_data(as_text=True).splitlines()
    width = len(rows[0])  # beside them stands what the file was filtered by
    assert [line.split(",")[:width] for line in file[1:]] == rows


def test_no_funnel_where_nobody_knows_what_chance_explains(house, as_):
    one_branch(house)
    dev = as_(house.dev)
    assert not dev.get("dashboards.compare").select("#h-funnel")
    assert dev.get("dashboards.compare_outside_csv").path == "/compare"


def test_the_months_say_what_their_table_and_their_file_say(house, as_):
    two_years(house)
    dev = as_(house.dev)
    page = dev.get("dashboards.overview")
    rows = table(page, "section:has(#h-months)")
    months = charts(page)[0]
    points = [y for line in months["data"] for y in line["y"]]
    assert [int(row[1]) for row in rows] == [round(y + 1e-9) for y in points]
    assert rows[-1][0] == "September 2026"
    file = dev.get("dashboards.overview_csv", name="months").answer.get_data(as_text=True).splitlines()
    assert [line.split(",")[:3] for line in file[1:]] == [row[:3] for row in rows]


def test_orders_and_pages_cover_every_branch_once(house, as_):
    branches = [make_branch(house.north, f"Branch {n:03d}") for n in range(45)]
    released(house.version, [(branch, DAY, kind) for branch in branches for kind in (BEST, FUMBLED)])
    dev = as_(house.dev)
    seen = []
    for number in (1, 2):
        page = dev.get("dashboards.compare", order="name", page=number)
        seen += [row[0] for row in table(page, "table.keep")]
    assert seen == [branch.name for branch in sorted(branches, key=lambda branch: branch.name)]
    assert "41 to 45 of 45" in page.text
    assert "45 branches, by name" in page.text


def test_the_way_up_leads_to_the_region_above(house, as_):
    coast = make_region("Coast", house.north)
    branch = make_branch(coast, "Pier")
    released(house.version, [(branch, DAY, AVERAGE)])
    dev = as_(house.dev)
    ups = [link.get_text() for link in dev.get("dashboards.branch", branch_id=branch.id).select(".trail a")]
    assert ups == ["North", "Coast"]
    assert [
        link.get_text() for link in dev.get("dashboards.overview", region=coast.id).select(".trail a")
    ] == ["North"]


def test_a_page_asks_the_database_the_same_few_questions_whatever_is_in_it(house, as_, statements):
    dev = as_(house.dev)

    def asked(view: str) -> int:
        values = {"branch_id": house.mill_lane.id} if view == "branch" else {}
        current_app.extensions.pop(NAME, None)  # as a process that has just started
        with statements() as heard:
            dev.http.get(dev._path(f"dashboards.{view}", values))
        return sum("SELECT" in each for each in heard)

    views = ("overview", "compare", "branch")
    one_branch(house)
    few = {view: asked(view) for view in views}
    two_years(house)
    assert {view: asked(view) for view in views} == few
    assert max(few.values()) <= 12


def test_a_figure_waits_for_plotly_in_the_page_and_the_nonce_lets_it_write(house, as_):
    one_branch(house)
    page = as_(house.dev).get("dashboards.overview")
    policy = page.answer.headers["Content-Security-Policy"]
    nonce = page.select("style[nonce]")[0]["nonce"]
    assert f"style-src 'self' 'nonce-{nonce}'" in policy
    assert "trusted-types" not in policy
    assert not page.select("script[src*=plotly]")
    assert all("plotly" in each["data-plotly"] for each in page.select("[data-behaviour=chart]"))
