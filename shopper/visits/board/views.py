"""The Board: what may be taken, one visit of it, taking it, giving it back, and the briefing quiz."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from shopper.accounts.sessions import me
from shopper.fieldwork.quiz.questions import answers_form
from shopper.models import VisitState
from shopper.permissions import Can, needs
from shopper.troubles import Refused, Trouble
from shopper.visits import queries as own
from shopper.visits.board import commands, pages, queries
from shopper.visits.views import visits


@visits.get("/board")
@needs(Can.VISIT_WRITE)
def board() -> ResponseReturnValue:
    page = max(1, request.args.get("page", 1, int))
    words, nearest = request.args.get("q", "").strip()[:100], request.args.get("by") == "near"
    return render_template("visits/board.html", **pages.board(me(), words, page, nearest=nearest))


@visits.get("/board/<uuid:visit_id>")
@needs(Can.VISIT_WRITE)
def offer(visit_id: UUID) -> ResponseReturnValue:
    visit = queries.offer_or_404(me(), visit_id)
    if visit.shopper_id == me().id and visit.state != VisitState.EXPIRED:
        return redirect(url_for(".visit", visit_id=visit.id))
    return render_template("visits/offer.html", **pages.offer(visit, me()))


@visits.post("/board/<uuid:visit_id>")
@needs(Can.VISIT_WRITE)
def claim(visit_id: UUID) -> ResponseReturnValue:
    """Take it; who comes too late reads why, and goes back to the Board."""
    visit = queries.offer_or_404(me(), visit_id)
    try:
        commands.claim(visit, by=me())
    except Refused as refused:
        if refused.code == Trouble.QUIZ_FIRST.name.lower():
            return redirect(url_for(".quiz", wave_id=visit.wave_id, visit=visit.id))
        return _too_late(refused), refused.status
    flash(_("The visit is yours. It stands under Today."))
    return redirect(url_for(".visit", visit_id=visit.id))


def _too_late(refused: Refused) -> str:
    return render_template(
        "errors/error.html",
        status=refused.status,
        title=_("This one is not to be had"),
        words=str(refused),
        next_url=url_for(".board"),
        next_label=_("Open the Board"),
    )


@visits.post("/visits/<uuid:visit_id>/give-back")
@needs(Can.VISIT_WRITE)
def give_back(visit_id: UUID) -> ResponseReturnValue:
    visit = commands.give_back(own.mine_or_404(me(), visit_id), by=me())
    flash(_("You gave the visit to %(branch)s back. What you wrote is kept.", branch=visit.branch.name))
    return redirect(url_for(".today"))


@visits.route("/waves/<int:wave_id>/quiz", methods=["GET", "POST"])
@needs(Can.VISIT_WRITE)
def quiz(wave_id: int) -> ResponseReturnValue:
    """The briefing quiz; when all answers are right, on to the visit that it was asked for."""
    wave = queries.quiz_wave_or_404(me(), wave_id)
    form, home = answers_form(wave.quiz), _asked_for()
    if not form.validate_on_submit():
        page = {"form": form, "home": home, "action": request.full_path}
        return render_template("visits/quiz.html", **page), 400 if form.errors else 200
    commands.pass_quiz(wave, by=me())
    flash(_("All right. Visits of this wave are yours to make."))
    return redirect(home)


def _asked_for() -> str:
    """The page of the visit that the quiz was opened for, one's own or on the Board; else the Board."""
    visit_id = request.args.get("visit", type=UUID)
    if visit_id is None:
        return url_for(".board")
    return url_for(".visit" if queries.is_own(me(), visit_id) else ".offer", visit_id=visit_id)
