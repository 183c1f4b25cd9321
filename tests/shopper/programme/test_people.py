"""People as a sheet: who is new is invited, who is there gets a role, and nothing is taken from anybody."""

import pytest

from shopper.admin.people.commands import deactivate
from shopper.extensions import db
from shopper.models import AuditEvent, Grant, Invitation, Role
from tests.shopper.programme.sheets import FORM, asked, check, csv_of, planned, rows_of, sent_out, told
from tests.support.builders import make_branch, make_person, make_visit
from tests.support.databases import LONG_ON_POSTGRES


def person(sign_in="robin@example.test", **more):
    return {"sign_in": sign_in, "name": "Robin Field", "role": "shopper", "region": "North", **more}


@LONG_ON_POSTGRES
def test_who_is_new_is_invited_and_the_link_is_shown_once(house, as_):
    page = check(
        as_(house.asha),
        "people",
        csv_of(person(), person(house.chloe.sign_in, name="", region="/ ", role="reviewer")),
    )
    assert "Robin Field" in page.text
    done = page.submit(FORM)
    assert "1 is new. 1 is changed." in done.text
    assert done.select("a[download]")[0]["href"].startswith("data:text/csv")
    link = next(cell.get_text() for cell in done.select("td") if "/join/" in cell.get_text())
    joining = as_(None).get(link[link.index("/join/") :])
    assert joining.select("#name")[0]["value"] == "Robin Field"
    assert (Role.REVIEWER, house.client.id) in {
        (g.role, g.region_id) for g in db.session.query(Grant).filter_by(person_id=house.chloe.id)
    }
    line = db.session.query(AuditEvent).filter_by(action="programme.import").one()
    assert (line.facts["added"], line.facts["changed"], line.facts["skipped"]) == (1, 1, 0)
    again = check(as_(house.asha), "people", csv_of(person()))
    assert "There is nothing to save" in again.text


def test_what_went_out_comes_in_again_and_changes_nothing(app, house, as_):
    make_person("=Odd", (Role.SHOPPER, house.north), sign_in="+odd")
    deactivate(make_person("Left", (Role.SHOPPER, house.south)), by=house.asha)
    check(as_(house.asha), "people", csv_of(person())).submit(FORM)
    content = sent_out(app, house, "people")
    plan = planned(app, house, "people", content)
    assert (plan.same, plan.problems, plan.steps) == (7, (), ())
    assert {row["state"] for row in rows_of(content)} == {"active", "deactivated", "invited"}
    assert "'+odd" in content.decode(), "nothing that a spreadsheet would run"


@LONG_ON_POSTGRES
def test_every_bad_row_is_told_with_its_mend_and_the_others_can_be_saved(app, house, as_):
    away = make_person("Away", (Role.SHOPPER, house.client))
    away.active = False
    db.session.commit()
    make_visit(house.mill_lane, house.version, shopper=house.chloe)
    content = csv_of(
        person(),
        person(role="boss"),
        person("no e-mail"),
        person("x@y"),
        person(region="Nowhere"),
        person(name=""),
        person(),
        person(away.sign_in, name="", role="reviewer"),
        person(house.ben.sign_in, name="Benjamin"),
        person(house.ben.sign_in, name="", region="South", state="deactivated"),
        person(house.chloe.sign_in, name="", role="manager"),
        person("new@example.test", name="=1+1"),
        person("newer@example.test", state="active"),
    )
    plan = planned(app, house, "people", content)
    assert told(plan) == [
        (3, "role"), (4, "sign_in"), (5, "sign_in"), (6, "region"), (7, "sign_in"), (8, "sign_in"), (9, "sign_in"),
        (10, "name"), (11, "state"), (12, "role"), (13, "name"), (14, "state"),
    ]  # fmt: skip
    assert all(problem.problem and problem.mend for problem in plan.problems)
    page = check(as_(house.asha), "people", content)
    problems = asked(page, "a[href$='problems.csv']")
    assert problems.count("\r\n") == 13
    assert not db.session.query(Invitation).count()
    assert "12 rows were left out" in page.submit(FORM).text
    assert db.session.query(Invitation).count() == 1


@LONG_ON_POSTGRES
def test_an_admin_of_a_part_gives_roles_in_that_part_alone(app, house):
    part = make_person("Part", (Role.ADMIN, house.north))
    make_branch(house.south, "Far")
    plan = planned(app, house, "people", csv_of(person(), person(region="South"), person(region="/")), part)
    assert told(plan) == [(3, "region"), (4, "region")]
    assert all(row["region"].startswith("North") for row in rows_of(sent_out(app, house, "people", part)))


def test_what_changed_since_the_check_is_shown_again_and_not_saved(house, as_):
    page = check(as_(house.asha), "people", csv_of(person(house.ben.sign_in, name="", role="shopper")))
    db.session.add(Grant(person_id=house.ben.id, role=Role.SHOPPER, region_id=house.north.id))
    db.session.commit()
    again = page.submit(FORM, expect=409)
    assert "Something changed since you looked" in again.text
    assert "There is nothing to save" in again.text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_sheets_of_every_program_are_read(app, house, encoding):
    content = "sign_in;Name;ROLE;region\r\nzoe@example.test;Zoë Müller;Shopper;north\r\n".encode(encoding)
    plan = planned(app, house, "people", content)
    assert [line.name for line in plan.new] == ["Zoë Müller"]
    assert bool(plan.notes) == (encoding == "cp1252")
