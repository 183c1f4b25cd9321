"""Pages of waves and of giving their visits to shoppers."""

from collections.abc import Sequence
from typing import Any, TypeVar
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from shopper.accounts.sessions import me
from shopper.attempts import attempt
from shopper.fieldwork import commands, queries
from shopper.fieldwork.forms import GiveForm, MoveForm, WaveForm
from shopper.fieldwork.planning import branches_of
from shopper.fieldwork.progress import STEP_WORDS, wave_words
from shopper.models import WAVE_MOVES, Branch, Person, QuestionSetVersion, VisitState, Wave, WaveState
from shopper.permissions import Can, needs
from shopper.reach import places
from shopper.review.commands import release_wave
from shopper.visits.moves import state_words

Row = TypeVar("Row", Person, QuestionSetVersion)

fieldwork = Blueprint("fieldwork", __name__, url_prefix="/waves")


@fieldwork.get("/")
@needs(Can.WAVES_EDIT)
def waves() -> ResponseReturnValue:
    rows = queries.waves(me())
    totals = queries.totals(me(), [row.id for row in rows])
    return render_template("fieldwork/waves.html", waves=rows, totals=totals, **_words())


def _words() -> dict[str, Any]:
    return {"step_words": STEP_WORDS, "wave_words": wave_words}


@fieldwork.route("/new", methods=["GET", "POST"])
@needs(Can.WAVES_EDIT)
def new() -> ResponseReturnValue:
    form, versions = WaveForm(), queries.published(me())
    form.offer(places(me(), Can.WAVES_EDIT), versions)
    tried = attempt(form, lambda: _plan(form))
    if tried.done:
        flash(_("“%(name)s” is planned. Start it when it is right.", name=tried.result.name))
        return redirect(url_for(".wave", wave_id=tried.result.id))
    return render_template("fieldwork/new.html", form=form, versions=versions), tried.status


def _plan(form: WaveForm) -> Wave:
    version = _chosen(queries.published(me()), form.version.data)
    return commands.plan_wave(version, branches_of(form, version, me()), form.plan(), by=me())


def _chosen(offered: Sequence[Row], row_id: int) -> Row:
    """What was chosen; 404 where it went away since it was offered."""
    return next((row for row in offered if row.id == row_id), None) or abort(404)


@fieldwork.route("/<int:wave_id>", methods=["GET", "POST"])
@needs(Can.WAVES_EDIT)
def wave(wave_id: int) -> ResponseReturnValue:
    """A wave; posting to it gives one visit of each ticked branch to a shopper."""
    row, page = queries.wave_or_404(me(), wave_id), max(1, request.args.get("page", 1, int))
    progress, pages = queries.progress(me(), row, page)
    form = GiveForm()
    branches = {one.branch.id: one.branch for one in progress}
    form.offer(queries.shoppers(branch.region for branch in branches.values()), branches=branches)
    tried = attempt(form, lambda: _give_each(row, form, branches))
    if tried.done:
        flash(ngettext("%(num)s visit is given out.", "%(num)s visits are given out.", tried.result))
        return redirect(url_for(".wave", wave_id=wave_id, page=page))
    return render_template(
        "fieldwork/wave.html",
        wave=row,
        version=row.version,
        total=queries.totals(me(), [wave_id])[wave_id],
        progress=progress,
        page=min(page, pages),
        pages=pages,
        whole=queries.covers(me(), row),
        moves=WAVE_MOVES[WaveState(row.state)] if queries.covers(me(), row) else set(),
        form=form,
        **_words(),
    ), tried.status


def _give_each(row: Wave, form: GiveForm, branches: dict[int, Branch]) -> int:
    shopper = _chosen(queries.shoppers(b.region for b in branches.values()), form.shopper.data)
    chosen = [branches[one] for one in form.branches.data or ()]
    return commands.assign_one_each(row, chosen, shopper, by=me())


@fieldwork.post("/<int:wave_id>/move")
@needs(Can.WAVES_EDIT)
def move(wave_id: int) -> ResponseReturnValue:
    row, to = queries.wave_or_404(me(), wave_id), MoveForm().state()
    if to is None or not queries.covers(me(), row):
        abort(404)
    if to == WaveState.RUNNING:
        commands.start_wave(row, by=me())
    else:
        commands.close_wave(row, to=to, by=me())
    flash(_("“%(name)s” is %(state)s now.", name=row.name, state=wave_words(row.state)))
    return redirect(url_for(".wave", wave_id=wave_id))


@fieldwork.post("/<int:wave_id>/release")
@needs(Can.WAVES_EDIT)
def release(wave_id: int) -> ResponseReturnValue:
    row = queries.wave_or_404(me(), wave_id)
    if not queries.covers(me(), row):
        abort(404)
    count = release_wave(row, by=me())
    flash(ngettext("%(num)s result counts now.", "%(num)s results count now.", count))
    return redirect(url_for(".wave", wave_id=wave_id))


@fieldwork.route("/<int:wave_id>/branches/<int:branch_id>", methods=["GET", "POST"])
@needs(Can.WAVES_EDIT)
def branch(wave_id: int, branch_id: int) -> ResponseReturnValue:
    """The visits at one branch; posting gives the ticked ones to a shopper."""
    row = queries.wave_or_404(me(), wave_id)
    place = queries.branch_or_404(me(), row, branch_id)
    visits, form = queries.visits(row, place), GiveForm()
    form.offer(queries.shoppers([place.region]), visits=[one.id for one in visits])
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
        state_words=state_words,
        **_words(),
    ), tried.status


def _give(row: Wave, place: Branch, form: GiveForm) -> Wave:
    shopper = _chosen(queries.shoppers([place.region]), form.shopper.data)
    chosen = [one for one in queries.visits(row, place) if str(one.id) in (form.visits.data or ())]
    return commands.assign(row, chosen, shopper, by=me())


@fieldwork.post("/visits/<uuid:visit_id>/take-back")
@needs(Can.WAVES_EDIT)
def take_back(visit_id: UUID) -> ResponseReturnValue:
    visit = commands.take_back(queries.visit_or_404(me(), visit_id), by=me())
    flash(_("The visit is open again."))
    return redirect(url_for(".branch", wave_id=visit.wave_id, branch_id=visit.branch_id))
