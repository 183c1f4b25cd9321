"""Pages of question sets and their versions."""

from typing import Any

from flask import Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

import survey_defs
from shopper.accounts.sessions import me
from shopper.attempts import attempt
from shopper.language import choose_language
from shopper.models import QuestionSetVersion, Region, VersionState
from shopper.permissions import Can, needs
from shopper.question_sets import commands, queries
from shopper.question_sets.blueprint import question_sets
from shopper.question_sets.forms import CopyForm, PublishForm, UploadForm
from shopper.question_sets.outline import outline
from shopper.question_sets.words import act_words, channel_words, mode_words, p_words


@question_sets.get("/")
@needs(Can.SETS_EDIT)
def index() -> ResponseReturnValue:
    form = CopyForm()
    form.offer(queries.my_clients(me()))
    shipped = {slug: survey_defs.load_question_set(path) for slug, path in survey_defs.library().items()}
    sets = queries.question_sets(me())
    return render_template("question_sets/index.html", sets=sets, shipped=shipped, form=form)


@question_sets.route("/upload", methods=["GET", "POST"])
@needs(Can.SETS_EDIT)
def upload() -> ResponseReturnValue:
    form = UploadForm()
    form.offer(queries.my_clients(me()) or abort(403))
    tried = attempt(form, lambda: _save(queries.client_or_404(me(), form.client.data), form.given))
    if tried.done:
        return redirect(_page(tried.result))
    return render_template("question_sets/upload.html", form=form), tried.status


def _save(client: Region, given: commands.Read) -> QuestionSetVersion:
    replaced = queries.has_draft(client, given.definition.slug)
    version = commands.save_draft(client, given, by=me())
    words = _("The earlier draft was replaced.") if replaced else _("Saved as a draft.")
    flash(words + " " + _("Nobody is asked anything before it is published."))
    return version


def _page(version: QuestionSetVersion) -> str:
    return url_for("question_sets.version", set_id=version.question_set_id, number=version.number)


@question_sets.post("/library/<slug>/copy")
@needs(Can.SETS_EDIT)
def copy(slug: str) -> ResponseReturnValue:
    path, form = survey_defs.library().get(slug) or abort(404), CopyForm()
    form.offer(queries.my_clients(me()))
    if not form.validate_on_submit():
        abort(404)
    client = queries.client_or_404(me(), form.client.data)
    return redirect(_page(_save(client, commands.read(path.read_bytes(), path.name))))


@question_sets.route("/<int:set_id>/versions/<int:number>", methods=["GET", "POST"])
@needs(Can.SETS_EDIT)
def version(set_id: int, number: int) -> ResponseReturnValue:
    """A version; posting to it publishes it."""
    row = queries.version_or_404(me(), set_id, number)
    form = PublishForm(checksum=row.checksum)
    tried = attempt(
        form,
        lambda: commands.publish(row, checksum=form.checksum.data or "", note=form.note.data or "", by=me()),
    )
    if tried.done:
        flash(_("Version %(number)s is published. It never changes from now on.", number=number))
        return redirect(_page(row))
    return _version_page(row, form), tried.status


def _version_page(row: QuestionSetVersion, form: PublishForm) -> str:
    form.checksum.data = row.checksum  # what the page shows is what the next press publishes
    definition = row.definition
    return render_template(
        "question_sets/version.html",
        version=row,
        draft=row.state == VersionState.DRAFT,
        definition=definition,
        outline=outline(definition),
        findings=survey_defs.lint(definition),
        gaps=survey_defs.missing_translations(definition),
        form=form,
    )


@question_sets.get("/<int:set_id>/versions/<int:number>.yaml")
@needs(Can.SETS_EDIT)
def source(set_id: int, number: int) -> ResponseReturnValue:
    row = queries.version_or_404(me(), set_id, number)
    name = f"{row.question_set.slug}-{row.number}.yaml"
    headers = {"Content-Disposition": f"attachment; filename={name}"}
    return Response(row.source, mimetype="application/yaml", headers=headers)


for words in (channel_words, mode_words, p_words, act_words):
    question_sets.add_app_template_global(words)


@question_sets.app_template_filter()
def said(text: Any) -> str:
    """Words of a question set in the language of the page, else in its first."""
    return survey_defs.say(text, choose_language())
