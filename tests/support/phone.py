"""A phone that speaks to the sync API: what it would send, with ids and times of its own."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from werkzeug.test import TestResponse

from shopper import clock
from shopper.extensions import db
from shopper.models import Person, Visit
from survey_defs import QuestionSet, check_answers
from tests.support.apart import apart
from tests.support.builders import BEST
from tests.support.pages import ORIGIN, Client

API = "/api/v1"


def at(minutes: float = 0, *, since: datetime | None = None) -> str:
    """A time stamp so many minutes from now."""
    return clock.stamp((since or datetime.now(UTC)) + timedelta(minutes=minutes))


def entries(
    definition: QuestionSet, answers: dict[str, Any] | None = None, minutes: float = -5
) -> dict[str, Any]:
    """Answers in long form, written so many minutes from now."""
    whole = check_answers(definition, BEST if answers is None else answers, sending=False).answers
    return {key: {**entry, "at": at(minutes)} for key, entry in whole.items()}


def stamp(name: str = "In", minutes: float = -30, **more: Any) -> dict[str, Any]:
    """One tap on site."""
    there = at(minutes)
    return {
        "id": str(uuid4()), "name": name, "at": there, "tapped_at": there, "offset_ms": 1234.5,
        "zone": "Europe/Paris", "run": str(uuid4()), "changed_at": there, "removed": False, **more,
    }  # fmt: skip


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def report(definition: QuestionSet, **more: Any) -> dict[str, Any]:
    """A whole report under a new id; `evidence` and others as told."""
    answers = more.pop("answers", None)
    return {
        "submission_id": str(uuid4()), "base": None, "left_early": False, "device": str(uuid4()),
        "answers": entries(definition, answers), "stamps": [], "evidence": [], **more,
    }  # fmt: skip


@dataclass
class Phone:
    """Somebody's phone, inside the test's process."""

    client: Client
    device: str = field(default_factory=lambda: str(uuid4()))

    def ask(self, method: str, path: str, body: Any = None, **how: Any) -> TestResponse:
        """One call; a body that is no bytes goes as JSON."""
        headers = {
            "X-CSRFToken": self.client.token(),
            "Origin": ORIGIN,
            "Referer": f"{ORIGIN}/",
            **how.pop("headers", {}),
        }
        if body is not None and not isinstance(body, bytes):
            body, how = json.dumps(body).encode(), {"content_type": "application/json", **how}
        given = {"data": body, "content_type": "application/json", "buffered": True, **how}
        answer = apart(self.client.http.open, API + path, method=method, headers=headers, **given)
        db.session.rollback()
        db.session.expire_all()
        return answer

    def get(self, path: str, **how: Any) -> TestResponse:
        return self.ask("GET", path, **how)

    def draft(self, visit: UUID, answers: dict[str, Any] | None = None, **more: Any) -> TestResponse:
        body = {"device": self.device, "answers": answers or {}, "stamps": [], **more}
        return self.ask("PUT", f"/visits/{visit}/draft", body)

    def send(self, visit: UUID, body: dict[str, Any]) -> TestResponse:
        return self.ask("PUT", f"/visits/{visit}/submission", body)

    def photo(
        self,
        visit: UUID,
        content: bytes,
        *,
        question: str = "receipt",
        index: int = 0,
        name: str | None = None,
        **how: Any,
    ) -> TestResponse:
        path = f"/visits/{visit}/evidence/{name or sha(content)}?question={question}&index={index}"
        return self.ask("PUT", path, content, **{"content_type": "image/jpeg", **how})


def told(answer: TestResponse) -> dict[str, Any]:
    """The error of a refusal."""
    error: dict[str, Any] = answer.json["error"]
    assert error["message"].strip(), "a reason in words"
    return error


def fresh(visit: Visit) -> Visit:
    """The visit as it is stored now."""
    db.session.rollback()
    db.session.refresh(visit)
    return visit


def owner(visit: Visit) -> Person:
    assert visit.shopper is not None
    return visit.shopper
