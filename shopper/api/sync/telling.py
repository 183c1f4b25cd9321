"""Visits in the form in which a phone is told of them."""

from datetime import timedelta
from typing import Any

from flask import url_for

from shopper import clock
from shopper.language import spoken
from shopper.models import WRITABLE, Visit
from shopper.visits import queries
from shopper.visits.announced import Announced
from shopper.visits.due import hours_of, left_at
from shopper.visits.sending import Received
from survey_defs import definition, say


def visit_part(visit: Visit) -> dict[str, Any]:
    """A visit in the list."""
    asked = visit.version.definition
    language = spoken(asked)
    return {
        "id": visit.id,
        "state": visit.state,
        "title": say(asked.title, language),
        "branch": visit.branch.name,
        "address": visit.branch.address,
        "window_from": visit.window_from,
        "window_to": visit.window_to,
        "due": _due(visit),
        "version": {"set": asked.slug, "number": visit.version.number},
        "brief": say(asked.scenario, language) if asked.scenario else "",
        "pages": _pages(visit),
    }


def _due(visit: Visit) -> Any:
    since, _out = left_at(visit, clock.now())
    hours = timedelta(hours=hours_of(visit)[0])
    return since + hours if since and visit.state in WRITABLE else None


def _pages(visit: Visit) -> list[str]:
    """Every page that a visit is made and written on; of one that is sent, its own page alone."""
    own = url_for("visits.visit", visit_id=visit.id)
    if visit.state not in WRITABLE:
        return [own]
    parts = [
        url_for("visits.touchpoint", visit_id=visit.id, key=one.key)
        for one in visit.version.definition.touchpoints
    ]
    rest = [url_for(f"visits.{name}", visit_id=visit.id) for name in ("pocket", "check")]
    return [own, *parts, *rest]


def whole_visit(visit: Visit) -> dict[str, Any]:
    """A visit with everything that it is written from."""
    latest = queries.latest_submission(visit)
    return {
        **visit_part(visit),
        "definition": definition(visit.version.definition),
        "draft": visit.draft,
        "stamps": visit.stamps,
        "left_early": visit.left_early,
        "latest": latest.id if latest else None,
        "photos": [
            Announced(question=one.question_key, index=one.index, sha256=one.sent_sha256)
            for one in queries.slots(visit)
        ],
    }


def receipt(received: Received) -> dict[str, Any]:
    """What became of a report."""
    plain = ("reference", "received_at", "hidden", "missing")
    return {"submission_id": received.id, **{name: getattr(received, name) for name in plain}}
