"""The Board of a wave, its briefing quiz, and opening an expired visit again."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from shopper.accounts.sessions import me
from shopper.attempts import attempt
from shopper.fieldwork import commands, queries
from shopper.fieldwork.blueprint import fieldwork
from shopper.fieldwork.quiz.questions import MOST, QuizForm, as_fields
from shopper.fieldwork.views.planning import mine_whole_or_404
from shopper.permissions import Can, needs


@fieldwork.post("/<int:wave_id>/board")
@needs(Can.WAVES_EDIT)
def board(wave_id: int) -> ResponseReturnValue:
    """Put the wave's open visits on the Board, or take them off it."""
    wave, on = mine_whole_or_404(wave_id), request.form.get("on") == "1"
    (commands.open_on_board if on else commands.take_off_board)(wave, by=me())
    flash(_("Shoppers may take its open visits now.") if on else _("Its open visits are off the Board."))
    return redirect(url_for(".wave", wave_id=wave_id))


@fieldwork.route("/<int:wave_id>/quiz", methods=["GET", "POST"])
@needs(Can.WAVES_EDIT)
def quiz(wave_id: int) -> ResponseReturnValue:
    wave = mine_whole_or_404(wave_id)
    form = QuizForm(data=as_fields(wave.quiz))
    tried = attempt(form, lambda: commands.set_quiz(wave, quiz=form.questions(), by=me()))
    if tried.done:
        number = len(wave.quiz)
        flash(
            ngettext(
                "The briefing quiz has %(num)s question.", "The briefing quiz has %(num)s questions.", number
            )
        )
        return redirect(url_for(".wave", wave_id=wave_id))
    page = {"wave": wave, "form": form, "numbers": range(1, MOST + 1)}
    return render_template("fieldwork/quiz.html", **page), tried.status


@fieldwork.post("/visits/<uuid:visit_id>/reopen")
@needs(Can.WAVES_EDIT)
def reopen(visit_id: UUID) -> ResponseReturnValue:
    visit = commands.reopen(queries.visit_or_404(me(), visit_id), by=me())
    flash(_("The visit is open again."))
    return redirect(url_for(".branch", wave_id=visit.wave_id, branch_id=visit.branch_id))
