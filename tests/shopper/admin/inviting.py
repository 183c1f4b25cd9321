"""Inviting somebody, and what the page and the database say of it."""

from shopper.extensions import db
from shopper.models import Grant, Person

FORM = "main form.form:not(.find)"


OFF = "main form[action$=deactivate]"


NEW = {"name": "Newcomer", "sign_in": "new@example.test", "role": "reviewer"}


def invite(browser, house, expect=200, **fields):
    filled = {**NEW, "region": str(house.north.id), **fields}
    return browser.get("admin.invite").submit(FORM, expect=expect, **filled)


def link_on(page) -> str:
    return str(page.select("#invitation-link")[0]["value"])


def roles(person: Person) -> set[tuple[str, int]]:
    rows = db.session.query(Grant).filter_by(person_id=person.id)
    return {(str(row.role), row.region_id) for row in rows}
