"""The page where a person gives programs access, sees what they gave and takes it back."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from shopper import clock
from shopper.accounts.blueprint import accounts
from shopper.accounts.programs import commands, queries
from shopper.accounts.programs.forms import TokenForm
from shopper.accounts.programs.scopes import WORDS
from shopper.accounts.sessions import me
from shopper.attempts import attempt
from shopper.form_parts import sure
from shopper.models import ApiToken, Scope
from shopper.permissions import Can, needs


@accounts.route("/account/programs", methods=["GET", "POST"])
@needs(Can.ACCOUNT)
def programs() -> ResponseReturnValue:
    form = TokenForm(me())
    tried = attempt(form, lambda: _make(form))
    if tried.done:
        token, secret = tried.result
        return render_template("accounts/token_made.html", token=token, secret=secret)
    page = {"tokens": queries.tokens(me()), "words": WORDS, "now": clock.now()}
    return render_template("accounts/programs.html", form=form, **page), tried.status


def _make(form: TokenForm) -> tuple[ApiToken, str]:
    scopes = [Scope(value) for value in sure(form.scopes)]
    wanted = commands.Wanted(sure(form.name), scopes, sure(form.days))
    return commands.make_token(me(), wanted, sure(form.password), request.remote_addr or "")


@accounts.post("/account/programs/revoke")
@needs(Can.ACCOUNT)
def revoke_token() -> ResponseReturnValue:
    wanted = request.form.get("token", type=int) or abort(400)
    token = commands.revoke_token(queries.token_or_404(me(), wanted), by=me())
    flash(_("“%(name)s” has no access any more.", name=token.name))
    return redirect(url_for(".programs"))
