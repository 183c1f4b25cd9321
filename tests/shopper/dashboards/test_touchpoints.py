"""The heat table: what it says, whom it shows, and that its numbers are those of its file."""

import csv
import io
from datetime import date

import pytest
from flask import current_app

from scoring.figures import heat_step
from shopper.dashboards.kept import NAME
from shopper.extensions import db
from tests.support.builders import BEST, SHORT_SET, make_branch, make_version
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.results import AVERAGE, FUMBLED, RUDE, UNSEEN, released

pytestmark = LONG_ON_POSTGRES

DAY = date(2026, 9, 3)
KINDS = (BEST, AVERAGE, FUMBLED, RUDE, BEST)
UNTAGGED = (
    SHORT_SET.replace("slug: short", "slug: bare").replace(", p: people", "").replace(", p: processes", "")
).replace("    mode: people\n", "").replace("    mode: mixed\n", "")  # fmt: skip


@pytest.fixture
def chain(house):
    """Seven branches of the North, two of the South; Mill Lane loses every goodbye."""
    north = [make_branch(house.north, f"Branch {n}") for n in range(6)]
    told = [(branch, DAY, kind) for branch in north for kind in (BEST, AVERAGE, RUDE, BEST, BEST)]
    told += [(house.mill_lane, DAY, FUMBLED) for _ in range(6)]
    told += [(house.quayside, DAY, kind) for kind in KINDS]
    few = make_branch(house.north, "Few")
    released(house.version, [*told, (few, DAY, BEST), (few, DAY, AVERAGE)])
    return house


def cells(page, css="tbody tr"):
    return [
        [cell.get_text(" ", strip=True) for cell in row.select("th, td")]
        for row in page.select(f"table.heat {css}")
    ]


def heads(page):
    return [each.select("a, b")[0].get_text(strip=True) for each in page.select("table.heat thead th")]


def test_the_weakest_touchpoint_is_named_with_its_range_and_who_loses_most_there(chain, as_):
    page = as_(chain.dev).get("dashboards.touchpoints")
    headline = " ".join(page.select("h1")[0].get_text(" ", strip=True).split())
    assert headline == (
        "North is weakest at Leaving: 84 of 100 from 38 visits in July to September 2026 (likely 79–89). "
        "Two others are so close that each may be the weakest as well. Mill Lane stands out low there."
    )


def test_the_columns_are_the_journey_with_the_finish_under_tape_at_the_right(chain, as_):
    page = as_(chain.dev).get("dashboards.touchpoints")
    assert heads(page) == ["Branch", "Visits", "Greeting", "Checkout", "Leaving"]
    (finish,) = page.select("th.finish-head")
    assert "Leaving" in finish.get_text()
    assert finish == page.select("table.heat thead th")[-1]


def test_the_region_and_the_chain_come_first_and_every_cell_has_a_number_or_words(chain, as_):
    rows = cells(as_(chain.dev).get("dashboards.touchpoints"))
    assert [row[0] for row in rows[:2]] == ["North", "The whole chain"]
    assert (rows[0][1], rows[1][1]) == ("38", "43")
    for row in rows:
        assert all(cell.split(" ")[0].isdigit() or cell.startswith("too few") for cell in row[2:])


def test_the_shade_follows_the_number_and_few_visits_are_hatched_words(chain, as_):
    page = as_(chain.dev).get("dashboards.touchpoints")
    shades = [cell for cell in page.select("table.heat td") if "num" not in cell["class"]]
    assert {name for cell in shades for name in cell["class"]} >= {"h1", "few"}
    for cell in shades:
        words = cell.get_text(" ", strip=True).split(" ")[0]
        if "few" in cell["class"]:
            assert words == "too"
        else:
            assert cell["class"] == [f"h{heat_step(int(words))}"]
            assert "likely" in cell["title"]
            assert "visits" in cell["title"]


def test_a_range_can_be_read_out(chain, as_):
    (row,) = [row for row in cells(as_(chain.dev).get("dashboards.touchpoints")) if row[0] == "Mill Lane"]
    assert "from 6 visits averaging 0" in row[4]


def test_the_file_says_what_the_page_says(chain, as_):
    dev = as_(chain.dev)
    page = {row[0]: row[1:] for row in cells(dev.get("dashboards.touchpoints"), "tbody:last-of-type tr")}
    text = dev.get("dashboards.touchpoints_csv").answer.get_data(as_text=True)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["Branch"] for row in rows] == list(page)
    for row in rows:
        shown = page[row["Branch"]]
        assert row["Visits"] == shown[0]
        for at, label in enumerate(("Greeting", "Checkout", "Leaving"), 1):
            n = int(row[f"{label}, visits"])
            assert n <= int(row["Visits"])
            ends = [int(row[f"{label}, {part}"]) for part in ("likely from", "estimate", "likely to")]
            assert ends == sorted(ends)
            assert shown[at].split(" ")[0] == ("too" if n < 4 else str(ends[1]))


@pytest.mark.parametrize(
    ("by", "columns", "told"),
    [
        ("p", ["People", "Processes", "Finish"], "North is weakest in its"),
        ("mode", ["People serve", "Both serve", "Finish"], "North is weakest where"),
        ("nonsense", ["Greeting", "Checkout", "Leaving"], "North is weakest at"),
    ],
)
def test_the_split_is_chosen_in_the_address(chain, as_, by, columns, told):
    page = as_(chain.dev).get("dashboards.touchpoints", by=by)
    assert heads(page)[2:] == columns
    assert page.select("h1")[0].get_text().startswith(told)
    assert page.select("th.finish-head")


