"""What no phone of ours would send: refused with a reason in words, and nothing stored of it."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest

from shopper.extensions import db
from shopper.models import AuditEvent, OlderAnswer, Submission, Visit, VisitState
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.phone import at, entries, fresh, report, stamp, told

pytestmark = LONG_ON_POSTGRES


@pytest.fixture
def lines() -> int:
    return db.session.query(AuditEvent).count()


def untouched(visit: Visit, lines: int) -> bool:
    rows = db.session.query(Submission).count() + db.session.query(OlderAnswer).count()
    more = db.session.query(AuditEvent).count() - lines
    return (fresh(visit).state, visit.draft, visit.stamps, rows, more) == (VisitState.ASSIGNED, {}, [], 0, 0)


def deep(levels: int) -> Any:
    value: Any = "at last"
    for _ in range(levels):
        value = [value]
    return value


def odd_bodies(definition) -> dict[str, dict[str, Any]]:
    """Whole reports, each with one thing that cannot be."""
    whole = report(definition)

    def answering(**more: Any) -> dict[str, Any]:
        return {**whole, "answers": {**whole["answers"], **more}}

    return {
        "a thousand answers": {
            **whole,
            "answers": {f"q{n}": {"value": "yes", "at": at()} for n in range(1_000)},
        },
        "more than a thousand": {
            **whole,
            "answers": {f"q{n}": {"value": "yes", "at": at()} for n in range(1_001)},
        },
        "an unknown question": answering(unknown={"value": "yes", "at": at()}),
        "an unknown part": {**whole, "score": 100},
        "an unknown part of an answer": answering(greeted={"value": "yes", "at": at(), "points": 4}),
        "nothing at all": {},
        "a list for answers": {**whole, "answers": []},
        "deep inside an answer": answering(words={"value": deep(12), "at": at()}),
        "deeper than anybody reads": answering(words={"value": deep(400), "at": at()}),
        "a number beyond all": answering(wait={"value": 2**60, "at": at()}),
        "a number beyond counting": answering(wait={"value": 1e308, "at": at()}),
        "a text without end": answering(words={"value": "x" * 300_000, "at": at()}),
        "a NUL": answering(words={"value": "a\0b", "at": at()}),
        "a NUL in a name": answering(**{"wo\0rds": {"value": "a", "at": at()}}),
        "a time that is none": answering(greeted={"value": "yes", "at": "yesterday"}),
        "a stamp that is not of this set": {**whole, "stamps": [stamp("Dessert")]},
        "a stamp without an id": {**whole, "stamps": [{**stamp(), "id": None}]},
        "a stamp without end": {**whole, "stamps": [stamp("note", text="x" * 3_000)]},
        "stamps without end": {**whole, "stamps": [stamp() for _ in range(501)]},
        "a base that is no id": {**whole, "base": "the first one"},
        "an id that is none": {**whole, "submission_id": "mine"},
        "a photo nobody asked for": {
            **whole,
            "evidence": [{"question": "greeted", "index": 0, "sha256": "ab" * 32}],
        },
        "a photo of no name": {**whole, "evidence": [{"question": "receipt", "index": 0, "sha256": "photo"}]},
        "filling of another set": {
            **whole,
            "filling": {"touchpoints": {"dessert": 3}, "changes": {}, "reloads": 0},
        },
        "time that runs backwards": {
            **whole,
            "filling": {"touchpoints": {"greeting": -3}, "changes": {}, "reloads": 0},
        },
    }


def test_no_odd_report_is_taken_and_each_is_told_why(phone, visit, lines) -> None:
    for name, body in odd_bodies(visit.version.definition).items():
        answer = phone.send(visit.id, body)
        assert answer.status_code in (400, 422), f"{name}: {answer.status_code}"
        told(answer)
        assert untouched(visit, lines), name


def test_no_odd_draft_is_taken_and_each_is_told_why(phone, visit, lines) -> None:
    for name, body in odd_bodies(visit.version.definition).items():
        kept = {key: body[key] for key in ("answers", "stamps", "filling") if key in body}
        if name in (
            "a photo nobody asked for",
            "a photo of no name",
            "a base that is no id",
            "an id that is none",
        ):
            continue
        odd = {**kept, **({"score": 100} if name == "an unknown part" else {})}
        answer = phone.ask(
            "PUT", f"/visits/{visit.id}/draft", {**odd, **({"device": phone.device} if body else {})}
        )
        assert answer.status_code in (400, 422), f"{name}: {answer.status_code}"
        told(answer)
        assert untouched(visit, lines), name


def test_what_does_not_fit_is_named_by_its_question(phone, visit) -> None:
    answer = phone.draft(
        visit.id, {"unknown": {"value": "yes", "at": at()}, "greeted": {"value": {}, "at": at()}}
    )
    assert "no such question" in told(answer)["questions"]["unknown"]


BROKEN = {
    "cut off": lambda whole: whole[:-40],
    "not UTF-8": lambda whole: whole.replace(b"morning", b"m\xf6rning"),
    "half a letter": lambda whole: whole.replace(b"morning", b"\\ud83d"),
    "nothing": lambda _whole: b"",
    "a page": lambda _whole: b"<html>Welcome to our network</html>",
    "a number": lambda _whole: b"7",
    "no number": lambda whole: whole.replace(b"45", b"NaN"),
    "brackets without end": lambda _whole: b"[" * 200_000,
    "the same name twice, cut off": lambda whole: whole[:-1],
}


@pytest.mark.parametrize("call", ["draft", "submission"])
@pytest.mark.parametrize("name", BROKEN)
def test_a15_what_is_no_whole_json_is_refused(phone, visit, lines, call, name) -> None:
    whole = (
        report(visit.version.definition)
        if call == "submission"
        else {"device": phone.device, "answers": entries(visit.version.definition)}
    )
    body = BROKEN[name](json.dumps(whole, ensure_ascii=True).encode())
    answer = phone.ask("PUT", f"/visits/{visit.id}/{call}", body)
    assert answer.status_code in (400, 422), answer.text
    told(answer)
    assert untouched(visit, lines)


@pytest.mark.parametrize("call", ["draft", "submission"])
def test_a15_the_wrong_type_and_too_much_are_refused(phone, visit, lines, call) -> None:
    path, body = f"/visits/{visit.id}/{call}", json.dumps(report(visit.version.definition)).encode()
    wrong = [
        phone.ask("PUT", path, body, content_type=kind)
        for kind in ("text/plain", "multipart/form-data; boundary=x", "")
    ]
    assert {one.status_code for one in wrong} == {415}
    large = phone.ask("PUT", path, body + b" " * 1_000_001)
    assert large.status_code == 413
    assert all(told(one) for one in (*wrong, large))
    assert untouched(visit, lines)


@pytest.mark.parametrize("state", [VisitState.CANCELLED, VisitState.EXPIRED, VisitState.COULD_NOT_COMPLETE])
def test_a_report_for_a_visit_that_is_off_is_refused_with_its_state(phone, visit, state) -> None:
    visit.state = state
    db.session.commit()
    answer = phone.send(visit.id, report(visit.version.definition))
    assert (answer.status_code, told(answer)["state"]) == (409, state)
    assert db.session.query(Submission).count() == 0


def test_an_id_that_is_taken_by_another_visit_is_refused(phone, house, visit) -> None:
    from tests.support.builders import make_visit  # noqa: PLC0415

    other, body = (
        make_visit(house.mill_lane, house.version, shopper=house.chloe),
        report(visit.version.definition),
    )
    phone.send(other.id, body)
    answer = phone.send(visit.id, body)
    assert answer.status_code == 404
    told(answer)
    assert fresh(visit).state == VisitState.ASSIGNED


@pytest.mark.parametrize("years", [-10, 10, -2000])
def test_a_clock_years_off_never_wins_for_ever_and_loses_nothing(phone, visit, years) -> None:
    there = f"{2026 + years:04d}-11-05T09:00:00.000Z"
    assert (
        phone.draft(
            visit.id, {"greeted": {"value": "no", "at": there}}, stamps=[stamp(at=there, tapped_at=there)]
        ).status_code
        == 200
    )
    assert fresh(visit).draft["greeted"]["at"] <= at(5)
    assert visit.started_at.year >= 2026
    assert visit.stamps[0]["at"] == there
    other = {"device": str(uuid4()), "answers": {"greeted": {"value": "yes", "at": at(5)}}}
    phone.ask("PUT", f"/visits/{visit.id}/draft", other)
    assert fresh(visit).draft["greeted"]["value"] == "yes"


def test_writing_without_the_token_of_the_session_is_refused(phone, visit, lines) -> None:
    body = report(visit.version.definition)
    answer = phone.ask("PUT", f"/visits/{visit.id}/submission", body, headers={"X-CSRFToken": "made up"})
    assert answer.status_code == 400
    assert untouched(visit, lines)
