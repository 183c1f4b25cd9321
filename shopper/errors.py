"""Every failure as a page with a way on, or as JSON under /api."""

from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from flask import Flask, Response, current_app, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError, OperationalError
from werkzeug.exceptions import HTTPException, SecurityError

from shopper.accounts.sessions import forget_who_reads
from shopper.troubles import Refused


def explain_errors(app: Flask) -> None:
    """Turn refusals and http errors into a page, or into JSON under /api."""
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(IntegrityError, _at_once)
    app.register_error_handler(OperationalError, _away)
    app.register_error_handler(Exception, _broken)


def _refused(refused: Refused) -> ResponseReturnValue:
    return error_page(refused.status, str(refused), refused.code, refused.facts)


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if isinstance(error, SecurityError):  # no address of ours can be written under a foreign host
        return Response(_("This server does not answer to that name."), 400, mimetype="text/plain")
    status = error.code or 500
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        forget_who_reads()
    page, _status = error_page(status, _words(status), HTTPStatus(status).name.lower())
    headers = [(k, v) for k, v in error.get_headers() if k.lower() not in ("content-type", "content-length")]
    return page, status, headers


def _broken(error: Exception) -> ResponseReturnValue:
    _note(error)
    return error_page(500, _words(500), "internal_server_error")


def _at_once(error: IntegrityError) -> ResponseReturnValue:
    """The database refused a second row of what may be there once."""
    _note(error)
    words = _(
        "Somebody saved the same thing at the same moment. Open the page again and see what is still to do."
    )
    return error_page(409, words, "at_once")


def _away(error: OperationalError) -> ResponseReturnValue:
    _note(error)
    words = _(
        "The database does not answer just now. Go back and try again in a minute; what you had saved is safe."
    )
    return error_page(503, words, "database_away")


def _note(error: Exception) -> None:
    """Write down what nobody foresaw, and ask the database for nothing more; in tests let it stop the test."""
    if current_app.testing or current_app.config.get("PROPAGATE_EXCEPTIONS"):
        raise error
    current_app.logger.exception("unexpected")
    forget_who_reads()


def error_page(status: int, words: str, code: str, facts: dict[str, Any] | None = None) -> tuple[Any, int]:
    """The answer to a request that failed, in the form that was asked for; programs get the facts too."""
    if request.path.startswith("/api/"):
        told = {name: _plain(fact) for name, fact in (facts or {}).items()}
        return jsonify(error={**told, "code": code, "message": words}), status
    page = render_template(
        "errors/error.html", status=status, title=_title(status), words=words, **_way_back()
    )
    return page, status


def _way_back() -> dict[str, str]:
    """To the page that was pressed on, so that nobody who is refused loses their place."""
    came = urlsplit(request.referrer or "")
    again = request.method == "GET" and came.path == request.path
    if came.netloc != request.host or again:
        return {}
    there = urlunsplit(
        ("", "", f"/{came.path.lstrip('/')}", came.query, "")
    )  # two strokes would lead to another host
    return {"next_url": there, "next_label": _("Back to where you were")}


def _plain(fact: Any) -> Any:
    return fact if isinstance(fact, bool | int | dict | list) else str(fact)


def _title(status: int) -> str:
    return {
        400: _("That did not arrive whole"),
        401: _("Please sign in"),
        403: _("This page is not yours to open"),
        404: _("There is nothing here"),
        405: _("That cannot be done here"),
        409: _("That is not possible now"),
        410: _("This link has been used"),
        413: _("That is too large"),
        422: _("Something needs mending"),
        429: _("Please wait a little"),
    }.get(status, _("Something broke on our side") if status >= 500 else _("That did not work"))


def _words(status: int) -> str:
    return {
        400: _("Go back, check what you sent, and try again."),
        403: _("Your role does not open it. Ask your admin if you need it."),
        404: _(
            "The address may be mistyped, or it belongs to somebody else. Start again from your first page."
        ),
        405: _("That method does nothing here; the header Allow names those that do.")
        if request.path.startswith("/api/")
        else _("Go back and use the buttons on the page."),
        413: _("Send less at once: a page takes 1 MB, a form in a sheet 10 MB, a photo 12 MB."),
        429: _("Too many requests came from here. Try again in a few minutes."),
    }.get(status, _("It has been written down. Try again in a minute; what you had saved is safe."))
