"""Planning a wave, from nothing or from another one, and changing a plan."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from shopper.accounts.sessions import me
from shopper.attempts import attempt
from shopper.fieldwork import commands, queries
from shopper.fieldwork.blueprint import fieldwork
from shopper.fieldwork.forms import WaveForm
from shopper.fieldwork.planning import Chosen, as_copy, as_fields, branches_of
from shopper.fieldwork.tree import out_of_sight, tree
from shopper.fieldwork.views.choosing import chosen
from shopper.models import Branch, QuestionSetVersion, Wave
from shopper.permissions import Can, needs
from shopper.reach import places

NAMED = 10
"""Branches that a message names before it counts the rest."""


@fieldwork.route("/new", methods=["GET", "POST"])
@needs(Can.WAVES_EDIT)
def new() -> ResponseReturnValue:
    source = request.args.get("copy", 0, int)
    start = as_copy(queries.wave_or_404(me(), source)) if source else {}
    return _page(_form(start), None)


@fieldwork.route("/<int:wave_id>/edit", methods=["GET", "POST"])
@needs(Can.WAVES_EDIT)
def edit(wave_id: int) -> ResponseReturnValue:
    row = mine_whole_or_404(wave_id)
    return _page(_form(as_fields(row)), row)


def mine_whole_or_404(wave_id: int) -> Wave:
    """A wave all of whose branches are the person's."""
    row = queries.wave_or_404(me(), wave_id)
    return row if queries.covers(me(), row) else abort(404)


def _form(start: dict[str, Any]) -> WaveForm:
    form = WaveForm(data=start)
    form.own = start.get("own", {})
    if form.is_submitted():
        form.take_own(request.form)
    elif "q" in request.args:
        form.q.data = request.args["q"][:100]
    return form


def _page(form: WaveForm, row: Wave | None) -> ResponseReturnValue:
    regions, every = places(me(), Can.WAVES_EDIT), queries.spots(me(), "")
    versions = queries.published(me(), row)
    form.offer(regions, versions, [spot.id for spot in every])
    looks = "find" in request.form
    tried = attempt(form, lambda: _save(form, row)) if not looks else None
    if tried and tried.done:
        return _told(*tried.result)
    shown = queries.spots(me(), form.q.data) if form.q.data else every
    tops = tree(regions, shown, form.branch_ids())
    return render_template(
        "fieldwork/plan.html",
        form=form,
        wave=row,
        versions=versions,
        tops=tops,
        carried=out_of_sight(form, shown, tops),
        found=len(shown),
    ), tried.status if tried else 200


def _save(form: WaveForm, row: Wave | None) -> tuple[Wave, Chosen]:
    version: QuestionSetVersion = chosen(queries.published(me(), row), form.version.data)
    named = branches_of(form, version, me())
    if row is None:
        return commands.plan_wave(version, named.branches, form.plan(), by=me()), named
    return commands.change_wave(row, version, named.branches, form.plan(), by=me()), named


def _told(row: Wave, named: Chosen) -> ResponseReturnValue:
    flash(_("“%(name)s” is planned. Start it when it is right.", name=row.name))
    if named.left_out:
        flash(_("Left out, because closed or not yet open then: %(names)s.", names=names_of(named.left_out)))
    return redirect(url_for(".wave", wave_id=row.id))


def names_of(branches: list[Branch]) -> str:
    """Their names, the first ten of them."""
    names = ", ".join(branch.name for branch in branches[:NAMED])
    more = len(branches) - NAMED
    return _("%(names)s and %(num)s more", names=names, num=more) if more > 0 else names


@fieldwork.post("/<int:wave_id>/delete")
@needs(Can.WAVES_EDIT)
def delete(wave_id: int) -> ResponseReturnValue:
    row = mine_whole_or_404(wave_id)
    name = row.name
    commands.delete_wave(row, by=me())
    flash(_("The plan of “%(name)s” is deleted.", name=name))
    return redirect(url_for(".waves"))
