"""Branches from a sheet: everything is checked before anything is saved, and the same again changes nothing."""

from __future__ import annotations

import io

from sqlalchemy import select

from shopper.admin.places.commands import change_branch
from shopper.extensions import db
from shopper.models import Annotation, AuditEvent, Branch, Role
from tests.shopper.admin.branch_sheets import FORM, check, coded, csv_of, new, planned, told
from tests.support.builders import make_person


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
