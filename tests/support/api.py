"""A program that calls the API with a token."""

from __future__ import annotations

from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from shopper.accounts.programs.commands import Wanted, make_token
from shopper.extensions import db
from shopper.models import ApiToken, Person, Scope
from tests.support.apart import apart
from tests.support.builders import PASSWORD


class Program:
    """Each call stands for itself: no cookie is kept."""

    def __init__(self, app: Flask, secret: str, token: ApiToken | None = None) -> None:
        self.http, self.secret = app.test_client(use_cookies=False), secret
        self._token_id = token.id if token else None

    @property
    def token(self) -> ApiToken:
        return db.session.get_one(ApiToken, self._token_id)

    def get(self, path: str, **how: Any) -> TestResponse:
        return self.send("GET", path, **how)

    def send(self, method: str, path: str, **how: Any) -> TestResponse:
        headers = {"Authorization": f"Bearer {self.secret}", **how.pop("headers", {})}
        answer = apart(self.http.open, path, method=method, headers=headers, buffered=True, **how)
        db.session.rollback()
        return answer


def program_of(app: Flask, person: Person, *scopes: Scope, days: int = 30) -> Program:
    """A program that this person gave access to."""
    wanted = Wanted("Nightly report", scopes, days)
    token, secret = make_token(person, wanted, PASSWORD, "192.0.2.1")
    return Program(app, secret, token)
