"""The versions of a set: looking at one, publishing the draft, comparing any two."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

import survey_defs
from shopper.accounts.sessions import me
from shopper.attempts import attempt
from shopper.models import QuestionSetVersion, VersionState
from shopper.permissions import Can, needs
from shopper.question_sets import commands, queries
from shopper.question_sets.blueprint import ID, question_sets
from shopper.question_sets.coverage import coverage
from shopper.question_sets.forms import PublishForm
from shopper.question_sets.gate import gate
from shopper.question_sets.words import kind_words


@question_sets.route(f"/<{ID}:set_id>/versions/<{ID}:number>", methods=["GET", "POST"])
@needs(Can.SETS_EDIT)
def version(set_id: int, number: int) -> ResponseReturnValue:
    """A version; posting to it publishes it."""
    row = queries.version_or_404(me(), set_id, number)
    form = PublishForm(checksum=row.checksum)
    tried = attempt(form, lambda: _publish(row, form))
    if tried.done:
        flash(_("Version %(number)s is published. It never changes from now on.", number=number))
        return redirect(url_for(".version", set_id=set_id, number=number))
    return _version_page(row, form), tried.status


def _publish(row: QuestionSetVersion, form: PublishForm) -> QuestionSetVersion:
    checksum, note = form.checksum.data or "", form.note.data or ""
    return commands.publish(row, checksum=checksum, note=note, said=said_in_form(), by=me())


def said_in_form() -> commands.Said:
    """The reasons and ticks that were sent."""
    begins = "reason."
    reasons = {
        name.removeprefix(begins): request.form[name] for name in request.form if name.startswith(begins)
    }
    return commands.Said(reasons, frozenset(request.form.getlist("vouch")))


def _version_page(row: QuestionSetVersion, form: PublishForm) -> str:
    form.checksum.data = row.checksum  # what the page shows is what the next press publishes
    draft, said = row.state == VersionState.DRAFT, said_in_form()
    return render_template(
        "question_sets/version.html",
        version=row,
        draft=draft,
        definition=row.definition,
        page={"cover": coverage(row.definition)},
        gate=gate(row) if draft else None,
        said=said,
        form=form,
    )


@question_sets.get(f"/<{ID}:set_id>/versions")
@needs(Can.SETS_EDIT)
def versions(set_id: int) -> ResponseReturnValue:
    """Every version with its note, and what changed between any two."""
    question_set = queries.set_or_404(me(), set_id)
    rows = {version.number: version for version in question_set.versions}
    older, newer = (request.args.get(name, type=int) for name in ("from", "to"))
    numbers = sorted(rows)
    older, newer = older or numbers[max(len(numbers) - 2, 0)], newer or numbers[-1]
    two = rows.get(older), rows.get(newer)
    return render_template(
        "question_sets/versions.html",
        set=question_set,
        who=queries.publishers(question_set),
        older=older,
        newer=newer,
        changes=_changes(*two),
    )


def _changes(
    before: QuestionSetVersion | None, after: QuestionSetVersion | None
) -> tuple[survey_defs.Change, ...] | None:
    if before is None or after is None or before is after:
        return None
    return survey_defs.diff(before.definition, after.definition, after.vouched or ())


question_sets.add_app_template_global(kind_words)
