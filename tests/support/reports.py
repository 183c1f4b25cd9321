"""Writing reports in tests: fields by question, and visits that are under way."""

from __future__ import annotations

from typing import Any

from shopper import clock
from shopper.models import Visit, VisitState
from tests.support.builders import House, make_visit
from tests.support.pages import Client, Page

SHORT = {
    "greeting": {"greeted": "no", "greeting_momentum": "away"},
    "checkout": {"receipt": "does_not_apply", "wait:minutes": "1", "wait:seconds": "30"},
    "leaving": {"thanked": "yes", "recommend": "9"},
}
"""A whole report of the short set, by touchpoint."""


def fields(**answers: Any) -> dict[str, Any]:
    """`greeted="yes"` → the field of that question; `**{"wait:minutes": "3"}` names another part."""
    return {f"q:{key}" if ":" in key else f"q:{key}:value": value for key, value in answers.items()}


def started(house: House, **more: Any) -> Visit:
    """A visit of the short set that Chloé has started."""
    more = {"state": VisitState.STARTED, "started_at": clock.now(), **more}
    branch, version = more.pop("branch", house.mill_lane), more.pop("version", house.version)
    return make_visit(branch, version, shopper=house.chloe, **more)


def write(client: Client, visit: Visit, touchpoint: str, *, expect: int = 200, **answers: Any) -> Page:
    """Open a touchpoint, fill in answers, press Continue."""
    page = client.get("visits.touchpoint", visit_id=visit.id, key=touchpoint)
    return page.submit("#report", expect=expect, **fields(**answers))


def write_all(client: Client, visit: Visit, report: dict[str, dict[str, Any]] | None = None) -> Page:
    """Write a whole report; the check page."""
    for touchpoint, answers in (SHORT if report is None else report).items():
        write(client, visit, touchpoint, **answers)
    return client.get("visits.check", visit_id=visit.id)
