"""The list of waves, one wave with its progress, and moving it on."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from shopper.accounts.sessions import me
from shopper.attempts import Attempt, attempt
from shopper.fieldwork import commands, queries
from shopper.fieldwork.blueprint import fieldwork
from shopper.fieldwork.distance import farthest
from shopper.fieldwork.forms import ExtendForm, GiveForm, MoveForm, WavesForm
from shopper.fieldwork.progress import STEP_WORDS, progress_words, wave_words
from shopper.fieldwork.showing import can_show, term_facts
from shopper.fieldwork.views.choosing import chosen
from shopper.fieldwork.views.planning import mine_whole_or_404, names_of
from shopper.form_parts import sure
from shopper.language import day
from shopper.models import WAVE_MOVES, Branch, Wave, WaveState
from shopper.permissions import Can, needs
from shopper.review.commands import release_wave
from shopper.troubles import Trouble

WORDS = {"step_words": STEP_WORDS, "wave_words": wave_words, "progress_words": progress_words}


@fieldwork.get("/")
@needs(Can.WAVES_EDIT)
def waves() -> ResponseReturnValue:
    form = WavesForm(request.args, meta={"csrf": False})
    form.offer()
    asked = form.args()
    found = queries.waves(me(), asked.get("q", ""), asked.get("state", ""), request.args.get("page", 1, int))
    totals = queries.totals(me(), [row.id for row in found.waves])
    return render_template("fieldwork/waves.html", form=form, found=found, totals=totals, **WORDS)


@fieldwork.route("/<int:wave_id>", methods=["GET", "POST"])
@needs(Can.WAVES_EDIT)
def wave(wave_id: int) -> ResponseReturnValue:
    """A wave; posting to it gives one visit of each ticked branch to a shopper."""
    row, page = queries.wave_or_404(me(), wave_id), max(1, request.args.get("page", 1, int))
    progress, pages = queries.progress(me(), row, page)
    form, branches = GiveForm(), {one.branch.id: one.branch for one in progress}
    form.offer(queries.shoppers(branch.region for branch in branches.values()), branches=branches)
    tried = attempt(form, lambda: _give_each(row, form, branches))
    if tried.done:
        told = ngettext("%(num)s visit is given out.", "%(num)s visits are given out.", tried.result)
        flash(f"{told} {_way(form, branches)}")
        return redirect(url_for(".wave", wave_id=wave_id, page=page))
    listed = {"progress": progress, "page": min(page, pages), "pages": pages}
    return _page(row, form, ExtendForm(formdata=None), tried, **listed)


def _page(
    row: Wave, form: GiveForm, extending: ExtendForm, tried: Attempt, **listed: Any
) -> ResponseReturnValue:
    whole = queries.covers(me(), row)
    running = row.state in (WaveState.PLANNED, WaveState.RUNNING)
    shut = queries.closed_in(me(), row) if running else []
    return render_template(
        "fieldwork/wave.html",
        wave=row,
        version=row.version,
        total=queries.totals(me(), [row.id])[row.id],
        whole=whole,
        moves=WAVE_MOVES[WaveState(row.state)] if whole else set(),
        form=form,
        extending=extending,
        left_out=names_of(shut),
        overlaps=queries.overlaps(me(), row) if running else [],
        can_show=can_show(row, me()) if row.state == WaveState.PLANNED else [],
        terms=term_facts(row),
        again=tried.code == Trouble.ROTATION.name.lower(),
        **listed,
        **WORDS,
    ), tried.status


def _way(form: GiveForm, branches: dict[int, Branch]) -> str:
    """The longest way of the shopper that the visits went to."""
    given = [branches[one] for one in form.branches.data or ()]
    shopper = chosen(queries.shoppers(b.region for b in branches.values()), form.shopper.data)
    return farthest(me(), shopper, given)


def _give_each(row: Wave, form: GiveForm, branches: dict[int, Branch]) -> int:
    shopper = chosen(queries.shoppers(b.region for b in branches.values()), form.shopper.data)
    ticked = [branches[one] for one in form.branches.data or ()]
    return commands.assign_one_each(row, ticked, shopper, anyway=form.anyway.data, by=me())


@fieldwork.post("/<int:wave_id>/extend")
@needs(Can.WAVES_EDIT)
def extend(wave_id: int) -> ResponseReturnValue:
    """Move the last day; what does not fit comes back on the page of the wave."""
    row, form = mine_whole_or_404(wave_id), ExtendForm()
    tried = attempt(form, lambda: commands.extend_wave(row, ends_on=sure(form.ends_on), by=me()))
    if tried.done:
        flash(_("“%(name)s” runs until %(day)s now.", name=row.name, day=day(row.ends_on)))
        return redirect(url_for(".wave", wave_id=wave_id))
    progress, pages = queries.progress(me(), row, 1)
    giving = GiveForm(formdata=None)
    giving.offer(queries.shoppers(one.branch.region for one in progress))
    return _page(row, giving, form, tried, progress=progress, page=1, pages=pages)


@fieldwork.post("/<int:wave_id>/move")
@needs(Can.WAVES_EDIT)
def move(wave_id: int) -> ResponseReturnValue:
    row, to = mine_whole_or_404(wave_id), MoveForm().state() or abort(404)
    if to == WaveState.RUNNING:
        commands.start_wave(row, by=me())
    else:
        commands.close_wave(row, to=to, by=me())
    flash(_("“%(name)s” is %(state)s now.", name=row.name, state=wave_words(row.state)))
    return redirect(url_for(".wave", wave_id=wave_id))


@fieldwork.post("/<int:wave_id>/release")
@needs(Can.WAVES_EDIT)
def release(wave_id: int) -> ResponseReturnValue:
    count = release_wave(mine_whole_or_404(wave_id), by=me())
    flash(ngettext("%(num)s result counts now.", "%(num)s results count now.", count))
    return redirect(url_for(".wave", wave_id=wave_id))
