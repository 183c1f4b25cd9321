"""The page on which a shopper appeals against a decision on their report."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from shopper.accounts.sessions import me
from shopper.appeals import pages
from shopper.appeals.commands import DISPUTED, open_own
from shopper.appeals.forms import OwnAppealForm
from shopper.permissions import Can, needs
from shopper.visits.queries import mine_or_404
from shopper.visits.views import visits


@visits.route("/visits/<uuid:visit_id>/appeal", methods=["GET", "POST"])
@needs(Can.VISIT_WRITE)
def appeal(visit_id: UUID) -> ResponseReturnValue:
    mine, form = mine_or_404(me(), visit_id), OwnAppealForm()
    if form.validate_on_submit():
        open_own(mine, reason=form.reason.data or "", by=me())
        flash(_("Your appeal is with somebody who did not decide before. You are told what comes of it."))
        return redirect(url_for(".visit", visit_id=mine.id))
    if mine.state not in DISPUTED:
        return redirect(url_for(".visit", visit_id=mine.id))
    page = {"visit": mine, "form": form, "earlier": pages.own_appeals(mine)}
    return render_template("visits/appeal.html", **page), 400 if form.errors else 200
