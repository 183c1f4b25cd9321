"""Sign in, sign out, join by invitation, and the way to everybody's own first page."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from shopper.accounts import commands, queries
from shopper.accounts.forms import JoinForm, SignInForm, packed, unpacked
from shopper.accounts.sessions import me, signed_in_person
from shopper.models import Invitation
from shopper.navigation import first_page, is_own_address
from shopper.permissions import Can, needs, public
from shopper.troubles import Refused, Trouble

accounts = Blueprint("accounts", __name__)


@accounts.get("/")
@needs(Can.ACCOUNT)
def home() -> ResponseReturnValue:
    page = first_page(me())
    return redirect(page) if page else render_template("accounts/no_role.html")


@accounts.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    if request.method == "GET" and signed_in_person():
        return redirect(url_for(".home"))
    form, kept = SignInForm(next=request.args.get("next")), unpacked(request.form)
    if form.validate_on_submit():
        try:
            commands.sign_in(form.sign_in.data or "", form.password.data or "", request.remote_addr or "")
            return _onward(form.next.data or "", kept)
        except Refused as refused:
            form.password.errors = [*form.password.errors, str(refused)]
            return render_template("accounts/sign_in.html", form=form, kept=kept), refused.status
    return render_template("accounts/sign_in.html", form=form, kept=kept), 400 if form.errors else 200


def _onward(address: str, kept: list[tuple[str, str]]) -> ResponseReturnValue:
    """Back to where they were: a page again, or the form that was under way."""
    here = address if is_own_address(address) else url_for(".home")
    if kept:
        return render_template("accounts/go_on.html", action=here, kept=kept)
    return redirect(here)


@accounts.post("/sign-out")
@needs(Can.ACCOUNT)
def sign_out() -> ResponseReturnValue:
    commands.sign_out(by=me())
    flash(_("You are signed out."))
    return redirect(url_for(".sign_in"))


@accounts.route("/join/<token>", methods=["GET", "POST"])
@public
def join(token: str) -> ResponseReturnValue:
    invitation = queries.open_invitation(token)
    if invitation is None:
        raise Refused(Trouble.INVITATION_USED)
    if queries.anybody(invitation.sign_in):
        return _accept(invitation)
    form = JoinForm(name=invitation.name)
    if form.validate_on_submit():
        commands.join(invitation, name=form.name.data or "", password=form.password.data or "")
        return redirect(url_for(".home"))
    return render_template(
        "accounts/join.html", form=form, invitation=invitation
    ), 400 if form.errors else 200


def _accept(invitation: Invitation) -> ResponseReturnValue:
    """The same link for somebody who has an account: one more role, once signed in as that person."""
    form, person = FlaskForm(), signed_in_person()
    if person and form.validate_on_submit():
        commands.accept(invitation, by=person)
        flash(_("You have one more role now."))
        return redirect(url_for(".home"))
    ready = person is not None and person.sign_in == invitation.sign_in
    return render_template("accounts/accept.html", form=form, invitation=invitation, ready=ready)


@accounts.app_template_global()
def carried(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Fields of a form under way, named so that they pass through signing in."""
    return packed(pairs)
