"""The form of a branch, and what it leaves behind."""

from shopper.extensions import db
from shopper.models import Annotation, AnnotationKind, Branch

FORM = "main form.form:not(.find)"


BRANCH = {"name": "Harbour Street", "code": "H1", "time_zone": "Europe/London", "address": "1 Quay"}


def add_branch(browser, house, expect=200, **fields):
    filled = {**BRANCH, "region": str(house.north.id), **fields}
    return browser.get("admin.new_branch").submit(FORM, expect=expect, **filled)


def coded(code: str) -> Branch | None:
    return db.session.query(Branch).filter_by(code=code).one_or_none()


def notes(branch: Branch) -> list[str]:
    rows = db.session.query(Annotation).filter_by(branch_id=branch.id, kind=AnnotationKind.MOVED)
    return [row.text for row in rows.order_by(Annotation.id)]
