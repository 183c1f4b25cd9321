"""The visits of a wave at one branch: given out, and taken back."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from shopper.accounts.sessions import me
from shopper.attempts import attempt
from shopper.fieldwork import commands, queries
from shopper.fieldwork.blueprint import fieldwork
from shopper.fieldwork.distance import beside_names
from shopper.fieldwork.forms import GiveForm
from shopper.fieldwork.progress import wave_words
from shopper.fieldwork.terms import day_part_words
from shopper.fieldwork.views.choosing import chosen
from shopper.models import Branch, VisitState, Wave, WaveState
from shopper.permissions import Can, needs
from shopper.troubles import Trouble
from shopper.visits.giving_up.reasons import state_with_reason


@fieldwork.route("/<int:wave_id>/branches/<int:branch_id>", methods=["GET", "POST"])
@needs(Can.WAVES_EDIT)
def branch(wave_id: int, branch_id: int) -> ResponseReturnValue:
    """The visits at one branch; posting gives the ticked ones to a shopper."""
    row = queries.wave_or_404(me(), wave_id)
    place = queries.branch_or_404(me(), row, branch_id)
    visits, form = queries.visits(row, place), GiveForm()
    shoppers = queries.shoppers([place.region])
    form.offer(shoppers, visits=[one.id for one in visits], far=beside_names(me(), shoppers, place))
    form.tick_the_only(visits)
    tried = attempt(form, lambda: _give(row, place, form))
    if tried.done:
        flash(_("Given out."))
        return redirect(url_for(".branch", wave_id=wave_id, branch_id=branch_id))
    return render_template(
        "fieldwork/branch.html",
        wave=row,
        branch=place,
        visits=queries.visits(row, place),
        form=form,
        open_state=VisitState.OPEN,
        assigned=VisitState.ASSIGNED,
        running=row.state == WaveState.RUNNING,
        again=tried.code == Trouble.ROTATION.name.lower(),
        state_words=state_with_reason,
        day_part_words=day_part_words,
        wave_words=wave_words,
    ), tried.status


def _give(row: Wave, place: Branch, form: GiveForm) -> Wave:
    shopper = chosen(queries.shoppers([place.region]), form.shopper.data)
    ticked = [one for one in queries.visits(row, place) if str(one.id) in (form.visits.data or ())]
    return commands.assign(row, ticked, shopper, anyway=form.anyway.data, by=me())


@fieldwork.post("/visits/<uuid:visit_id>/take-back")
@needs(Can.WAVES_EDIT)
def take_back(visit_id: UUID) -> ResponseReturnValue:
    visit = commands.take_back(queries.visit_or_404(me(), visit_id), by=me())
    flash(_("The visit is open again."))
    return redirect(url_for(".branch", wave_id=visit.wave_id, branch_id=visit.branch_id))
