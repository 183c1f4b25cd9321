"""What every answer carries, and that static files can be kept for ever."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask

from shopper import create_app
from tests.support.builders import House

STRICT = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "form-action 'self'",
    "base-uri 'none'", "object-src 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'",
}  # fmt: skip


@pytest.mark.parametrize("path", ["/sign-in", "/nowhere", "/my/today"])
def test_every_answer_carries_the_headers(app: Flask, path: str) -> None:
    answer = app.test_client().get(path)
    policy = set(answer.headers["Content-Security-Policy"].split("; "))
    assert policy >= STRICT
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Permissions-Policy" in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


def test_only_pages_with_charts_allow_a_style_by_nonce(app: Flask, house: House, as_) -> None:
    plain = as_(house.chloe).get("visits.today").answer.headers["Content-Security-Policy"]
    assert "nonce" not in plain


def test_cookies_over_http_and_over_https(app: Flask) -> None:
    cookie = app.test_client().get("/sign-in").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie
    settings = replace(app.config["LAST_INCH"], PUBLIC_URL="https://visits.example.test")
    answer = create_app(settings).test_client().get("/sign-in", base_url="https://visits.example.test")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-session=")
    assert "Secure" in cookie
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]


def test_static_files_are_immutable_and_compressed(app: Flask) -> None:
    with app.test_request_context():
        address = app.jinja_env.globals["asset"]("css/base.css")
    answer = app.test_client().get(address, headers={"Accept-Encoding": "br"}, buffered=True)
    assert answer.status_code == 200
    assert answer.headers["Content-Encoding"] == "br"
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_plotly_comes_from_the_installed_package(app: Flask) -> None:
    address = app.jinja_env.globals["asset"]("vendor/plotly.min.js")
    answer = app.test_client().get(address, headers={"Accept-Encoding": "br"}, buffered=True)
    assert answer.status_code == 200
    assert answer.data != b""
    assert len(answer.data) < 1_500_000


def test_a_host_that_is_not_trusted_is_refused(app: Flask) -> None:
    narrow = create_app(replace(app.config["LAST_INCH"], TRUSTED_HOSTS=("visits.example.test",)))
    assert narrow.test_client().get("/sign-in", base_url="http://elsewhere.example").status_code == 400
    assert narrow.test_client().get("/sign-in", base_url="http://visits.example.test").status_code == 200


def test_secrets_are_made_once_and_kept_to_their_owner(app: Flask, tmp_path, assets) -> None:
    settings = replace(app.config["LAST_INCH"], SECRET_KEY="", INSTANCE=tmp_path / "new")
    first = create_app(settings).config["SECRET_KEY"]
    assert create_app(settings).config["SECRET_KEY"] == first
    assert len(first) >= 32
    assert (tmp_path / "new" / "secret-key").stat().st_mode & 0o777 == 0o600
