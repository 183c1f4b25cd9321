"""Files that open in a spreadsheet and run nothing there."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest

from shopper.dashboards.exports import cell
from shopper.sheets import parse_sheet
from tests.support.builders import make_branch
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.results import AVERAGE, BEST, FUMBLED, released


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_words_that_a_spreadsheet_would_run_are_escaped(start):
    assert cell(f"{start}SUM(A1)") == f"'{start}SUM(A1)"


@pytest.mark.parametrize(
    ("value", "written"),
    [(-3, -3), (Decimal("-4.5"), Decimal("-4.5")), (None, ""), ("Mill Lane", "Mill Lane")],
)
def test_numbers_stay_numbers_and_nothing_known_is_empty(value, written):
    assert cell(value) == written


def sheet(page):
    assert page.answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert page.answer.headers["Content-Disposition"].startswith("attachment")
    return list(csv.reader(io.StringIO(page.answer.get_data(as_text=True))))


def test_a_branch_whose_name_is_a_formula_stays_a_name(house, as_):
    branch = make_branch(house.north, '=HYPERLINK("http://example.test";"Café, 2")')
    released(house.version, [(branch, date(2026, 9, 3), AVERAGE), (branch, date(2026, 9, 4), BEST)])
    rows = sheet(as_(house.dev).get("dashboards.compare_csv"))
    assert rows[1][0] == '\'=HYPERLINK("http://example.test";"Café, 2")'
    assert rows[1][5] == "2"


def test_the_file_has_every_branch_and_the_reason_of_those_left_out(house, as_):
    made = [make_branch(house.north, f"Branch {n:02d}") for n in range(44)]
    released(house.version, [(b, date(2026, 9, 3), kind) for b in made for kind in (BEST, FUMBLED)])
    rows = sheet(as_(house.dev).get("dashboards.compare_csv"))
    assert len(rows) == 1 + 45
    assert rows[-1][:9] == ["Mill Lane", "", "", "", "", "0", "", "", "no visits in this period"]
    assert rows[-1][9:] == ["North", "", "Short visit", "1", "on site", "", "2026-07", "2026-09"]


def test_visits_and_losses_come_as_files(house, as_):
    visits = released(
        house.version,
        [(house.mill_lane, date(2026, 9, 3), FUMBLED), (house.mill_lane, date(2026, 9, 5), BEST)],
    )
    dev = as_(house.dev)
    listed = sheet(dev.get("dashboards.branch_csv", branch_id=house.mill_lane.id, name="visits"))
    assert [row[:4] for row in listed[1:]] == [
        ["2026-09-05", "100.0", "100.0", "touchdown"],
        ["2026-09-03", "64.5", "60.0", "penalty"],
    ]
    lost = sheet(dev.get("dashboards.report_csv", visit_id=visits[0].id, name="why"))
    assert [row[1] for row in lost[1:]] == ["100", "0.0", "0.0", "-35.5", "-4.5", "60.0"]
    said = sheet(dev.get("dashboards.report_csv", visit_id=visits[0].id, name="answers"))
    assert said[0][:7] == [
        "Touchpoint",
        "Question",
        "Answer",
        "Comment",
        "Photos",
        "Points",
        "Points possible",
    ]
    assert said[1] == [
        "Greeting",
        "Did anyone greet you?",
        "Yes",
        "",
        "",
        "4",
        "4",
        "Mill Lane",
        "2026-09-03",
    ]
    here = sheet(dev.get("dashboards.branch_csv", branch_id=house.mill_lane.id, name="touchpoints"))
    assert here[0][:5] == ["Touchpoint", "Score", "Likely", "Visits", "Chain"]
    assert lost[1][-2:] == ["Mill Lane", "2026-09-03"]


@LONG_ON_POSTGRES
def test_every_table_says_its_filter_in_every_row_and_reads_again(house, as_):
    """Whatever reads it next finds one heading, each name once, and rows that say what they are of."""
    told = [(house.mill_lane, date(2026, 8, 3), AVERAGE), (house.mill_lane, date(2026, 9, 5), BEST)]
    released(house.version, [*told, *((make_branch(house.north), date(2026, 9, 3), FUMBLED) for _ in "abc")])
    dev = as_(house.dev)
    pages = [
        "overview",
        "compare",
        "touchpoints",
        "journey",
        "change",
        "question",
        "drivers",
        "planner",
        "effect",
    ]
    here = {"branch_id": house.mill_lane.id}
    opened = [dev.get(f"dashboards.{page}", **{"from": "2026-09", "to": "2026-09"}) for page in pages]
    opened += [
        dev.get(f"dashboards.{page}", **here) for page in ("branch", "journey_branch", "change_branch")
    ]
    addresses = {way["href"] for page in opened for way in page.select("a[href*='.csv']")}
    assert len(addresses) >= 12
    for address in addresses:
        sheet_ = parse_sheet(dev.http.get(address).data)
        shown = [name for name in sheet_.columns if name.startswith("Filter: ")]
        assert shown[:2] == ["Filter: region", "Filter: branch"], address
        at = sheet_.columns.index("Filter: to")
        assert {cells[at] for _number, cells in sheet_.rows} <= {"2026-09"}, address
        assert {len(cells) for _number, cells in sheet_.rows} <= {len(sheet_.columns)}, address


def test_a_figure_that_is_not_there_is_not_found(house, as_):
    released(house.version, [(house.mill_lane, date(2026, 9, 3), BEST)])
    dev = as_(house.dev)
    dev.get("dashboards.overview_csv", name="secrets", expect=404)
    dev.get("dashboards.branch_csv", branch_id=house.mill_lane.id, name="secrets", expect=404)
