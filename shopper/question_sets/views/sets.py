"""Pages of question sets and their versions."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

import survey_defs
from shopper.accounts.sessions import me
from shopper.attempts import attempt
from shopper.language import choose_language
from shopper.models import QuestionSetVersion, Region
from shopper.permissions import Can, needs
from shopper.question_sets import commands, queries
from shopper.question_sets.blueprint import question_sets
from shopper.question_sets.forms import CopyForm, UploadForm
from shopper.question_sets.words import act_words, channel_words, mode_words, p_words


@question_sets.get("/")
@needs(Can.SETS_EDIT)
def index() -> ResponseReturnValue:
    form = CopyForm()
    form.offer(queries.my_clients(me()))
    sets = queries.question_sets(me())
    return render_template("question_sets/index.html", sets=sets, form=form)


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


for words in (channel_words, mode_words, p_words, act_words):
    question_sets.add_app_template_global(words)


@question_sets.app_template_filter()
def said(text: Any) -> str:
    """Words of a question set in the language of the page, else in its first."""
    return survey_defs.say(text, choose_language())
