"""Your account: who you are here, and where you are signed in."""

from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from shopper.accounts import commands, queries
from shopper.accounts.blueprint import accounts
from shopper.accounts.browsers import browser_words
from shopper.accounts.sessions import me as myself
from shopper.accounts.sessions import this_session
from shopper.models import Role
from shopper.permissions import Can, can, needs
from shopper.roles.words import ROLE_NAMES

ADVISED = {Role.ADMIN, Role.MANAGER}
"""Those who see much at once: the page proposes a second factor to them."""


@accounts.get("/account")
@needs(Can.ACCOUNT)
def me() -> ResponseReturnValue:
    return render_template(
        "accounts/me.html",
        sessions=queries.sessions(myself()),
        here=this_session(),
        browser=browser_words,
        guarded=queries.asks_for_code(myself()),
        role_names=ROLE_NAMES,
        tells_start=can(myself(), Can.VISIT_WRITE),
        advised=bool(ADVISED & myself().roles()),
    )


@accounts.post("/account/sessions/end")
@needs(Can.ACCOUNT)
def end_session() -> ResponseReturnValue:
    wanted = request.form.get("session", type=UUID) or abort(400)
    commands.end_session(queries.session_or_404(myself(), wanted), by=myself())
    flash(_("That browser is signed out."))
    return redirect(url_for(".me"))


@accounts.post("/account/sessions/end-others")
@needs(Can.ACCOUNT)
def end_other_sessions() -> ResponseReturnValue:
    commands.end_other_sessions(myself(), by=myself())
    flash(_("You are signed out everywhere else."))
    return redirect(url_for(".me"))
