"""Bad rows, bad files: told with row, column and mend, and skipped only on purpose."""

from __future__ import annotations

import csv
import io
from time import process_time

import pytest

from shopper.extensions import db
from shopper.models import Branch, BranchSheet, VisitState
from tests.shopper.admin.branch_sheets import FORM, check, csv_of, new, planned, told
from tests.support.builders import make_visit
from tests.support.databases import LONG_ON_POSTGRES

pytestmark = LONG_ON_POSTGRES

BAD = [
    ("code", {"code": ""}),
    ("code", {"code": "x" * 121}),
    ("name", {"name": ""}),
    ("name", {"name": "=1+1"}),
    ("region", {"region": ""}),
    ("region", {"region": "North / / Leeds"}),
    ("region", {"region": "x" * 121}),
    ("region", {"region": "/".join("abcdefghijklmnopqrstu")}),
    ("time_zone", {"time_zone": "London"}),
    ("time_zone", {"time_zone": ""}),
    ("currency", {"currency": "DEM"}),
    ("currency", {"currency": "pounds"}),
    ("opened_on", {"opened_on": "1/2/2020"}),
    ("opened_on", {"opened_on": "20200102"}),
    ("closed_on", {"opened_on": "2020-02-02", "closed_on": "2020-02-01"}),
    ("monday", {"monday": "9 to 5"}),
    ("monday", {"monday": "20:00-04:00", "tuesday": "03:00-05:00"}),
    ("sunday", {"sunday": "20:00-04:00", "monday": "03:00-05:00"}),
    ("closed_days", {"closed_days": "Christmas"}),
    ("notes", {"notes": "x" * 2001}),
    ("format", {"format": "x" * 61}),
    ("address", {"address": "x" * 301}),
]


@pytest.mark.parametrize(("column", "cells"), BAD)
def test_a_bad_cell_is_told_with_row_column_and_mend(app, house, column, cells):
    plan = planned(app, house, csv_of(new("OK"), {**new("A1"), **cells}))
    assert told(plan) == {(3, column)}
    assert all(problem.problem and problem.mend for problem in plan.problems)
    assert [change.values["code"] for change in plan.new] == ["OK"]


def test_every_problem_of_a_row_is_told_at_once(app, house):
    plan = planned(app, house, csv_of(new("A1", time_zone="London", currency="X", monday="x", name="")))
    assert told(plan) == {(2, "time_zone"), (2, "currency"), (2, "monday"), (2, "name")}
    assert plan.bad == 1


def test_a_code_may_stand_in_one_row_only(app, house):
    plan = planned(app, house, csv_of(new("A1"), new("A2"), new("a1")))
    assert [(p.row, p.problem) for p in plan.problems] == [(4, "Row 2 has this code too.")]


def test_a_row_with_more_cells_than_the_heading_is_bad(app, house):
    plan = planned(app, house, csv_of(new("A1")) + b"A2,Shop A2,North,Europe/London,more\r\n")
    assert told(plan) == {(3, "the row")}


def test_a_new_branch_needs_columns_that_an_old_one_does_not(app, house):
    content = csv_of({"code": house.mill_lane.code, "format": "station"}, {"code": "A9", "format": "station"})
    plan = planned(app, house, content)
    assert told(plan) == {(3, "name"), (3, "region"), (3, "time_zone")}
    assert [change.fields for change in plan.changed] == [("format",)]


def test_a_branch_with_visits_under_way_is_not_closed_in_a_sheet(app, house):
    make_visit(house.mill_lane, house.version, state=VisitState.OPEN)
    rows = [{"code": b.code, "closed_on": "2026-12-01"} for b in (house.mill_lane, house.quayside)]
    plan = planned(app, house, csv_of(*rows))
    assert told(plan) == {(2, "closed_on")}
    assert "on its own page" in plan.problems[0].mend


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty"),
        (b"name,region\nA,North\n", "The file has no column “code”"),
        (b"code,Code\nA,B\n", "Two columns have the same heading: code"),
        (b"PK\x03\x04", "This is a workbook"),
        (b'code,name\n"A,B\n', "not a whole CSV file"),
    ],
)
def test_what_is_no_sheet_is_told_on_the_page(house, as_, content, words):
    page = check(as_(house.asha), content, expect=400)
    assert words in page.text
    assert db.session.query(BranchSheet).count() == 0


def test_no_file_is_told(house, as_):
    assert (
        "Choose the file first." in as_(house.asha).get("admin.import_branches").submit(FORM, expect=400).text
    )


def test_bad_rows_are_skipped_only_on_purpose(house, as_):
    page = check(as_(house.asha), csv_of(new("A1"), new("A2", time_zone="London")))
    assert "1 bad" in page.text
    fields = page.form(FORM)
    refused = page.submit(FORM, expect=409, skip_bad=None)
    assert "nothing was saved" in refused.text
    assert db.session.query(Branch).filter_by(code="A1").count() == 0
    assert fields["skip_bad"] == "yes"
    assert "1 bad row was left out" in page.submit(FORM).text
    assert db.session.query(Branch).filter(Branch.code.in_(["A1", "A2"])).count() == 1


def test_the_file_of_problems_has_all_of_them(house, as_):
    page = check(as_(house.asha), csv_of(*(new(f"A{n}", time_zone="=x") for n in range(600))))
    assert "These are the first 500" in page.text
    link = page.select("a[href$='problems.csv']")[0]["href"]
    rows = list(csv.reader(io.StringIO(page.client.http.get(link).get_data(as_text=True))))
    assert len(rows) == 601
    assert rows[600][:2] == ["601", "time_zone"]


def test_ten_thousand_rows_with_fifty_bad_ones(house, as_):
    """All fifty are named, nothing is saved, and it takes seconds."""
    rows = [
        new(f"B{n:05d}", region=f"North / Area {n % 50}", monday="09:00-18:00", address=f"{n} High Street")
        for n in range(10_000)
    ]
    for n in range(50):
        rows[n * 200]["time_zone"] = f"Nowhere/Town {n}"
    begun = process_time()
    page = check(as_(house.asha), csv_of(*rows))
    checked = process_time() - begun
    assert "9950 new" in page.text.replace(",", "")
    named = [int(tr.select("th")[0].get_text()) for tr in page.select("#h-problems ~ div tbody tr")]
    assert named == [n * 200 + 2 for n in range(50)]
    assert db.session.query(Branch).filter(Branch.code.startswith("B0")).count() < 50
    begun = process_time()
    page.submit(FORM)
    saved = process_time() - begun
    assert db.session.query(Branch).filter(Branch.address.endswith("High Street")).count() == 9_950
    assert checked < 10
    assert saved < 10
    print(f"checked in {checked:.1f} s, saved in {saved:.1f} s")
