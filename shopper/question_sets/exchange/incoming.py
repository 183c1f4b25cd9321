"""Pages of a question set that comes as a file: words are saved at once, a form is looked at first."""

from typing import Any
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

import survey_defs
from shopper.accounts.sessions import me
from shopper.attempts import attempt
from shopper.models import QuestionSetVersion, Region, UploadedForm
from shopper.permissions import Can, needs
from shopper.question_sets import commands
from shopper.question_sets.blueprint import question_sets
from shopper.question_sets.exchange import queries
from shopper.question_sets.exchange.account import accounts
from shopper.question_sets.exchange.commands import keep_form
from shopper.question_sets.exchange.reading import findings, read_form
from shopper.question_sets.forms import PressForm, UploadForm
from shopper.question_sets.queries import by_slug, client_or_404, has_draft, my_clients
from shopper.settings import MEGA

LARGEST = 11 * MEGA
"""A form of 10 MB, which is the most that is read, and what a browser sends around it."""


@question_sets.url_value_preprocessor
def allow_forms(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """A form may be larger than a page."""
    if endpoint == "question_sets.upload":
        request.max_content_length = LARGEST


@question_sets.route("/upload", methods=["GET", "POST"])
@needs(Can.SETS_EDIT)
def upload() -> ResponseReturnValue:
    form = UploadForm()
    form.offer(my_clients(me()) or abort(403))
    tried = attempt(form, lambda: _take(client_or_404(me(), form.client.data), form))
    if not tried.done:
        return render_template("question_sets/upload.html", form=form), tried.status
    if isinstance(tried.result, UploadedForm):
        return redirect(url_for(".check_form", form_id=tried.result.id))
    return redirect(_page(tried.result))


def _take(client: Region, form: UploadForm) -> QuestionSetVersion | UploadedForm:
    if form.sheet is not None:
        return keep_form(client, form.sheet.content, name=form.sheet.name, by=me())
    return _save(client, form.given)


def _save(client: Region, given: commands.Read) -> QuestionSetVersion:
    replaced = has_draft(client, given.definition.slug)
    version = commands.save_draft(client, given, by=me())
    words = _("The earlier draft was replaced.") if replaced else _("Saved as a draft.")
    flash(words + " " + _("Nobody is asked anything before it is published."))
    return version


def _page(version: QuestionSetVersion) -> str:
    return url_for("question_sets.version", set_id=version.question_set_id, number=version.number)


@question_sets.route("/upload/<uuid:form_id>", methods=["GET", "POST"])
@needs(Can.SETS_EDIT)
def check_form(form_id: UUID) -> ResponseReturnValue:
    """What became of each row of a form; posting saves it as a draft."""
    row, form = queries.form_or_404(me(), form_id), PressForm()
    client = client_or_404(me(), row.client_id)
    made = read_form(row.sent, row.name)
    definition = made.question_set or abort(404)
    tried = attempt(form, lambda: _save(client, _given(definition, row.name)))
    if tried.done:
        return redirect(_page(tried.result))
    page = render_template(
        "question_sets/exchange/check_form.html",
        form=form,
        sheet=row,
        made=made,
        definition=definition,
        found=findings(made),
        accounts=accounts(made),
        there=by_slug(client, definition.slug),
    )
    return page, tried.status


def _given(definition: survey_defs.QuestionSet, name: str) -> commands.Read:
    return commands.read(survey_defs.to_yaml(definition), name)
