"""What people read when the database does not answer, or refuses a second row."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError, OperationalError

from shopper.visits import views


@pytest.fixture
def in_service(app: Flask, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """As when it is served: what breaks becomes a page."""
    monkeypatch.setitem(app.config, "TESTING", False)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    return monkeypatch


TOLD = {
    OperationalError: (503, "does not answer just now. Go back and try again in a minute"),
    IntegrityError: (409, "Somebody saved the same thing at the same moment"),
}


@pytest.mark.parametrize("kind", TOLD)
def test_a_page_says_what_to_do(in_service, house, as_, kind) -> None:
    def broken(*_: object) -> None:
        raise kind("SELECT secret", {}, Exception("host=10.0.0.1 password=hush"))

    in_service.setattr(views.pages, "today", broken)
    status, words = TOLD[kind]
    page = as_(house.chloe).get("visits.today", expect=status)
    assert words in page.text
    assert "hush" not in page.answer.get_data(as_text=True)
