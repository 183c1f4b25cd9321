"""Pages of branches."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from shopper.accounts.sessions import me
from shopper.admin.blueprint import admin
from shopper.admin.client_settings.queries import starting_with
from shopper.admin.places import commands, queries
from shopper.admin.places.editing import Difference, form_of, merged, open_form
from shopper.admin.places.fields import zones
from shopper.admin.places.forms import BranchForm
from shopper.admin.places.queries import Which
from shopper.attempts import attempt
from shopper.form_parts import sure
from shopper.models import Branch
from shopper.permissions import Can, needs
from shopper.visits.moves import state_words


@admin.get("/branches")
@needs(Can.PLACES_EDIT)
def branches() -> ResponseReturnValue:
    chosen, words = request.args.get("region", 0, int), request.args.get("q", "").strip()[:100]
    region = queries.region_or_404(me(), chosen) if chosen else None
    which = next((one for one in Which if one == request.args.get("state")), Which.ALL)
    return render_template(
        "admin/branches.html",
        regions=queries.regions(me()),
        region=region,
        words=words,
        which=which,
        found=queries.branches(me(), region, words, request.args.get("page", 1, int), which),
    )


@admin.route("/branches/new", methods=["GET", "POST"])
@needs(Can.PLACES_EDIT)
def new_branch() -> ResponseReturnValue:
    regions = queries.regions(me())
    form = BranchForm(data=starting_with(request.args.get("in", 0, int), regions))
    form.offer(regions)
    tried = attempt(
        form,
        lambda: commands.add_branch(queries.region_or_404(me(), sure(form.region)), form.facts(), by=me()),
    )
    return _told(tried.result) if tried.done else (_page(form, None), tried.status)


@admin.route("/branches/<int:branch_id>", methods=["GET", "POST"])
@needs(Can.PLACES_EDIT)
def branch(branch_id: int) -> ResponseReturnValue:
    row = queries.branch_or_404(me(), branch_id)
    form = form_of(row)
    _offer(form, row)
    if not form.is_submitted():
        open_form(form, row)
    tried = attempt(form, lambda: _change(row, form))
    if tried.done:
        return _told(tried.result)
    if tried.code == "branch_changed":
        form, differences = merged(form, row, lambda each: _offer(each, row))
        return _page(form, row, differences), tried.status
    return _page(form, row, waiting=tried.code == "visits_waiting"), tried.status


def _offer(form: BranchForm, row: Branch) -> None:
    form.offer(place for place in queries.regions(me()) if place.region.client_id == row.client_id)


def _change(row: Branch, form: BranchForm) -> Branch:
    return commands.change_branch(
        row,
        region=queries.region_or_404(me(), sure(form.region)),
        facts=form.facts(),
        seen=form.edit_seen,
        relocated=form.relocated.data,
        closing=form.chosen,
        by=me(),
    )


def _told(row: Branch) -> ResponseReturnValue:
    flash(_("“%(name)s” is saved.", name=row.name))
    kept = queries.visits_in_the_way(row.id, row.closed_on) if row.closed_on else []
    if kept:
        words = ngettext(
            "%(num)s visit there may still be sent.", "%(num)s visits there may still be sent.", len(kept)
        )
        flash(words)
    return redirect(url_for(".branches", region=row.region_id))


def _page(
    form: BranchForm,
    row: Branch | None,
    differences: list[Difference] | None = None,
    *,
    waiting: bool = False,
) -> str:
    day = form.closed_on.data
    return render_template(
        "admin/branch.html",
        form=form,
        branch=row,
        zones=zones().values(),
        differences=differences or (),
        waiting=queries.visits_in_the_way(row.id, day) if waiting and row and day else (),
        state_words=state_words,
    )
