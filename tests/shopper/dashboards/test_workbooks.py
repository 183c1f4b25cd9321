"""Every table as a workbook: its filter above it, numbers as numbers, and nothing that runs."""

import csv
import io
from datetime import date

import openpyxl
import pytest

from tests.support.builders import make_branch
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.results import AVERAGE, BEST, FUMBLED, released

pytestmark = LONG_ON_POSTGRES


def sheet(page):
    return list(csv.reader(io.StringIO(page.answer.get_data(as_text=True))))


def workbook(page):
    assert page.answer.headers["Content-Type"].endswith("spreadsheetml.sheet")
    assert page.answer.headers["Content-Disposition"].endswith(".xlsx")
    book = openpyxl.load_workbook(io.BytesIO(page.answer.get_data()))
    return [list(row) for row in book.active.iter_rows(values_only=True)]


def test_a_workbook_says_its_filter_and_then_what_the_csv_says(house, as_):
    released(house.version, [(house.mill_lane, date(2026, 9, 3), kind) for kind in (AVERAGE, BEST, FUMBLED)])
    dev = as_(house.dev)
    found = workbook(dev.get("dashboards.journey_xlsx", name="ends"))
    assert found[0][0] == "Showing North, July to September 2026, Short visit version 1"
    assert found[1] == [None] * len(found[2])
    lines = sheet(dev.get("dashboards.journey_csv", name="ends"))
    assert [["" if cell is None else str(cell) for cell in row] for row in found[2:]] == lines
    assert isinstance(found[3][1], int), "numbers can be reckoned with"


@pytest.mark.parametrize("name", ["=1+1", "+SUM(A1)", "@now", "-2"])
def test_a_workbook_runs_nothing(house, as_, name):
    branch = make_branch(house.north, name)
    released(house.version, [(branch, date(2026, 9, 3), kind) for kind in (AVERAGE, BEST)])
    page = as_(house.dev).get("dashboards.compare_xlsx")
    assert workbook(page)[3][0] == f"'{name}"
    book = openpyxl.load_workbook(io.BytesIO(page.answer.get_data()))
    assert {each.data_type for row in book.active.iter_rows() for each in row} <= {"s", "n"}


def test_a_cell_of_any_length_and_any_sign_is_written(house, as_):
    branch = make_branch(house.north, "Böse\x0bÄcker 🚪")
    released(house.version, [(branch, date(2026, 9, 3), kind) for kind in (AVERAGE, BEST)])
    assert "cker 🚪" in workbook(as_(house.dev).get("dashboards.compare_xlsx"))[3][0]


def test_every_table_that_comes_as_csv_comes_as_a_workbook_too(app):
    rules = {str(rule) for rule in app.url_map.iter_rules() if rule.endpoint.startswith("dashboards.")}
    tables = {rule for rule in rules if rule.endswith(".csv")}
    assert len(tables) >= 12
    assert {rule.removesuffix(".csv") + ".xlsx" for rule in tables} <= rules


def test_the_page_offers_both(house, as_):
    released(house.version, [(house.mill_lane, date(2026, 9, 3), kind) for kind in (AVERAGE, BEST)])
    page = as_(house.dev).get("dashboards.journey")
    csvs = [way["href"] for way in page.select("a[href*='.csv']")]
    assert csvs
    assert [way["href"] for way in page.select("a[href*='.xlsx']")] == [
        c.replace(".csv", ".xlsx") for c in csvs
    ]
