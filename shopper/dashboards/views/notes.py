"""Writing and changing the notes that charts show."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from shopper.accounts.sessions import me
from shopper.attempts import attempt
from shopper.dashboards import queries
from shopper.dashboards.annotations import commands
from shopper.dashboards.annotations import queries as notes
from shopper.dashboards.annotations.forms import NoteForm
from shopper.dashboards.blueprint import ID, dashboards
from shopper.form_parts import sure
from shopper.models import Annotation, Branch, Region
from shopper.permissions import Can, needs
from shopper.troubles import Refused, Trouble

KEPT = ("version", "to", "measure")
"""What of the filter leads back to the chart that the note was written for."""


@dashboards.route(f"/regions/<{ID}:region_id>/notes/new", methods=["GET", "POST"])
@needs(Can.RESULTS_SEE)
def note_on_region(region_id: int) -> ResponseReturnValue:
    return _new(notes.region_or_404(me(), region_id))


@dashboards.route(f"/branches/<{ID}:branch_id>/notes/new", methods=["GET", "POST"])
@needs(Can.RESULTS_SEE)
def note_on_branch(branch_id: int) -> ResponseReturnValue:
    return _new(queries.branch_or_404(me(), branch_id))


@dashboards.route(f"/notes/<{ID}:note_id>", methods=["GET", "POST"])
@needs(Can.RESULTS_SEE)
def note(note_id: int) -> ResponseReturnValue:
    found = _yours(note_id)
    form, back = NoteForm(obj=found), _back(_place(found))
    if "remove" in request.form:
        commands.remove_note(found, text=found.text, by=me())
        flash(_("The note is gone."))
        return redirect(back)
    tried = attempt(
        form, lambda: commands.change_note(found, on=sure(form.on), text=sure(form.text), by=me())
    )
    if tried.done:
        flash(_("The note is saved."))
        return redirect(back)
    return _page(form, _place(found), back, found), tried.status


def _yours(note_id: int) -> Annotation:
    found = notes.note_or_404(me(), note_id)
    if not notes.may_change(me(), found):
        raise Refused(Trouble.NOT_YOUR_NOTE)
    return found


def _new(place: Region | Branch) -> ResponseReturnValue:
    form, back = NoteForm(), _back(place)
    tried = attempt(form, lambda: commands.add_note(place, on=sure(form.on), text=sure(form.text), by=me()))
    if tried.done:
        flash(_("The note stands on the chart."))
        return redirect(back)
    return _page(form, place, back, None), tried.status


def _place(found: Annotation) -> Region | Branch:
    return found.branch or found.region or notes.region_or_404(me(), found.client_id)


def _back(place: Region | Branch) -> str:
    kept: dict[str, Any] = {name: request.args[name] for name in KEPT if name in request.args}
    if isinstance(place, Branch):
        return url_for(".change_branch", branch_id=place.id, **kept)
    return url_for(".change", region=place.id, **kept)


def _page(form: NoteForm, place: Region | Branch, back: str, found: Annotation | None) -> str:
    return render_template("dashboards/note.html", form=form, place=place, back=back, note=found)
