"""Sign in, sign out, and the way to everybody's own first page."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from shopper.accounts import commands
from shopper.accounts.blueprint import accounts
from shopper.accounts.forms import CodeForm, SignInForm, unpacked
from shopper.accounts.sessions import half_way, me, signed_in_person
from shopper.navigation import first_page, is_own_address
from shopper.permissions import Can, needs, public
from shopper.troubles import Refused, Trouble

Kept = list[tuple[str, str]]


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
    if not form.validate_on_submit():
        return render_template("accounts/sign_in.html", form=form, kept=kept), 400 if form.errors else 200
    try:
        name, password = form.sign_in.data or "", form.password.data or ""
        inside = commands.sign_in(name, password, request.remote_addr or "")
    except Refused as refused:
        form.password.errors = [*form.password.errors, str(refused)]
        return render_template("accounts/sign_in.html", form=form, kept=kept), refused.status
    onward = _onward if inside else _ask_for_code
    return onward(form.next.data or "", kept)


def _onward(address: str, kept: Kept) -> ResponseReturnValue:
    """Back to where they were: a page again, or the form that was under way."""
    here = address if is_own_address(address) else url_for(".home")
    if kept:
        return render_template("accounts/go_on.html", action=here, kept=kept)
    return redirect(here)


def _ask_for_code(address: str, kept: Kept) -> ResponseReturnValue:
    """The second step on a page of its own; a form under way is carried inside it."""
    if not kept:
        return redirect(url_for(".code", next=address or None))
    form = CodeForm(formdata=None, next=address)
    return render_template("accounts/code.html", form=form, kept=kept)


@accounts.route("/sign-in/code", methods=["GET", "POST"])
@public
def code() -> ResponseReturnValue:
    person, kept = half_way(), unpacked(request.form)
    form = CodeForm(next=request.args.get("next"))
    if person is None:
        return _start_again(form.next.data or "", kept)
    if not form.validate_on_submit():
        return render_template("accounts/code.html", form=form, kept=kept), 400 if form.errors else 200
    try:
        commands.sign_in_with_code(person, form.one_time_code.data or "", request.remote_addr or "")
    except Refused as refused:
        form.one_time_code.errors = [*form.one_time_code.errors, str(refused)]
        return render_template("accounts/code.html", form=form, kept=kept), refused.status
    return _onward(form.next.data or "", kept)


def _start_again(address: str, kept: Kept) -> ResponseReturnValue:
    """The first step was too long ago, or never made."""
    if request.method == "GET":
        return redirect(url_for(".sign_in", next=address or None))
    form, again = SignInForm(formdata=None, next=address), Refused(Trouble.SIGN_IN_AGAIN)
    form.password.errors = [str(again)]
    return render_template("accounts/sign_in.html", form=form, kept=kept), again.status


@accounts.post("/sign-out")
@needs(Can.ACCOUNT)
def sign_out() -> ResponseReturnValue:
    commands.sign_out(by=me())
    flash(_("You are signed out."))
    return redirect(url_for(".sign_in"))