def test_the_filter_keeps_the_split(chain, as_):
    page = as_(chain.dev).get("dashboards.touchpoints", by="p").submit(".filters form")
    assert heads(page)[2:] == ["People", "Processes", "Finish"]


def test_a_column_head_sorts_from_the_lowest_up_with_too_few_last(chain, as_):
    dev = as_(chain.dev)
    page = dev.get("dashboards.touchpoints", order="t:leaving")
    rows = cells(page, "tbody:last-of-type tr")
    assert rows[0][0] == "Mill Lane"
    assert rows[-1][0] == "Few"
    numbers = [int(row[4].split(" ")[0]) for row in rows[:-1]]
    assert numbers == sorted(numbers)
    assert [each.get_text() for each in page.select("th[aria-sort] b")] == ["Leaving"]
    usual = [row[0] for row in cells(dev.get("dashboards.touchpoints"), "tbody:last-of-type tr")]
    compare = dev.get("dashboards.compare").select("table.keep tbody th")
    assert usual == [each.get_text(strip=True) for each in compare]


def test_rows_lead_to_branches_and_heads_to_questions(chain, as_):
    dev = as_(chain.dev)
    page = dev.get("dashboards.touchpoints")
    link = next(a["href"] for a in page.select("tbody a") if a.get_text() == "Mill Lane")
    assert "Mill Lane" in dev.get(link).select("h1")[0].get_text()
    link = next(a["href"] for a in page.select("thead a.more") if "Leaving" in a.get_text())
    assert "Were you thanked as you left?" in dev.get(link).select("h1")[0].get_text()


def test_a_manager_of_the_north_never_sees_the_south(chain, as_):
    dev = as_(chain.dev)
    for page in (dev.get("dashboards.touchpoints"), dev.get("dashboards.touchpoints_csv")):
        assert "Quayside" not in page.answer.get_data(as_text=True)
    whole = as_(chain.asha).get("dashboards.touchpoints")
    assert "Quayside" in whole.text
    assert [row[0] for row in cells(whole, ".heat-means tr")] == ["Alder & Pike"]
    own, all_of_it = (
        next(row for row in cells(page) if row[0] == "Mill Lane")
        for page in (dev.get("dashboards.touchpoints"), whole)
    )
    assert own == all_of_it


def nothing(house):
    pass


def one_visit(house):
    released(house.version, [(house.mill_lane, DAY, AVERAGE)])


def one_branch(house):
    released(house.version, [(house.mill_lane, DAY, kind) for kind in KINDS])


def all_unseen(house):
    released(house.version, [(house.mill_lane, DAY, UNSEEN) for _ in range(3)])


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (nothing, "North: no visits yet. The first one appears here as soon as it has been reviewed"),
        (
            one_visit,
            "North: too few visits to say where it is weakest. 1 visit in July to September 2026 so far; it takes four",
        ),
        (one_branch, "Fewer than three branches have visits with this version"),
        (all_unseen, "North: no score yet. None of the 3 visits in July to September 2026 saw enough"),
    ],
)
@pytest.mark.parametrize("by", ["touchpoint", "p", "mode"])
def test_early_states_have_true_words(house, as_, state, told, by):
    state(house)
    assert told in as_(house.dev).get("dashboards.touchpoints", by=by).text


@pytest.mark.parametrize(
    ("by", "told"),
    [
        ("p", "cannot be split by the four Ps. None of its scored questions says"),
        ("mode", "cannot be split by who or what serves. None of its touchpoints says"),
    ],
)
def test_a_set_without_tags_says_so_and_leads_back(house, as_, by, told):
    version = make_version(house.client, UNTAGGED)
    released(version, [(house.mill_lane, DAY, kind) for kind in KINDS])
    dev = as_(house.dev)
    page = dev.get("dashboards.touchpoints", by=by, version=version.id)
    assert told in page.text
    assert not page.select("table")
    back = dev.get(page.select(".empty a")[0]["href"])
    assert heads(back)[2:] == ["Greeting", "Checkout", "Leaving"]


def test_forty_rows_a_page_and_every_branch_once(house, as_):
    branches = [make_branch(house.north, f"Branch {n:03d}") for n in range(45)]
    released(house.version, [(branch, DAY, kind) for branch in branches for kind in (BEST, FUMBLED)])
    dev = as_(house.dev)
    seen = []
    for number in (1, 2):
        page = dev.get("dashboards.touchpoints", order="name", page=number)
        seen += [row[0] for row in cells(page, "tbody:last-of-type tr")]
    assert seen == [branch.name for branch in branches]
    assert "41 to 45 of 45" in page.text
    assert len(dev.get("dashboards.touchpoints_csv").answer.get_data(as_text=True).splitlines()) == 46


def test_the_database_is_asked_the_same_few_questions_whatever_is_in_it(house, as_, statements):
    dev = as_(house.dev)

    def asked(by: str) -> int:
        db.session.commit()
        current_app.extensions.pop(NAME, None)  # as a process that has just started
        with statements() as heard:
            dev.http.get(dev._path("dashboards.touchpoints", {"by": by}))
        return sum("SELECT" in each for each in heard)

    one_branch(house)
    few = asked("touchpoint")
    branches = [make_branch(house.north) for _ in range(30)]
    released(house.version, [(branch, DAY, kind) for branch in branches for kind in KINDS])
    assert few == asked("touchpoint") == asked("p") == asked("mode") <= 12
