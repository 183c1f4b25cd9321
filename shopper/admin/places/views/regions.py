"""Pages of the tree of regions."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from shopper.accounts.sessions import me
from shopper.admin.blueprint import admin
from shopper.admin.places import commands, queries
from shopper.admin.places.forms import RegionForm
from shopper.attempts import attempt
from shopper.form_parts import sure
from shopper.models import Region
from shopper.permissions import Can, needs
from shopper.troubles import Refused, Trouble


@admin.get("/places")
@needs(Can.PLACES_EDIT)
def places() -> ResponseReturnValue:
    return render_template("admin/places.html", tree=queries.tree(me()))


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
        return redirect(url_for(".places", _anchor=f"region-{tried.result.id}"))
    return render_template("admin/region.html", form=form, region=None), tried.status


@admin.route("/regions/<int:region_id>", methods=["GET", "POST"])
@needs(Can.PLACES_EDIT)
def region(region_id: int) -> ResponseReturnValue:
    row, tree = queries.region_or_404(me(), region_id), queries.regions(me())
    form = RegionForm(name=row.name, parent=row.parent_id)
    form.offer(place for place in tree if place.region.client_id == row.client_id)
    if row.parent_id not in {place.region.id for place in tree}:
        del form.parent  # the top of what this person edits stays where it is
    tried = attempt(form, lambda: _change(row, form))
    if tried.done:
        flash(_("“%(name)s” is saved.", name=tried.result.name))
        return redirect(url_for(".places", _anchor=f"region-{region_id}"))
    return _region_page(row, form, unsure=tried.code == "move_unsure"), tried.status


def _change(row: Region, form: RegionForm) -> Region:
    parent = queries.region_or_404(me(), sure(form.parent)) if form.parent else None
    return commands.change_region(row, name=sure(form.name), parent=parent, sure=form.is_sure, by=me())


def _region_page(row: Region, form: RegionForm, *, unsure: bool) -> str:
    """With what a move means where one was asked for."""
    target = queries.region_or_404(me(), form.parent.data) if unsure else None
    form.sure.data = str(target.id) if target else ""
    return render_template(
        "admin/region.html",
        form=form,
        region=row,
        inside=queries.inside(row),
        target=target,
        moved=queries.branches_and_visits(row) if target else (0, 0),
        losing=sorted(_managers(row.parent) - _managers(target)) if target else (),
        gaining=sorted(_managers(target) - _managers(row.parent)) if target else (),
    )


def _managers(over: Region | None) -> set[str]:
    return queries.managers_over(over) if over else set()


@admin.post("/regions/<int:region_id>/delete")
@needs(Can.PLACES_EDIT)
def delete_region(region_id: int) -> ResponseReturnValue:
    row = queries.region_or_404(me(), region_id)
    if row.parent_id not in {place.region.id for place in queries.regions(me())}:
        raise Refused(Trouble.REGION_NOT_EMPTY, region=row.name)
    name, over = row.name, row.parent_id
    commands.delete_region(row, name=name, by=me())
    flash(_("“%(name)s” is deleted.", name=name))
    return redirect(url_for(".places", _anchor=f"region-{over}"))
