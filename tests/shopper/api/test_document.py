"""The document of the API is valid, and every call does what it says, whatever is sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from flask import url_for
from hypothesis import HealthCheck, given, settings
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis import APIOperation, GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from shopper import clock
from shopper.accounts import throttle
from shopper.accounts.programs.scopes import NEEDS
from shopper.api.document import write_document
from shopper.models import Guess, Role, Scope, VisitState
from tests.support.apart import apart
from tests.support.api import Program, program_of
from tests.support.builders import day, make_person, make_visit
from tests.support.results import AVERAGE, released

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def test_the_document_is_valid(app, as_) -> None:
    answer = as_(None).http.get("/api/v1/openapi.json")
    assert answer.status_code == 200
    assert answer.json["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(answer.json).validate()


def test_every_call_is_in_it(app) -> None:
    here = {
        (rule.rule.count("<"), method.lower(), rule.endpoint.removeprefix("api."))
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("api.")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    told = {
        (path.count("{"), method, operation["operationId"])
        for path, operations in write_document(app)["paths"].items()
        for method, operation in operations.items()
    }
    assert told == here


def test_every_scope_stands_in_it(app) -> None:
    asked = {
        scope
        for operations in write_document(app)["paths"].values()
        for operation in operations.values()
        for way in operation["security"]
        for scope in way.get("bearer", ())
    }
    assert asked == {scope.value for scope in Scope} == {scope.value for scope in NEEDS}


MANY = 10**6
JUDGED = {"draft", "evidence", "submission"}
"""What fits the document may still not fit the question set, which only the set tells."""

usual = settings(
    max_examples=8, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
)


def by_itself(app: Callable[..., Any]) -> Callable[..., Any]:
    """The app with each request in a context of its own, as a server would have it."""

    def whole(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        parts = app(environ, start_response)
        try:
            return list(parts)
        finally:
            parts.close()

    return lambda environ, start_response: apart(whole, environ, start_response)


@pytest.fixture
def everybody(app, house, monkeypatch):
    """Somebody with every role, whom no wrong token holds back."""
    monkeypatch.setitem(throttle.LIMITS, Guess.TOKEN, throttle.Limit(MANY, MANY))
    released(house.version, [(house.mill_lane, day(-20), AVERAGE), (house.mill_lane, day(-10), AVERAGE)])
    return make_person("Everybody", *((role, house.client) for role in Role))


@pytest.fixture
def program(app, everybody) -> Program:
    return program_of(app, everybody, *Scope)


@pytest.fixture
def places(house, everybody) -> list[dict[str, Any]]:
    """Parts of addresses that lead somewhere: to a visit that can be written, and to one that was sent."""
    visits = [
        make_visit(house.mill_lane, house.version, shopper=everybody, state=state, started_at=clock.now())
        for state in (VisitState.STARTED, VisitState.CANCELLED)
    ]
    return [
        {"visit_id": str(visit.id), "slug": "short", "number": 1, "sha256": "ab" * 32} for visit in visits
    ]


def every_call(
    app, program: Program, mode: GenerationMode, there: dict[str, Any] | None
) -> set[tuple[str, int]]:
    """Try every call with made-up requests; `there` are the parts of addresses that lead somewhere. Returns
    the statuses that came back."""
    seen: set[tuple[str, int]] = set()
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", by_itself(app))
    headers = {"Authorization": f"Bearer {program.secret}", "Accept-Encoding": "identity"}
    for found in schema.get_all_operations():
        operation = found.ok()
        parts = {each.name: there[each.name] for each in operation.path_parameters} if there else {}
        if parts or not there:
            seen |= {(operation.label, status) for status in try_out(operation, mode, headers, parts)}
    return seen


def try_out(
    operation: APIOperation, mode: GenerationMode, headers: dict[str, str], parts: dict[str, Any]
) -> set[int]:
    judged = operation.definition.raw["operationId"] in JUDGED
    excluded, statuses = [positive_data_acceptance] if judged else [], set()

    @usual
    @given(case=operation.as_strategy(mode, path_parameters=parts or None))
    def conforms(case: schemathesis.Case) -> None:
        statuses.add(case.call_and_validate(headers=headers, excluded_checks=excluded).status_code)

    conforms()
    return statuses


@pytest.mark.parametrize("mode", list(GenerationMode), ids=str)
def test_every_call_does_what_the_document_says(app, program, mode: GenerationMode) -> None:
    """Fitting or not: every status, type and body is as written, nothing breaks, and nothing passes
    without a token."""
    seen = every_call(app, program, mode, None)
    status = {GenerationMode.POSITIVE: 200, GenerationMode.NEGATIVE: 422}[mode]
    assert ("GET /api/v1/scores", status) in seen


@pytest.mark.long
@pytest.mark.parametrize("mode", list(GenerationMode), ids=str)
def test_calls_about_what_is_there_do_so_too(app, program, places, mode: GenerationMode) -> None:
    seen = {each for place in places for each in every_call(app, program, mode, place)}
    if mode is GenerationMode.POSITIVE:
        assert ("GET /api/v1/visits/{visit_id}", 200) in seen
        assert ("PUT /api/v1/visits/{visit_id}/draft", 409) in seen
        assert ("GET /api/v1/question-sets/{slug}/versions/{number}", 200) in seen


def test_nothing_personal_is_kept_on_the_way(app, program, places) -> None:
    """Every answer says that it is not to be kept, or that it is to be asked for again each time."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("api.") and "GET" in (rule.methods or ()):
            with app.test_request_context():
                path = url_for(rule.endpoint, **{name: places[0][name] for name in rule.arguments})
            answer = program.get(path)
            assert answer.status_code == 200, path
            asked_again = "no-cache" in answer.headers["Cache-Control"] and "ETag" in answer.headers
            assert asked_again or answer.headers["Cache-Control"] == "no-store", path
