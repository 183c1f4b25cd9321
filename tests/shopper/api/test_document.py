"""The document of the API is valid, and every call does what it says, whatever is sent."""

from __future__ import annotations

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from shopper.accounts.programs.scopes import NEEDS
from shopper.api.document import write_document
from shopper.models import Scope

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
"""What fits the document may still not fit the question set, which only that one tells."""


def by_itself(app: Callable[..., Any]) -> Callable[..., Any]:
    """The app with each request in a context of its own, as a server would have it."""

    def whole(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        parts = app(environ, start_response)
        try:
            return list(parts)
        finally:
            parts.close()

    return lambda environ, start_response: Context().run(whole, environ, start_response)


@pytest.fixture
def everybody(app, house, monkeypatch):
    """A program of somebody with every role and every scope, whom no wrong token holds back."""
    monkeypatch.setitem(throttle.LIMITS, Guess.TOKEN, throttle.Limit(MANY, MANY))
    person = make_person("Everybody", *((role, house.client) for role in Role))
    released(house.version, [(house.mill_lane, day(-20), AVERAGE), (house.mill_lane, day(-10), AVERAGE)])
    return program_of(app, person, *Scope)


def places(house, person) -> list[dict[str, Any]]:
    """Parts of addresses that lead somewhere, beside whatever is made up."""
    own = {"number": 1, "slug": "short"}
    return [own]


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_every_call_does_what_the_document_says(app, house, everybody, mode: GenerationMode) -> None:
    """Made-up requests, fitting or not: every status, type and body is as written, nothing breaks, and
    nothing passes without a token."""
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", by_itself(app))
    headers = {"Authorization": f"Bearer {everybody.secret}"}
    for found in schema.get_all_operations():
        operation = found.ok()
        print(operation.label)
        excluded = [positive_data_acceptance] if operation.definition.raw["operationId"] in JUDGED else []

        @settings(max_examples=10, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy(mode))
        def conforms(case, excluded=excluded) -> None:
            case.call_and_validate(headers=headers, excluded_checks=excluded)

        conforms()
