"""Every value is taken for what it is and turned into nothing else; what does not fit is told in words."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from shopper.api.types import Body, Moment, Number, Uuid, Whole, Words
from shopper.models import Scope, Visit
from tests.support.api import program_of
from tests.support.builders import House
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.reports import started


class Sheet(Body):
    whole: Whole = 0
    number: Number = 0
    words: Words = ""
    id: Uuid | None = None
    at: Moment | None = None
    tick: bool = False
    many: list[Whole] = []  # noqa: RUF012 - pydantic copies it


@pytest.mark.parametrize(
    ("name", "value", "taken"),
    [
        ("whole", 9.0, 9),
        ("whole", -(2**53) + 1, -(2**53) + 1),
        ("number", 1, 1.0),
        ("number", 0.5, 0.5),
        ("id", "0B7E2A54-1d6f-4c39-9f5e-6a1f0c8d2b43", UUID("0b7e2a54-1d6f-4c39-9f5e-6a1f0c8d2b43")),
        ("at", "2026-11-22T10:30:00.250+01:00", datetime(2026, 11, 22, 9, 30, 0, 250_000, UTC)),
        ("at", "2026-11-22t09:30:00z", datetime(2026, 11, 22, 9, 30, tzinfo=UTC)),
        ("at", "0001-01-01T00:00:00+14:00", datetime(1, 1, 1, tzinfo=UTC)),
    ],
)
def test_what_fits_is_taken(name: str, value: Any, taken: Any) -> None:
    found = getattr(Sheet.model_validate({name: value}), name)
    assert found == taken
    assert type(found) is type(taken)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("whole", value) for value in (True, False, "5", 9.5, 2**53, 1e300, None, [])),
        *(("number", value) for value in (True, "0.5", None)),
        *(("words", value) for value in (5, None, ["a"], "x" * 20_001)),
        *(("id", value) for value in (5, "5", "0b7e2a541d6f4c399f5e6a1f0c8d2b43", "{}")),
        *(
            ("at", value)
            for value in (0, "1700000000", "2026-11-22", "2026-11-22T09:30:00", "2026-02-30T09:30:00Z")
        ),
        *(("tick", value) for value in (1, 0, "true")),
        ("many", {"0": 1}),
        ("unknown", 1),
    ],
)
def test_nothing_is_made_to_fit(name: str, value: Any) -> None:
    with pytest.raises(ValidationError) as refused:
        Sheet.model_validate({name: value})
    assert refused.value.errors()[0]["loc"][0] == name


@given(value=st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists))
def test_a_whole_number_is_one_or_is_refused(value: Any) -> None:
    try:
        found = Sheet.model_validate({"whole": value}).whole
    except ValidationError:
        return
    assert type(value) is float
    assert found == value


@pytest.fixture
def visit(house: House) -> Visit:
    return started(house)


@pytest.fixture
def put(app, house: House, visit: Visit):
    """`put(body)` sends bytes as the draft of Chloé's visit."""
    phone, path = program_of(app, house.chloe, Scope.SYNC), f"/api/v1/visits/{visit.id}/draft"

    def send(body: bytes, content_type: str = "application/json"):
        return phone.send("PUT", path, data=body, content_type=content_type)

    return send


def draft(**more: Any) -> bytes:
    return json.dumps({"device": "8f14e45f-ceea-467f-a0e6-8c2d5e2f1a11", **more}).encode()


def nested(depth: int) -> Any:
    return [nested(depth - 1)] if depth else 1


@LONG_ON_POSTGRES
@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 400, "unreadable_json"),
        (draft()[:-1], 400, "unreadable_json"),
        (b"\xff" + draft(), 400, "unreadable_json"),
        (draft(answers={"words": {"value": "\ud800"}}), 400, "unreadable_json"),
        (b"[" * 100_000, 400, "unreadable_json"),
        (draft(answers={"words": {"value": nested(20)}}), 422, "too_nested"),
        (draft(answers={"words": {"value": "a\0b", "at": "2026-11-22T09:30:00Z"}}), 422, "does_not_fit"),
        (draft(answers={"wo\0rds": {"value": "a", "at": "2026-11-22T09:30:00Z"}}), 422, "does_not_fit"),
        (draft(unheard_of=1), 422, "does_not_fit"),
        (b"[]", 422, "does_not_fit"),
        (b" " * 1_000_001, 413, "request_entity_too_large"),
    ],
    ids=str,
)
def test_a_body_that_is_none_is_told(put, visit: Visit, body: bytes, status: int, code: str) -> None:
    answer = put(body)
    assert (answer.status_code, answer.json["error"]["code"]) == (status, code)
    assert answer.json["error"]["message"].endswith(".")
    assert all(words.endswith(".") for words in answer.json["error"].get("fields", {}).values())
    assert visit.draft == {}


@LONG_ON_POSTGRES
def test_another_type_of_content_is_told(put) -> None:
    for kind in ("text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", ""):
        answer = put(draft(), kind)
        assert (answer.status_code, answer.json["error"]["code"]) == (415, "not_json"), kind


@LONG_ON_POSTGRES
def test_a_session_writes_only_with_its_token_and_a_program_needs_none(
    as_, house: House, visit: Visit, put
) -> None:
    chloe, path = as_(house.chloe).http, f"/api/v1/visits/{visit.id}/draft"
    bare = chloe.put(path, data=draft(), content_type="application/json")
    assert (bare.status_code, bare.json["error"]["code"]) == (400, "stale_form")
    token = chloe.get("/api/v1/session").json["csrf"]
    fresh = chloe.put(path, data=draft(), content_type="application/json", headers={"X-CSRFToken": token})
    assert fresh.status_code == 200
    assert put(draft()).status_code == 200
