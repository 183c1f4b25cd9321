"""Taking up an invitation."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from shopper.accounts import commands, queries
from shopper.accounts.blueprint import accounts
from shopper.accounts.forms import JoinForm
from shopper.accounts.sessions import signed_in_person
from shopper.models import Invitation, Person
from shopper.permissions import public
from shopper.troubles import Refused, Trouble


@accounts.route("/join/<token>", methods=["GET", "POST"])
@public
def join(token: str) -> ResponseReturnValue:
    invitation = queries.invitation(token)
    if invitation is None:
        raise Refused(Trouble.INVITATION_UNKNOWN)
    commands.refuse_over(invitation)
    owner = queries.owner(invitation.sign_in)
    if owner and owner.active:
        return _accept(invitation, owner)
    form = JoinForm(name=owner.name if owner else invitation.name)
    if form.validate_on_submit():
        commands.join(invitation, name=form.name.data or "", password=form.password.data or "")
        return redirect(url_for(".home"))
    return render_template(
        "accounts/join.html", form=form, invitation=invitation, owner=owner
    ), 400 if form.errors else 200


def _accept(invitation: Invitation, owner: Person) -> ResponseReturnValue:
    """The same link for somebody who has an account: one more role, once signed in as that person."""
    form, person = FlaskForm(), signed_in_person()
    if person and form.validate_on_submit():
        commands.accept(invitation, by=person)
        flash(_("You have one more role now."))
        return redirect(url_for(".home"))
    ready = person is not None and person.id == owner.id
    return render_template("accounts/accept.html", form=form, invitation=invitation, owner=owner, ready=ready)
