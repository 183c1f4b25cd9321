"""Sheets of the programme: made, sent to be checked, and read again."""

from __future__ import annotations

import csv
import io

from shopper.programme.kinds import KINDS
from shopper.programme.plan import Plan
from shopper.sheets import parse_sheet
from tests.support.apart import apart
from tests.support.pages import Page

FORM = "main form.form"


def csv_of(*rows: dict[str, str]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, tuple(dict.fromkeys(name for row in rows for name in row)), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def check(browser, kind: str, content: bytes, *, expect: int = 200) -> Page:
    """Send the file from its page; the page that tells what it would do."""
    page = browser.get("programme.send", kind=kind)
    return page.submit(FORM, expect=expect, file=(io.BytesIO(content), f"{kind}.csv"))


def planned(app, house, kind: str, content: bytes, person=None) -> Plan:
    with app.test_request_context():
        return KINDS[kind].plan(parse_sheet(content), person or house.asha, house.client)


def told(plan: Plan) -> list[tuple[int, str]]:
    return [(problem.row, problem.column) for problem in plan.problems]


def sent_out(app, house, kind: str, person=None) -> bytes:
    with app.test_request_context():
        return KINDS[kind].as_sheet(person or house.asha, house.client).encode()


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode())))


def asked(page: Page, link: str) -> str:
    """The file behind a link of the page, asked for without the test's own app context, as in life."""
    answer = apart(page.client.http.get, page.select(link)[0]["href"])
    return answer.get_data(as_text=True)
