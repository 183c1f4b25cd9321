"""Branches go out into a file that comes in as the same."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, insert, select

from shopper.admin.places.fields import region_path, write_region_path
from shopper.admin.places.queries import export_rows, ground
from shopper.admin.places.sheets import NAMES, as_sheet, make_plan, template
from shopper.extensions import db
from shopper.form_parts import tidy
from shopper.models import Branch, Region, Role
from shopper.sheets import parse_sheet
from tests.shopper.admin.branch_sheets import FORM, check, csv_of, new, planned
from tests.support.builders import make_branch, make_person, make_region


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
