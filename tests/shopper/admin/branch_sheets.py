"""A file of branches, and the page that tells what it would do."""

from __future__ import annotations

import csv
import io

from flask import Flask
from sqlalchemy import select

from shopper.admin.places.queries import ground
from shopper.admin.places.sheets import Plan, make_plan
from shopper.extensions import db
from shopper.models import Branch
from shopper.sheets import parse_sheet
from tests.support.builders import House
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
