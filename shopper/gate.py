"""The one place that decides whether a request may pass, before any view runs.

It answers "may this role do this at all"; whether they may do it to this visit is answered by the
query that loads it. A form that arrives when the session is over is kept, not thrown away."""

from urllib.parse import urlsplit

from flask import Flask, abort, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError

from shopper.accounts.forms import KEPT, SignInForm, kept_fields
from shopper.accounts.programs.bearer import note_token_use, refuse_beyond, token_of_request
from shopper.accounts.sessions import note_use, signed_in_person
from shopper.api.calls import Call
from shopper.errors import error_page
from shopper.extensions import csrf
from shopper.models import ApiToken
from shopper.permissions import PUBLIC, Can, can

SAFE = {"GET", "HEAD", "OPTIONS"}


def guard(app: Flask) -> None:
    """Let nothing pass that its route does not declare."""
    app.before_request(gate)
    app.register_error_handler(CSRFError, _stale_form)


def gate() -> ResponseReturnValue | None:
    """Refuse, ask to sign in, or let pass (None)."""
    if request.routing_exception is not None:
        return None  # told as what it is by the error page
    view = current_app.view_functions[str(request.endpoint)]
    declared = getattr(view, "needs", None)
    if declared is None:
        abort(403)
    if declared != PUBLIC:
        token = token_of_request()
        if token is not None:
            _let_program_in(token, declared, getattr(view, "call", None))
            return None
        person = signed_in_person()
        if person is None:
            return ask_to_sign_in()
        if not can(person, declared):
            abort(403)
        note_use()
    if request.method not in SAFE and not getattr(view, "proves_itself", False):
        csrf.protect()
    return None


def _let_program_in(token: ApiToken, declared: Can, call: Call | None) -> None:
    """What its scopes name and its person may. No page can make a browser send a token, so none is asked for."""
    if call is None or not can(token.person, declared):
        abort(403)
    refuse_beyond(token, call.scope)
    note_token_use(token)


def ask_to_sign_in() -> ResponseReturnValue:
    """The sign-in page, with the form under way kept inside it; JSON under /api.

    What a script or an image asks for is told the same in a few words: each sign-in form begins a session of
    its own, and one that nobody sees would take the place of the one on the screen."""
    if request.path.startswith("/api/") or _by_itself():
        return error_page(401, _("Sign in again; what you have is kept."), "signed_out")
    form = SignInForm(formdata=None)
    form.next.data = request.full_path.rstrip("?") if request.method in SAFE else request.path
    kept = kept_fields(request.form) if request.method == "POST" and _from_here() else []
    return render_template("accounts/sign_in.html", form=form, kept=kept, files=_has_files()), 401


def _stale_form(error: CSRFError) -> ResponseReturnValue:
    """A form whose token no longer fits, say after signing in again in another tab."""
    if request.path.startswith("/api/") or not _from_here():
        return error_page(400, _("This form was not made by this page. Open the page again."), "stale_form")
    kept = [pair for pair in kept_fields(request.form) if pair[0] != KEPT]
    return render_template("accounts/go_on.html", action=request.path, kept=kept, files=_has_files()), 400


def _by_itself() -> bool:
    """Whether the browser fetches this for a page, and not to show it."""
    return request.method in SAFE and request.headers.get("Sec-Fetch-Dest", "document") != "document"


def _has_files() -> bool:
    """Whether files came along, which no page can carry on."""
    return any(file.filename for file in request.files.values())


def _from_here() -> bool:
    """Whether the browser says that the form stood on one of our own pages."""
    origin = request.headers.get("Origin")
    return bool(origin) and urlsplit(origin).netloc == request.host
