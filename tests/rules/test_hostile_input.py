"""Whatever is typed into any field of any page, on either database: words or a refusal, never a crash.

PostgreSQL holds every column to its length and its range and takes no NUL; SQLite takes anything."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask, url_for

from tests.rules.matrix import MATRIX
from tests.rules.objects import Kind, make_objects
from tests.support.builders import PASSWORD
from tests.support.pages import Client

pytestmark = pytest.mark.long

PAGES = [route for route in MATRIX if route[0] == "GET" and route[1] != "visits.photo"]
HOSTILE = {
    "a NUL": "a\x00b",
    "very long": "x" * 6_000,
    "beyond the plane": "💥" * 300,
    "a number that no column holds": "99999999999999999999999",
    "a number just too large": "2147483648",
    "less than nothing": "-1",
    "a day before all days": "0000-00-00",
}
PLAIN = ("input[type=hidden][name=csrf_token]", "input[type=file]", "input[type=submit]", "button")


@pytest.fixture
def objects(house) -> dict[str, Kind]:
    return make_objects(house)


def address(app: Flask, endpoint: str, values: dict) -> str:
    with app.test_request_context():
        return url_for(endpoint, **values)


def pages_of(name: str) -> list[tuple[str, str]]:
    """The pages that are tried by this person: each page by one of those who may open it."""
    return [route for route in PAGES if min(MATRIX[route].who) == name]


NAMES = sorted({min(MATRIX[route].who) for route in PAGES})


@pytest.mark.parametrize("name", NAMES)
def test_every_field_of_every_form(app: Flask, house, objects, as_, name: str) -> None:
    client = as_(getattr(house, name))
    for route in pages_of(name):
        path = address(app, route[1], {**_own(objects, route), **MATRIX[route].more})
        for form in _forms(client, path, "main form[method=post]"):
            for what, hostile in HOSTILE.items():
                assert _send(client, form, path, hostile) < 500, f"{what} at {path}"


def _forms(client: Client, path: str, css: str) -> list[Tag]:
    answer = client.http.get(path)
    page = (
        BeautifulSoup(answer.get_data(as_text=True), "html.parser")
        if answer.mimetype == "text/html"
        else None
    )
    return list(page.select(css)) if page else []


def _send(client: Client, form: Tag, path: str, hostile: str) -> int:
    plain = {id(box) for css in PLAIN for box in form.select(css)}
    names = {str(box["name"]) for box in form.select("[name]") if id(box) not in plain}
    token = form.select_one(PLAIN[0])
    if not names or token is None:
        return 200  # a button, which takes no words
    fields = {**dict.fromkeys(names, hostile), "csrf_token": str(token["value"])}
    return client.status("POST", str(form.get("action") or path), fields)


@pytest.mark.parametrize("name", NAMES)
def test_every_address_and_every_filter(app: Flask, house, objects, as_, name: str) -> None:
    client = as_(getattr(house, name))
    for route in pages_of(name):
        own = _own(objects, route)
        path = address(app, route[1], {**own, **MATRIX[route].more})
        filters = _forms(client, path, "form:not([method=post])")
        names = {str(box["name"]) for form in filters for box in form.select("[name]")} | {"page"}
        for what, hostile in HOSTILE.items():
            answer = client.http.get(path, query_string=dict.fromkeys(names, hostile))
            assert answer.status_code < 500, f"{what} at {path}"
        for number in (2**31, 2**63, 10**30):
            far = {key: number for key, value in own.items() if isinstance(value, int)}
            if far:
                path = address(app, route[1], {**own, **MATRIX[route].more, **far})
                assert client.http.get(path).status_code in (302, 404), path


def _own(objects: dict[str, Kind], route: tuple[str, str]) -> dict:
    row = MATRIX[route]
    return objects[row.about].own if row.about else {}


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_at_the_door(app: Flask, as_, hostile: str) -> None:
    client = as_(None)
    for endpoint in ("accounts.sign_in", "accounts.forgotten"):
        page = client.get(endpoint)
        for form in page.select("form[method=post]"):
            assert _send(client, form, page.path, hostile) < 500
    browser = {"User-Agent": hostile.replace("\x00", "") or "-", "X-Forwarded-For": "1" * 300}
    assert client.http.get("/sign-in", headers=browser).status_code == 200


def test_a_browser_with_a_very_long_name_may_sign_in(app: Flask, house, as_) -> None:
    client = as_(None)
    fields = {**client.get("accounts.sign_in").form(), "sign_in": house.eve.sign_in, "password": PASSWORD}
    headers = {"User-Agent": "x" * 4_000, "Origin": "http://localhost"}
    assert client.http.post("/sign-in", data=fields, headers=headers).status_code == 302


def test_a_photo_that_is_gone_from_the_disk_is_not_there(app: Flask, house, objects, as_) -> None:
    as_(house.chloe).get("visits.photo", expect=404, **objects["photographed"].own)
