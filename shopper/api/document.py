"""The document of the API, OpenAPI 3.1, written from what each call declares."""

import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from flask import Flask, current_app
from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema
from werkzeug.routing import Rule

from shopper.api import called
from shopper.api.calls import Call
from shopper.api.types import Problem
from shopper.permissions import PUBLIC

Schema = dict[str, Any]

REF = "#/components/schemas/{model}"
ABOUT = """What the phone and programs ask of Last Inch.

A browser comes with its session and, where it writes, with the token that `GET /api/v1/session` gives, in
the header `X-CSRFToken`. A program comes with a bearer token, made under *Your account, Access for programs*.
Numbers are numbers and texts are texts: nothing is converted, and a key that is not known is refused.
Every refusal is `{"error": {"code", "message", …}}`; `message` says what to do next."""
PARTS = {
    "uuid": {"type": "string", "format": "uuid"},
    "int": {"type": "integer", "minimum": 1, "maximum": 2**31 - 1},
    "default": {"type": "string", "minLength": 1, "pattern": "^[^/]+$"},
}
"""What stands in an address, by the name of its converter."""

WORDS = {
    200: "Done",
    201: "Made",
    304: "Still the same as the `ETag` that was sent along",
    400: "It did not arrive whole, or without the token of the session",
    401: "Nobody is signed in, or the token does not work",
    403: "Not allowed to this person, or not to this token",
    404: "Nothing of that name that this person may see",
    409: "It is no longer possible; `error` tells how things stand",
    413: "Too large",
    415: "Another type of content than the call takes",
    422: "Something in it does not fit; `error` names what",
    503: "The database or the store of photos does not answer just now; the same may work in a minute",
    429: "Too many tokens that do not work came from this address",
}


def write_document(app: Flask) -> Schema:
    """The whole document, as JSON has it."""
    calls = list(_calls(app))
    refs, definitions = _schemas([call for _rule, _method, call in calls])
    paths: Schema = {}
    for rule, method, call in calls:
        operation = _operation(app, rule, method, call, refs)
        paths.setdefault(re.sub(r"<(?:[^:<>]+:)?([^<>]+)>", r"{\1}", rule.rule), {})[method] = operation
    return {
        "openapi": "3.1.0",
        "info": {"title": "Last Inch", "version": "1", "description": ABOUT},
        "paths": paths,
        "webhooks": called.webhooks(refs),
        "components": {"schemas": definitions, "securitySchemes": _security_schemes(app)},
    }


def _calls(app: Flask) -> Iterator[tuple[Rule, str, Call]]:
    for rule in sorted(app.url_map.iter_rules(), key=lambda each: each.rule):
        call = getattr(app.view_functions[rule.endpoint], "call", None)
        if isinstance(call, Call):
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield rule, method.lower(), call


def refusals(rule: Rule, method: str, call: Call, public: bool) -> set[int]:
    """The statuses of what a call may refuse without saying so itself."""
    found = {503} if public else {401, 403, 429, 503}
    if rule.arguments:
        found.add(404)
    if method != "get" and not public:
        found.add(400)
    if call.body or call.content:
        found |= {400, 413, 415, 422}
    if call.query:
        found.add(422)
    return found


def _operation(app: Flask, rule: Rule, method: str, call: Call, refs: dict[Any, Schema]) -> Schema:
    public = getattr(app.view_functions[rule.endpoint], "needs", None) == PUBLIC
    operation: Schema = {
        "operationId": rule.endpoint.rpartition(".")[2],
        "summary": call.summary,
        "parameters": [*_parts(rule), *_query(call)],
        "responses": _responses(rule, method, call, public, refs),
        "security": [] if public else _security(method, call),
    }
    if call.body:
        operation["requestBody"] = _content("application/json", refs[call.body, "validation"])
    elif call.content:
        bytes_ = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in call.content}
        operation["requestBody"] = {"required": True, "content": bytes_}
    return operation


def _content(kind: str, schema: Schema) -> Schema:
    return {"required": True, "content": {kind: {"schema": schema}}}


def _parts(rule: Rule) -> Iterator[Schema]:
    for converter, name in re.findall(r"<(?:([^:<>]+):)?([^<>]+)>", rule.rule):
        yield {"name": name, "in": "path", "required": True, "schema": PARTS[converter or "default"]}


def _query(call: Call) -> Iterator[Schema]:
    if call.query is None:
        return
    shape = call.query.model_json_schema()
    for name, schema in shape.get("properties", {}).items():
        needed = name in shape.get("required", ())
        told = {key: value for key, value in schema.items() if key not in ("title", "default", "anyOf")}
        told |= next((one for one in schema.get("anyOf", ()) if one["type"] != "null"), {})
        if schema.get("default") is not None:
            told["default"] = schema["default"]
        yield {"name": name, "in": "query", "required": needed, "schema": told}


def _responses(rule: Rule, method: str, call: Call, public: bool, refs: dict[Any, Schema]) -> Schema:
    problem = dict.fromkeys(refusals(rule, method, call, public), Problem)
    found: Schema = {}
    for status, model in sorted({**problem, **call.answers}.items()):
        kind, schema = (
            ("application/json", refs[model, "serialization"]) if isinstance(model, type) else (model, {})
        )
        found[str(status)] = {
            "description": WORDS.get(status, HTTPStatus(status).phrase),
            "content": {kind: {"schema": schema}},
        }
    if call.etag:
        found["304"] = {"description": WORDS[304]}
    return found


def _security(method: str, call: Call) -> list[Schema]:
    session: Schema = {"session": []} if method == "get" else {"session": [], "csrf": []}
    return [{"bearer": [call.scope.value] if call.scope else []}, session]


def _security_schemes(app: Flask) -> Schema:
    cookie = app.config["SESSION_COOKIE_NAME"]
    return {
        "bearer": {"type": "http", "scheme": "bearer"},
        "session": {"type": "apiKey", "in": "cookie", "name": cookie},
        "csrf": {"type": "apiKey", "in": "header", "name": "X-CSRFToken"},
    }


def _schemas(calls: list[Call]) -> tuple[dict[Any, Schema], Schema]:
    """The schema of every model that a call takes or answers, and all that those refer to."""
    told: set[type[BaseModel]] = {Problem, *called.MODELS.values()}
    wanted: dict[tuple[type[BaseModel], JsonSchemaMode], None] = {
        (model, "serialization"): None for model in sorted(told, key=lambda each: each.__name__)
    }
    for call in calls:
        if call.body:
            wanted[call.body, "validation"] = None
        wanted |= {
            (model, "serialization"): None for model in call.answers.values() if isinstance(model, type)
        }
    refs, rest = models_json_schema(list(wanted), ref_template=REF)
    return dict(refs), rest.get("$defs", {})


def the_document() -> Schema:
    """The document of this app, written when it is first asked for."""
    kept: Schema = current_app.extensions.setdefault("last_inch.api_document", {})
    if not kept:
        kept.update(write_document(current_app._get_current_object()))  # type: ignore[attr-defined]
    return kept
