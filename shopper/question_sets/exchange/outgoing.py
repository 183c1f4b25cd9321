"""A version as a file or on paper."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

import survey_defs
from shopper.accounts.sessions import me
from shopper.language import NAMES, choose_language, known, told
from shopper.models import QuestionSetVersion
from shopper.permissions import Can, needs
from shopper.question_sets import queries
from shopper.question_sets.blueprint import ID, question_sets
from shopper.question_sets.exchange.paper import paper

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@question_sets.get(f"/<{ID}:set_id>/versions/<{ID}:number>.yaml")
@needs(Can.SETS_EDIT)
def source(set_id: int, number: int) -> ResponseReturnValue:
    row = queries.version_or_404(me(), set_id, number)
    text = survey_defs.to_yaml(row.definition) if row.source.startswith("{") else row.source
    return _file(text.encode(), row, "yaml", "application/yaml")


@question_sets.get(f"/<{ID}:set_id>/versions/<{ID}:number>.xlsx")
@needs(Can.SETS_EDIT)
def as_form(set_id: int, number: int) -> ResponseReturnValue:
    """As an XLSForm. Where words are too long for a cell, the page of the version says which."""
    row = queries.version_or_404(me(), set_id, number)
    try:
        return _file(survey_defs.write_form(row.definition, ".xlsx"), row, "xlsx", XLSX)
    except survey_defs.Unwritable as wrong:
        flash(told(wrong.args[0]), "stop")
        return redirect(url_for(".version", set_id=set_id, number=number))


def _file(content: bytes, row: QuestionSetVersion, ending: str, kind: str) -> Response:
    answer = Response(content, mimetype=kind)
    name = f"{row.question_set.slug}-{row.number}.{ending}"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


@question_sets.get(f"/<{ID}:set_id>/versions/<{ID}:number>/paper")
@needs(Can.SETS_EDIT)
def on_paper(set_id: int, number: int) -> ResponseReturnValue:
    """To print and to fill in by hand, in any language of the set."""
    row = queries.version_or_404(me(), set_id, number)
    definition = row.definition
    language = definition.language_for(request.args.get("language", choose_language()))
    with force_locale(known(language) or choose_language()):
        sheet = paper(definition, language)
    return render_template(
        "question_sets/exchange/paper.html", version=row, sheet=sheet, language=language, names=NAMES,
        languages=definition.languages,
    )  # fmt: skip
