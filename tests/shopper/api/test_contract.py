"""Whoever comes, with a token or with a session, and whatever they send: each call does what is written."""

from __future__ import annotations

from typing import Any

import pytest

from shopper import clock
from shopper.accounts import throttle
from shopper.api.document import write_document
from shopper.models import Guess, Person, Role, Scope, VisitState
from tests.support.api import program_of
from tests.support.builders import House, day, make_person, make_visit
from tests.support.contract import WHOLE, Tried, try_all
from tests.support.pages import Client
from tests.support.results import AVERAGE, released

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

CHECKS = {
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
    "response_schema_conformance", "negative_data_rejection", "positive_data_acceptance", "missing_required_header",
    "unsupported_method", "allow_header_conformance", "ignored_auth", "use_after_free", "ensure_resource_availability",
    "object_level_authorization",
}  # fmt: skip
"""All that schemathesis checks of an answer, but for how long it took."""
MANY = 10**6


@pytest.fixture
def everybody(app, house, monkeypatch) -> Person:
    """Somebody with every role, whom no wrong token holds back."""
    monkeypatch.setitem(throttle.LIMITS, Guess.TOKEN, throttle.Limit(MANY, MANY))
    made = released(
        house.version, [(house.mill_lane, day(-20), AVERAGE), (house.mill_lane, day(-9), AVERAGE)]
    )
    made[0].state, made[0].withdrawn_at = VisitState.WITHDRAWN, clock.now()
    return make_person("Everybody", *((role, house.client) for role in Role))


def by_token(app, person: Person) -> dict[str, str]:
    return {"Authorization": f"Bearer {program_of(app, person, *Scope).secret}"}


def by_session(app, person: Person) -> dict[str, str]:
    browser = Client(app, person)
    token, name = browser.token(), app.config["SESSION_COOKIE_NAME"]
    cookie = browser.http.get_cookie(name)
    return {"Cookie": f"{name}={cookie.value}", "X-CSRFToken": token}


def parts_of(house: House, person: Person, state: VisitState) -> dict[str, Any]:
    """Parts of addresses that lead somewhere."""
    visit = make_visit(house.mill_lane, house.version, shopper=person, state=state, started_at=clock.now())
    return {"visit_id": str(visit.id), "slug": "short", "number": 1, "sha256": "ab" * 32}


def holds(app, tried: Tried) -> None:
    """Every call was tried, every check was made, and none found anything."""
    assert not tried.broken, "\n\n".join(tried.broken[:5])
    assert tried.checks.keys() >= CHECKS
    every = {
        f"{method.upper()} {path}" for path, calls in write_document(app)["paths"].items() for method in calls
    }
    every.remove("GET /api/v1/openapi.json")  # which takes nothing, so that there is nothing to make up
    assert every <= {call for call, _status in tried.answers}
    assert every <= {call for call, status in tried.answers if status < 300} | UNJUDGED


UNJUDGED = {
    "PUT /api/v1/visits/{visit_id}/submission",
    "PUT /api/v1/visits/{visit_id}/evidence/{sha256}",
}
"""What no request that was made up passes: a whole report, a photo under its own hash."""


def test_every_call_holds_with_a_session(app, house, everybody) -> None:
    parts = parts_of(house, everybody, VisitState.STARTED)
    holds(app, try_all(app, by_session(app, everybody), parts, examples=3, phases=("fuzzing",)))


@pytest.mark.long
@pytest.mark.parametrize(
    ("way", "state"),
    [(by_token, VisitState.STARTED), (by_session, VisitState.STARTED), (by_token, VisitState.CANCELLED)],
)
def test_every_call_holds_in_depth(app, house, everybody, way, state: VisitState) -> None:
    parts = parts_of(house, everybody, state)
    tried = try_all(app, way(app, everybody), parts, examples=50, phases=WHOLE)
    if state is VisitState.STARTED:
        holds(app, tried)
    assert not tried.broken, "\n\n".join(tried.broken[:5])
    assert tried.answers.total() > 1_000
