"""Every page that anybody may open, opened by somebody who reads French."""

from __future__ import annotations

import pytest
from flask import Flask, url_for

from shopper.extensions import db
from shopper.models import Person
from survey_defs import load_question_set, say
from tests.rules.matrix import EVERYBODY, MATRIX, OPEN_TO_ALL, Row
from tests.rules.objects import Kind, make_objects
from tests.support.builders import SHORT_SET
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.pages import Client, Page
from tests.support.spoken import found, said

pytestmark = LONG_ON_POSTGRES
"""The words of a page do not come from the database."""
NO_PAGE = {"visits.photo"}
"""Whose bytes stand in no test's store."""


@pytest.fixture
def objects(house) -> dict[str, Kind]:
    for person in db.session.query(Person):
        person.language = "fr"
    db.session.commit()
    return make_objects(house)


def path_of(app: Flask, endpoint: str, row: Row, objects: dict[str, Kind]) -> str:
    with app.test_request_context():
        return url_for(endpoint, **(objects[row.about].own if row.about else {}), **row.more)


def open_quietly(client: Client, path: str) -> Page | None:
    """The page at a path; None for a file."""
    answer = client.http.get(path, follow_redirects=True)
    db.session.rollback()
    return Page(client, answer) if answer.mimetype == "text/html" else None


DATA = {"All best", *(say(touchpoint.title) for touchpoint in load_question_set(SHORT_SET).touchpoints)}
"""What the tests wrote in English, which happens to be said by us as well: titles, and a test case's name."""
KEYWORDS = {
    "admin.import_branches": {"name", "closed"},
    "question_sets.check_form": {"text"},
    "programme.send": {"name", "shopper"},
    "programme.check": {"name"},
    "question_sets.builder": {"Plan"},
}
"""What sheets are written with, in any language; an outline is a “plan” in French."""


def check(page: Page | None, where: str) -> list[str]:
    if page is None:
        return []
    assert page.soup.html["lang"] == "fr", where
    written = DATA | KEYWORDS.get(where, set())
    told = {text for text in said(page.soup) if text.strip(" :\u202f") not in written}
    return [f"{where}: {english!r} in {text!r}" for text in told if (english := found(text))]


@pytest.mark.parametrize("name", sorted(EVERYBODY))
def test_no_page_speaks_english_to_somebody_who_reads_french(app: Flask, house, objects, as_, name: str):
    client, wrong = as_(getattr(house, name)), []
    for (method, endpoint), row in MATRIX.items():
        if method == "GET" and name in row.who and endpoint not in NO_PAGE:
            wrong += check(open_quietly(client, path_of(app, endpoint, row, objects)), endpoint)
    assert not wrong, "\n".join(wrong)


def test_nor_to_a_browser_that_asks_for_french_before_signing_in(app: Flask, house, objects, as_):
    client, wrong = as_(None), []
    client.http.environ_base["HTTP_ACCEPT_LANGUAGE"] = "fr-CH, fr;q=0.9, en;q=0.8"
    for method, endpoint in OPEN_TO_ALL | {("GET", "visits.today")}:
        if method == "GET":
            with app.test_request_context():
                rule = next(rule for rule in app.url_map.iter_rules(endpoint))
                path = url_for(endpoint, **dict.fromkeys(rule.arguments, "unknown"))
            wrong += check(open_quietly(client, path), endpoint)
    assert not wrong, "\n".join(wrong)
