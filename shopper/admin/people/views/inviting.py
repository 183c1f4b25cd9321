"""Inviting somebody, and what may be done with an invitation that waits."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from shopper.accounts.sessions import me
from shopper.accounts.tokens import public_address
from shopper.admin.blueprint import admin
from shopper.admin.people import commands, queries
from shopper.admin.people.forms import InviteForm
from shopper.admin.people.slips import as_square
from shopper.admin.places.queries import region_or_404
from shopper.attempts import attempt
from shopper.models import Invitation
from shopper.permissions import Can, needs
from shopper.roles.words import ROLE_NAMES


@admin.route("/people/invite", methods=["GET", "POST"])
@needs(Can.PEOPLE_EDIT)
def invite() -> ResponseReturnValue:
    form = InviteForm()
    form.offer(queries.regions(me()))
    tried = attempt(
        form,
        lambda: commands.invite(region_or_404(me(), form.region.data), form.guest(), by=me()),
    )
    if not tried.done:
        return render_template("admin/invite.html", form=form), tried.status
    return _shown_once(*tried.result)


def _shown_once(row: Invitation, token: str) -> str:
    link = public_address("accounts.join", token=token)
    return render_template(
        "admin/invited.html", invitation=row, link=link, square=as_square(link), role_names=ROLE_NAMES
    )


@admin.post("/invitations/<int:invitation_id>/resend")
@needs(Can.PEOPLE_EDIT)
def resend(invitation_id: int) -> ResponseReturnValue:
    row = queries.invitation_or_404(me(), invitation_id)
    return _shown_once(row, commands.resend(row, by=me()))


@admin.post("/invitations/<int:invitation_id>/withdraw")
@needs(Can.PEOPLE_EDIT)
def withdraw(invitation_id: int) -> ResponseReturnValue:
    row = commands.withdraw(queries.invitation_or_404(me(), invitation_id), by=me())
    flash(_("The link for %(name)s no longer works.", name=row.name))
    return redirect(url_for(".people"))
