"""What every answer carries so that a browser refuses what we did not write."""

import secrets
from functools import cache

from flask import Flask, Response, g

from shopper.settings import Settings

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "img-src": "'self' blob: data:",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
    "frame-ancestors": "'none'",
}
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()",
}


def style_nonce() -> str:
    """The nonce of this answer, made when a page with a chart first asks for it."""
    if "style_nonce" not in g:
        g.style_nonce = secrets.token_urlsafe(16)
    return str(g.style_nonce)


def send_headers(app: Flask, settings: Settings) -> None:
    """Put the headers on every answer of the app."""
    app.jinja_env.globals["style_nonce"] = style_nonce

    @app.after_request
    def add(answer: Response) -> Response:
        answer.headers["Content-Security-Policy"] = _policy(g.get("style_nonce"), g.get("framing"))
        for name, value in FIXED.items():
            answer.headers.setdefault(name, value)
        answer.headers.setdefault("Cache-Control", "no-store")
        if settings.https and not settings.LAN:  # a phone that is tried out is not bound to it for a year
            answer.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        return answer


def _policy(nonce: str | None, framing: dict[str, str] | None) -> str:
    """Most answers have neither, and theirs is put together once."""
    return _put_together(nonce, framing) if nonce or framing else _plain_policy()


@cache
def _plain_policy() -> str:
    return _put_together(None, None)


def _put_together(nonce: str | None, framing: dict[str, str] | None) -> str:
    """Pages with charts allow one style element by nonce and cannot require trusted types. The preview of
    a draft frames a page of our own, and that page lets itself be framed by us (`framing`)."""
    style = {"style-src": f"'self' 'nonce-{nonce}'" if nonce else "'self'"}
    trusted = {} if nonce else {"require-trusted-types-for": "'script'"}
    return "; ".join(
        f"{name} {value}" for name, value in (POLICY | style | trusted | (framing or {})).items()
    )
