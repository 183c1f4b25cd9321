"""Forgotten passwords, new passwords and another e-mail."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from shopper.accounts import commands, queries
from shopper.accounts.blueprint import accounts
from shopper.accounts.forms import ChangePasswordForm, EmailForm, ForgottenForm, NewPasswordForm
from shopper.accounts.sessions import me, signed_in_person
from shopper.attempts import attempt
from shopper.form_parts import sure
from shopper.models import LinkPurpose, OneTimeLink
from shopper.permissions import Can, needs, public
from shopper.troubles import Refused, Trouble


@accounts.route("/forgotten-password", methods=["GET", "POST"])
@public
def forgotten() -> ResponseReturnValue:
    form = ForgottenForm()
    tried = attempt(form, lambda: commands.ask_for_reset(sure(form.sign_in), address()))
    page = "accounts/mail_is_on_its_way.html" if tried.done else "accounts/forgotten.html"
    return render_template(page, form=form), tried.status


@accounts.route("/new-password/<token>", methods=["GET", "POST"])
@public
def new_password(token: str) -> ResponseReturnValue:
    link, form = _link(token, LinkPurpose.PASSWORD), NewPasswordForm()
    tried = attempt(form, lambda: commands.reset_password(link, sure(form.password)))
    if tried.done:
        flash(_("Your new password is set. Sign in with it."))
        return redirect(url_for(".sign_in"))
    return render_template("accounts/new_password.html", form=form, link=link), tried.status


def _link(token: str, purpose: LinkPurpose) -> OneTimeLink:
    link = queries.open_link(token, purpose)
    if link is None:
        raise Refused(Trouble.LINK_USED)
    return link


@accounts.route("/account/password", methods=["GET", "POST"])
@needs(Can.ACCOUNT)
def password() -> ResponseReturnValue:
    form = ChangePasswordForm()
    tried = attempt(
        form,
        lambda: commands.change_password(me(), sure(form.password), sure(form.new_password), address()),
    )
    if tried.done:
        flash(_("Your password is changed, and you are signed out everywhere else."))
        return redirect(url_for(".me"))
    return render_template("accounts/password.html", form=form), tried.status


@accounts.route("/account/e-mail", methods=["GET", "POST"])
@needs(Can.ACCOUNT)
def email() -> ResponseReturnValue:
    form = EmailForm(me())
    tried = attempt(
        form, lambda: commands.ask_for_email(me(), sure(form.email), sure(form.password), address())
    )
    page = "accounts/email_asked.html" if tried.done else "accounts/email.html"
    return render_template(page, form=form), tried.status


@accounts.route("/e-mail/<token>", methods=["GET", "POST"])
@public
def confirm_email(token: str) -> ResponseReturnValue:
    """A button, because mail programs open links by themselves; only for whoever asked for it."""
    link, person, form = _link(token, LinkPurpose.EMAIL), signed_in_person(), FlaskForm()
    mine = person is not None and person.id == link.person_id
    if mine and form.validate_on_submit():
        commands.confirm_email(link, by=me())
        flash(_("From now on you sign in with %(sign_in)s.", sign_in=me().sign_in))
        return redirect(url_for(".me"))
    return render_template("accounts/confirm_email.html", form=form, link=link, mine=mine)


def address() -> str:
    """Where the request comes from."""
    return request.remote_addr or ""
