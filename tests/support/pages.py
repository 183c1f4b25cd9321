"""A client that checks each page it opens and submits the forms that stand on it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from bs4 import BeautifulSoup, Tag
from flask import Flask, url_for
from werkzeug.test import TestResponse

from shopper import clock
from shopper.accounts.sessions import LASTS
from shopper.extensions import db
from shopper.models import Person, UserSession
from tests.support.apart import apart

ORIGIN = "http://localhost"


def check_page(soup: BeautifulSoup) -> None:
    """What holds for every page, whatever is on it."""
    assert len(soup.select("h1")) == 1, "a page has exactly one h1"
    assert soup.title is not None, "a page has a title"
    assert soup.title.get_text(strip=True), "a title has words"
    ids = [tag["id"] for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids)), f"two elements share an id: {[i for i in ids if ids.count(i) > 1]}"
    for box in soup.select("input:not([type=hidden]):not([type=submit]), select, textarea"):
        held = box.find_parent("label") or soup.select(f'label[for="{box.get("id")}"]')
        assert held or box.get("aria-label") or box.get("aria-labelledby"), f"no label for {box}"
    for described in soup.select("[aria-describedby]"):
        for name in str(described["aria-describedby"]).split():
            assert soup.find(id=name), f"{name} describes nothing: {described}"
    assert not soup.select("[style], [onclick], [onchange], [onload]"), "no inline style or handler"
    assert not soup.select("script:not([src]):not([type='application/json'])"), "no inline script"


class Page:
    """One answer of the app, with its words and forms."""

    def __init__(self, client: Client, answer: TestResponse) -> None:
        self.client, self.answer = client, answer
        self.status = answer.status_code
        text = answer.get_data().decode(errors="replace")  # a file is no text
        self.soup = BeautifulSoup(text, "html.parser")
        if answer.mimetype == "text/html" and not 300 <= self.status < 400:
            check_page(self.soup)

    @property
    def text(self) -> str:
        """The words on the page, white space folded."""
        return " ".join(self.soup.get_text(" ").split())

    @property
    def path(self) -> str:
        return self.answer.request.path

    def select(self, css: str) -> list[Tag]:
        return list(self.soup.select(css))

    def form(self, css: str = "main form") -> dict[str, Any]:
        """The fields of a form as a browser would send them untouched."""
        form = self.soup.select_one(css)
        assert form is not None, f"no {css} on the page"
        fields: dict[str, Any] = {}
        for box in form.select("input[name], textarea[name], select[name]"):
            if not box.find_parent("fieldset", disabled=True):
                _read(box, fields)
        return fields

    def submit(self, css: str = "main form", *, expect: int = 200, **values: Any) -> Page:
        """Fill the form with `values` (None leaves a field out) and send it; redirects are followed."""
        form = self.soup.select_one(css)
        fields = {**self.form(css), **values}
        fields = {name: value for name, value in fields.items() if value is not None}
        assert form is not None
        action = str(form.get("action") or self.path)
        method = str(form.get("method") or "get").lower()
        return self.client.send(method, action, fields, expect, self.path)


def _read(box: Tag, fields: dict[str, Any]) -> None:
    name, kind = str(box["name"]), str(box.get("type", ""))
    if kind in ("submit", "file", "button"):
        return
    if kind in ("radio", "checkbox"):
        if box.has_attr("checked"):
            fields.setdefault(name, []) if kind == "checkbox" else None
            value = str(box.get("value", "on"))
            fields[name] = [*fields[name], value] if kind == "checkbox" else value
    elif box.name == "textarea":
        fields[name] = (
            box.get_text().replace("\r", "").removeprefix("\n")
        )  # the first line break is the parser's
    elif box.name == "select":
        chosen = [str(o.get("value", o.get_text())) for o in box.select("option[selected]")]
        first = box.select_one("option")
        if not box.has_attr("multiple"):
            chosen = chosen[-1:] or ([str(first.get("value", first.get_text()))] if first else [])
        fields[name] = chosen
    else:
        value = str(box.get("value", ""))
        fields[name] = [*_listed(fields[name]), value] if name in fields else value


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]


class Client:
    """A browser of one person (or of nobody) that opens pages by endpoint or path."""

    def __init__(self, app: Flask, person: Person | None = None) -> None:
        self.app, self.http = app, app.test_client()
        if person is not None:
            self._enter(person)

    def _enter(self, person: Person) -> None:
        now = clock.now()
        row = UserSession(id=uuid4(), person_id=person.id, created_at=now, expires_at=now + LASTS)
        db.session.add(row)
        db.session.commit()
        with self.http.session_transaction() as session:
            session["_user_id"], session["_fresh"] = str(row.id), True

    def get(self, where: str, *, expect: int = 200, **values: Any) -> Page:
        """Open an endpoint (`visits.today`) or a path (`/visits`); redirects are followed."""
        return self.send("get", self._path(where, values), {}, expect)

    def post(self, where: str, fields: dict[str, Any], *, expect: int = 200, **values: Any) -> Page:
        """Send fields as they are, with a fresh form token; for what no page offers."""
        return self.send("post", self._path(where, values), {"csrf_token": self.token(), **fields}, expect)

    def send(self, method: str, path: str, fields: dict[str, Any], expect: int, came_from: str = "/") -> Page:
        """Send a request from our own page; the last answer must have the status expected."""
        how = {"query_string": fields} if method == "get" and fields else {"data": fields} if fields else {}
        headers = {"Origin": ORIGIN, "Referer": ORIGIN + came_from} if method == "post" else {}
        how = {"method": method.upper(), "headers": headers, "follow_redirects": True, **how}
        answer = apart(self.http.open, path, **how)  # without the test's own app context, as in life
        db.session.rollback()  # the test reads what the request wrote
        page = Page(self, answer)
        assert page.status == expect, f"{method} {path}: {page.status}, {page.text[:600]}"
        return page

    def status(self, method: str, path: str, fields: dict[str, Any] | bytes) -> int:
        """The bare status of one request; redirects are not followed and the page is not checked.

        What is put is no form: its token goes in a header."""
        headers = {"Origin": ORIGIN, "Referer": f"{ORIGIN}/"} if method != "GET" else {}
        if method == "PUT":
            headers |= {"X-CSRFToken": self.token()}
        how = {"method": method, "headers": headers, "data": fields or None, "buffered": True}
        if isinstance(fields, bytes):
            how["content_type"] = "application/json" if fields.startswith(b"{") else "image/jpeg"
        answer = apart(self.http.open, path, **how)
        db.session.rollback()
        return int(answer.status_code)

    def token(self) -> str:
        """A form token that fits this browser's session."""
        return apart(self._token)  # without one that the test's own app context remembers

    def _token(self) -> str:
        from flask_wtf.csrf import generate_csrf  # noqa: PLC0415 - needs a request of its own

        with self.http.session_transaction() as session, self.app.test_request_context():
            from flask import session as mine  # noqa: PLC0415

            mine.update(session)
            token = str(generate_csrf())
            session["csrf_token"] = mine["csrf_token"]
        return token

    def _path(self, where: str, values: dict[str, Any]) -> str:
        if where.startswith("/"):
            return where
        with self.app.test_request_context():
            return url_for(where, **values)
