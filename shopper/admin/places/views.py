"""Pages of regions and branches."""

from zoneinfo import available_timezones

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from shopper.accounts.sessions import me
from shopper.admin.blueprint import admin
from shopper.admin.places import commands, queries
from shopper.admin.places.forms import BranchForm, RegionForm
from shopper.attempts import attempt
from shopper.form_parts import sure
from shopper.models import Branch, Region
from shopper.permissions import Can, needs


@admin.get("/places")
@needs(Can.PLACES_EDIT)
def places() -> ResponseReturnValue:
    chosen = request.args.get("region", 0, int)
    region = queries.region_or_404(me(), chosen) if chosen else None
    words = request.args.get("q", "").strip()[:100]
    return render_template(
        "admin/places.html",
        regions=queries.regions(me()),
        counts=queries.branches_by_region(me()),
        region=region,
        words=words,
        found=queries.branches(me(), region, words, request.args.get("page", 1, int)),
    )


@admin.route("/regions/new", methods=["GET", "POST"])
@needs(Can.PLACES_EDIT)
def new_region() -> ResponseReturnValue:
    form = RegionForm(parent=request.args.get("under", 0, int))
    form.offer(queries.regions(me()))
    tried = attempt(
        form,
        lambda: commands.add_region(
            queries.region_or_404(me(), sure(form.parent)), name=sure(form.name), by=me()
        ),
    )
    if tried.done:
        flash(_("“%(name)s” is there.", name=tried.result.name))
        return redirect(url_for(".places", region=tried.result.id))
    return render_template("admin/region.html", form=form, region=None), tried.status


@admin.route("/regions/<int:region_id>", methods=["GET", "POST"])
@needs(Can.PLACES_EDIT)
def region(region_id: int) -> ResponseReturnValue:
    row, tree = queries.region_or_404(me(), region_id), queries.regions(me())
    form = RegionForm(name=row.name, parent=row.parent_id)
    form.offer(tree)
    if row.parent_id not in {place.region.id for place in tree}:
        del form.parent  # the top of what this person edits stays where it is
    tried = attempt(form, lambda: _change(row, form))
    if tried.done:
        flash(_("“%(name)s” is saved.", name=tried.result.name))
        return redirect(url_for(".places", region=region_id))
    return render_template("admin/region.html", form=form, region=row), tried.status


def _change(row: Region, form: RegionForm) -> Region:
    parent = queries.region_or_404(me(), sure(form.parent)) if form.parent else None
    return commands.change_region(row, name=sure(form.name), parent=parent, by=me())


@admin.route("/branches/new", methods=["GET", "POST"])
@needs(Can.PLACES_EDIT)
def new_branch() -> ResponseReturnValue:
    form = BranchForm(region=request.args.get("in", 0, int))
    form.offer(queries.regions(me()))
    tried = attempt(
        form,
        lambda: commands.add_branch(queries.region_or_404(me(), sure(form.region)), form.facts(), by=me()),
    )
    return _told(tried.result) if tried.done else (_branch_page(form, None), tried.status)


@admin.route("/branches/<int:branch_id>", methods=["GET", "POST"])
@needs(Can.PLACES_EDIT)
def branch(branch_id: int) -> ResponseReturnValue:
    row = queries.branch_or_404(me(), branch_id)
    form = BranchForm(obj=row)
    form.offer(place for place in queries.regions(me()) if place.region.client_id == row.client_id)
    if not form.is_submitted():
        form.region.data = row.region_id
    tried = attempt(
        form,
        lambda: commands.change_branch(
            row, region=queries.region_or_404(me(), sure(form.region)), facts=form.facts(), by=me()
        ),
    )
    return _told(tried.result) if tried.done else (_branch_page(form, row), tried.status)


def _told(row: Branch) -> ResponseReturnValue:
    flash(_("“%(name)s” is saved.", name=row.name))
    return redirect(url_for(".places", region=row.region_id))


def _branch_page(form: BranchForm, row: Branch | None) -> str:
    return render_template("admin/branch.html", form=form, branch=row, zones=sorted(available_timezones()))
