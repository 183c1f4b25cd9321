"""The page on which a shopper says that a visit could not be completed."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from shopper.accounts.sessions import me
from shopper.models import VisitState
from shopper.permissions import Can, needs
from shopper.visits import queries
from shopper.visits.due import contact_of
from shopper.visits.giving_up.commands import give_up
from shopper.visits.giving_up.forms import GiveUpForm
from shopper.visits.views import visits

POSSIBLE = (VisitState.ASSIGNED, VisitState.STARTED)


@visits.route("/visits/<uuid:visit_id>/not-completed", methods=["GET", "POST"])
@needs(Can.VISIT_WRITE)
def not_completed(visit_id: UUID) -> ResponseReturnValue:
    mine, form = queries.mine_or_404(me(), visit_id), GiveUpForm()
    if mine.state not in POSSIBLE:
        return redirect(url_for(".visit", visit_id=mine.id))
    if not form.validate_on_submit():
        page = {"visit": mine, "form": form, "contact": contact_of(mine)}
        return render_template("visits/not_completed.html", **page), 400 if form.errors else 200
    give_up(mine, reason=form.reason.data, words=form.told.data or "", by=me())
    flash(_("Thank you for saying so. The reviewer reads your reason; you need not do anything more."))
    return redirect(url_for(".visit", visit_id=mine.id))
