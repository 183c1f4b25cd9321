"""Pages of the library that comes with Last Inch."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

import survey_defs
from shopper.accounts.sessions import me
from shopper.permissions import Can, needs
from shopper.question_sets import commands
from shopper.question_sets.blueprint import question_sets
from shopper.question_sets.forms import CopyForm
from shopper.question_sets.queries import client_or_404, has_draft, my_clients
from shopper.question_sets.shelf import queries
from shopper.question_sets.shelf.preview import preview


@question_sets.get("/library")
@needs(Can.SETS_EDIT)
def library() -> ResponseReturnValue:
    return render_template("question_sets/shelf/library.html", shelf=queries.shelf())


@question_sets.get("/library/<slug>")
@needs(Can.SETS_EDIT)
def shipped(slug: str) -> ResponseReturnValue:
    """One set: what it asks, how its touchpoints look on a phone, and the button that copies it."""
    one, form = queries.shipped_or_404(slug), CopyForm()
    form.offer(my_clients(me()))
    return render_template(
        "question_sets/shelf/shipped.html",
        one=one,
        page={"cover": one.cover},
        form=form,
        copies=queries.copies(me(), slug),
        phone=preview(one.definition, request.args.get("touchpoint", "")),
    )


@question_sets.post("/library/<slug>/copy")
@needs(Can.SETS_EDIT)
def copy(slug: str) -> ResponseReturnValue:
    path, form = survey_defs.library().get(slug) or abort(404), CopyForm()
    form.offer(my_clients(me()))
    if not form.validate_on_submit():
        abort(404)
    client, given = client_or_404(me(), form.client.data), commands.read(path.read_bytes(), path.name)
    replaced = has_draft(client, given.definition.slug)
    version = commands.copy_shipped(client, given, by=me())
    flash(
        _("Copied. The draft that was there gave way; the builder can take that back.")
        if replaced
        else _("Copied as a draft, to change and to publish.")
    )
    return redirect(url_for(".version", set_id=version.question_set_id, number=version.number))


question_sets.add_app_template_global(queries.origin, "origin_of")
