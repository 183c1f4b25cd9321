"""Branches from a sheet: everything is checked before anything is saved, and the same again changes nothing."""

from __future__ import annotations

import csv
import io
from datetime import date
from time import perf_counter

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, insert, select

from shopper.admin.places.commands import change_branch
from shopper.admin.places.fields import region_path, write_region_path
from shopper.admin.places.queries import export_rows, ground
from shopper.admin.places.sheets import NAMES, Plan, as_sheet, make_plan, template
from shopper.extensions import db
from shopper.form_parts import tidy
from shopper.models import Annotation, AuditEvent, Branch, BranchSheet, Region, Role, VisitState
from shopper.sheets import parse_sheet
from tests.support.builders import House, make_branch, make_person, make_region, make_visit
from tests.support.pages import Page

FORM = "main form.form"


def csv_of(*rows: dict[str, str], columns: tuple[str, ...] = ()) -> bytes:
    heading = columns or tuple(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, heading, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def new(code: str, **more: str) -> dict[str, str]:
    return {"code": code, "name": f"Shop {code}", "region": "North", "time_zone": "Europe/London", **more}


def check(browser, content: bytes, *, name: str = "branches.csv", expect: int = 200) -> Page:
    """Send the file from the upload page; the page that tells what it would do."""
    page = browser.get("admin.import_branches")
    return page.submit(FORM, expect=expect, file=(io.BytesIO(content), name))


def coded(code: str) -> Branch:
    return db.session.scalars(select(Branch).where(Branch.code == code)).one()


def planned(app: Flask, house: House, content: bytes, person=None) -> Plan:
    with app.test_request_context():
        return make_plan(parse_sheet(content), ground(person, house.client))


def told(plan: Plan) -> set[tuple[int, str]]:
    return {(problem.row, problem.column) for problem in plan.problems}


# The way in


def test_nothing_is_saved_before_it_was_looked_at(house, as_):
    before = db.session.query(Branch).count()
    page = check(as_(house.asha), csv_of(new("A1", region="North / Leeds"), new("A2", region="north/LEEDS")))
    assert "2 rows" in page.text
    assert "2 new" in page.text
    assert "North › Leeds" in page.text
    assert db.session.query(Branch).count() == before
    saved = page.submit(FORM)
    assert "2 branches are new." in saved.text
    leeds = coded("A1").region
    assert (leeds.name, leeds.parent_id, coded("A2").region_id) == ("Leeds", house.north.id, leeds.id)


def test_the_same_file_again_changes_nothing(house, as_):
    content = csv_of(new("A1", monday="9-18", closed_days="2026-12-25 Christmas"), new("A2"))
    check(as_(house.asha), content).submit(FORM)
    again = check(as_(house.asha), content)
    assert "2 the same" in again.text
    assert "There is nothing to save" in again.text
    assert not again.select("main .button-main")


def test_what_would_change_is_named_field_by_field(house, as_):
    check(as_(house.asha), csv_of(new("A1"), new("A2"))).submit(FORM)
    moved = csv_of(new("a1", region="South", currency="gbp", name="Shop A1"), new("A2"))
    page = check(as_(house.asha), moved)
    cells = [[c.get_text(strip=True) for c in tr.select("th, td")] for tr in page.select("tbody tr")]
    assert cells == [["Shop A1", "a1", "code, region, currency"]]
    assert "1 the same" in page.text
    page.submit(FORM)
    row = coded("a1")
    assert (row.region_id, row.currency, row.edit_number) == (house.south.id, "GBP", 2)
    note = db.session.query(Annotation).one()
    assert (note.branch_id, note.text) == (row.id, "North → South")


def test_a_column_left_out_leaves_and_an_empty_cell_empties(house, as_):
    check(as_(house.asha), csv_of(new("A1", address="1 Quay", notes="Ring", monday="9-18"))).submit(FORM)
    check(as_(house.asha), csv_of({"code": "A1", "notes": ""}, columns=("code", "notes"))).submit(FORM)
    row = coded("A1")
    assert (row.name, row.address, row.notes) == ("Shop A1", "1 Quay", "")
    assert row.hours[0] == [[540, 1080]]


def test_a_sheet_from_a_spreadsheet_of_another_country(house, as_):
    """Semicolons, Windows letters, headings with capitals and spaces."""
    content = "Code;Name;Region;Time Zone;Colour\r\nZ1;Zürich;North;Europe/Zurich;red\r\n".encode("cp1252")
    page = check(as_(house.asha), content)
    assert "Read as Latin-1" in page.text
    assert "These columns are not known here and are left out: Colour." in page.text
    page.submit(FORM)
    assert coded("Z1").name == "Zürich"


# What is wrong


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
    begun = perf_counter()
    page = check(as_(house.asha), csv_of(*rows))
    checked = perf_counter() - begun
    assert "9950 new" in page.text.replace(",", "")
    named = [int(tr.select("th")[0].get_text()) for tr in page.select("#h-problems ~ div tbody tr")]
    assert named == [n * 200 + 2 for n in range(50)]
    assert db.session.query(Branch).filter(Branch.code.startswith("B0")).count() < 50
    begun = perf_counter()
    page.submit(FORM)
    saved = perf_counter() - begun
    assert db.session.query(Branch).filter(Branch.address.endswith("High Street")).count() == 9_950
    assert checked < 10
    assert saved < 10
    print(f"checked in {checked:.1f} s, saved in {saved:.1f} s")


# Between check and save


def test_what_the_page_did_not_show_is_not_saved(house, as_):
    browser = as_(house.asha)
    page = check(browser, csv_of({"code": house.mill_lane.code, "name": "New name"}))
    change_branch(house.mill_lane, region=house.north, facts={"name": "Meanwhile"}, by=house.asha)
    again = page.submit(FORM, expect=409)
    assert "Somebody changed regions or branches since you looked" in again.text
    db.session.refresh(house.mill_lane)
    assert house.mill_lane.name == "Meanwhile"
    again.submit(FORM)
    db.session.refresh(house.mill_lane)
    assert house.mill_lane.name == "New name"


def test_a_sheet_is_its_senders_alone(house, as_):
    page = check(as_(house.asha), csv_of(new("A1")))
    second = as_(make_person("Second", (Role.ADMIN, house.client)))
    second.get(page.path, expect=404)
    second.get(page.path + "/problems.csv", expect=404)


def test_one_audit_line_names_the_import(house, as_):
    check(as_(house.asha), csv_of(new("A1"), new("A2", time_zone="x")), name="list.csv").submit(FORM)
    line = db.session.scalars(select(AuditEvent).where(AuditEvent.action == "branches.import")).one()
    assert line.facts == {"name": "list.csv", "added": 1, "changed": 0, "skipped": 1}
    assert (line.person_id, line.client_id) == (house.asha.id, house.client.id)


# Scope


def test_the_admin_of_a_region_imports_below_it_only(app, house, as_):
    regional = make_person("Regional", (Role.ADMIN, house.north))
    content = csv_of(
        new("A1", region="North / Leeds"),
        new("A2", region="South"),
        new("A3", region="South / Bath"),
        new("A4", region="Elsewhere"),
        new("A5", region="/"),
        {**new(house.quayside.code), "region": "North"},
    )
    plan = planned(app, house, content, regional)
    assert told(plan) == {(3, "region"), (4, "region"), (5, "region"), (6, "region"), (7, "code")}
    check(as_(regional), content).submit(FORM)
    assert coded("A1").region.path.startswith(house.north.path)
    db.session.refresh(house.quayside)
    assert house.quayside.region_id == house.south.id


def test_another_clients_codes_are_nobodys_business(app, house):
    plan = planned(app, house, csv_of(new(house.other_branch.code)))
    assert (len(plan.new), plan.problems) == (1, ())


def test_a_client_that_is_not_ones_own_is_not_offered(house, as_):
    page = as_(house.asha).get("admin.import_branches")
    sent = (io.BytesIO(csv_of(new("A1"))), "a.csv")
    page.submit(FORM, expect=400, client=str(house.other_client.id), file=sent)
    as_(house.asha).get("admin.branches_csv", client_id=house.other_client.id, expect=404)


# The way out, and back


def test_the_template_is_a_file_that_imports(app, house):
    plan = planned(app, house, template().encode())
    assert (len(plan.new), plan.problems) == (1, ())


def test_what_is_downloaded_imports_as_the_same(house, as_):
    check(as_(house.asha), csv_of(new("A1", name="'=cmd", notes="-1\n2", region="North / a//b"))).submit(FORM)
    file = as_(house.asha).http.get(f"/admin/branches/{house.client.id}.csv").get_data()
    heading, *rows = csv.reader(io.StringIO(file.decode("utf-8-sig")))
    assert tuple(heading) == NAMES
    assert ["A1", "'=cmd"] in [row[:2] for row in rows]
    assert "3 the same" in check(as_(house.asha), file).text


def test_a_regional_admin_downloads_their_own_branches(house, as_):
    regional = as_(make_person("Regional", (Role.ADMIN, house.north)))
    file = regional.http.get(f"/admin/branches/{house.client.id}.csv").get_data(as_text=True)
    assert "Mill Lane" in file
    assert "Quayside" not in file


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("=+-@'\"/;,"), max_size=12)
TIDY = WORDS.map(tidy)
SPANS = st.none() | st.just([]) | st.just([[540, 1080]]) | st.just([[60, 120], [1200, 1500]])
VALUES = st.fixed_dictionaries(
    {
        "name": TIDY.filter(bool),
        "address": TIDY,
        "format": TIDY,
        "notes": TIDY,
        "time_zone": st.sampled_from(["UTC", "Europe/Paris"]),
        "currency": st.sampled_from(["", "EUR"]),
        "opened_on": st.none() | st.just(date(2020, 2, 29)),
        "closed_on": st.none() | st.just(date(2026, 2, 28)),
        "hours": st.just([]) | st.lists(SPANS, min_size=7, max_size=7).filter(lambda week: any(d is not None for d in week)),
        "closed_days": st.sampled_from([[], [["2026-01-01", ""]], [["2026-01-01", "x"], ["2026-12-25", "=y"]]]),
    }
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(rows=st.lists(st.tuples(TIDY.filter(bool), TIDY.filter(bool), VALUES), max_size=4,
                     unique_by=(lambda row: row[0].casefold(), lambda row: row[1].casefold())))  # fmt: skip
def test_export_then_import_changes_nothing(app, house, rows):
    """Whatever the words are: quotes, slashes, formulas, letters of any script."""
    client = make_region()
    for code, region, values in rows:
        place = make_region(region, client)
        db.session.execute(
            insert(Branch), {"client_id": client.id, "region_id": place.id, "code": code, **values}
        )
    db.session.commit()
    with app.test_request_context():
        content = as_sheet(export_rows(None, client)).encode()
        plan = make_plan(parse_sheet(content), ground(None, client))
    assert plan.problems == ()
    assert (plan.same, plan.new, plan.changed) == (len(rows), (), ())


@given(path=st.lists(TIDY.filter(bool), max_size=4).map(tuple))
def test_a_path_of_regions_reads_back_as_the_same(path):
    assert region_path(write_region_path(path)) == path


def test_a_branch_of_the_client_itself_is_a_slash(app, house):
    make_branch(house.client, "Head office")
    with app.test_request_context():
        lines = as_sheet(export_rows(None, house.client)).splitlines()
    assert any(",Head office,/," in line for line in lines)


def test_the_client_has_as_many_branches_as_before_when_a_save_breaks_off(app, house, monkeypatch):
    from shopper.admin.places.commands import import_branches, sheets  # noqa: PLC0415

    plan = planned(app, house, csv_of(new("A1", region="Far"), new(house.mill_lane.code, region="Far")))

    def broken(*_args, **_more):
        raise RuntimeError("the power is gone")

    monkeypatch.setattr(sheets, "_changed", broken)
    with pytest.raises(RuntimeError):
        import_branches(house.client, plan, agreed=plan.digest, name="a.csv", skip_bad=False, by=house.asha)
    assert db.session.scalar(select(func.count()).where(Branch.code == "A1")) == 0
    assert db.session.scalar(select(func.count()).where(Region.name == "Far")) == 0
