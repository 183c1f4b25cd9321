"""The draft on the phone, the test run, and its test cases."""

from pathlib import Path

from flask import Response, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from shopper.accounts.sessions import me
from shopper.language import spoken
from shopper.models import DraftCase, QuestionSetVersion
from shopper.permissions import Can, needs
from shopper.question_sets import queries
from shopper.question_sets.blueprint import ID, question_sets
from shopper.question_sets.reading import data_of, read_data
from shopper.question_sets.trying import commands, run
from shopper.visits.forms import asked_on
from shopper.visits.live import live_data
from survey_defs import QuestionSet, say

TOKENS = Path(__file__).parents[2] / "static" / "css" / "tokens.css"


def _whole(version: QuestionSetVersion) -> QuestionSet | None:
    return read_data(data_of(version)).definition


def _unreadable(set_id: int) -> ResponseReturnValue:
    flash(_("The draft cannot be read yet. Mend the errors first, then try it."), "stop")
    return redirect(url_for(".builder", set_id=set_id))


@question_sets.get(f"/<{ID}:set_id>/draft/preview")
@needs(Can.SETS_EDIT)
def preview(set_id: int) -> ResponseReturnValue:
    """A touchpoint on two phones, light and dark."""
    version = queries.draft_or_404(me(), set_id)
    definition = _whole(version)
    if definition is None:
        return _unreadable(set_id)
    g.framing = {"frame-src": "'self'"}
    keys = [one.key for one in definition.touchpoints]
    here = request.args.get("touchpoint", "")
    here = here if here in keys else keys[0]
    return render_template("question_sets/preview.html", version=version, definition=definition, here=here)


@question_sets.get(f"/<{ID}:set_id>/draft/phone")
@needs(Can.SETS_EDIT)
def phone(set_id: int) -> ResponseReturnValue:
    """The page of a touchpoint as a shopper has it, to be looked at inside the preview."""
    definition = _whole(queries.draft_or_404(me(), set_id)) or abort(404)
    parts = [one for one in definition.touchpoints if one.key == request.args.get("touchpoint")]
    here = parts[0] if parts else definition.touchpoints[0]
    language = spoken(definition)
    g.framing = {"frame-ancestors": "'self'"}
    return render_template(
        "question_sets/phone.html",
        title=say(here.title, language),
        asked=asked_on(definition, here, {}, {}, language),
        live=live_data(definition, {}),
        number=definition.touchpoints.index(here) + 1,
        total=len(definition.touchpoints),
        by="night" if request.args.get("by") == "night" else "day",
    )


@question_sets.get("/theme/<any(day, night):by>.css")
@needs(Can.SETS_EDIT)
def theme(by: str) -> ResponseReturnValue:
    """The tokens of the look as they are by day or by night, whatever the reader's own screen prefers."""
    tokens = TOKENS.read_text()
    always, scheme = ("all", "dark") if by == "night" else ("not all", "light")
    tokens = tokens.replace("@media (prefers-color-scheme: dark)", f"@media {always}")
    tokens = tokens.replace("color-scheme: light dark", f"color-scheme: {scheme}")
    return Response(tokens, mimetype="text/css")


@question_sets.route(f"/<{ID}:set_id>/draft/test-run", methods=["GET", "POST"])
@needs(Can.SETS_EDIT)
def test_run(set_id: int) -> ResponseReturnValue:
    version = queries.draft_or_404(me(), set_id)
    definition = _whole(version)
    if definition is None:
        return _unreadable(set_id)
    answers = _answers(definition)
    problems = run.problems_of(definition, answers)
    if answers and not problems and request.form.get("do") == "case":
        return _keep(version, answers, run.score(definition, answers))
    return _run_page(version, definition, answers, problems), 400 if problems else 200


def _answers(definition: QuestionSet) -> run.Answers:
    """What the form says; a preset's answers where its button was pressed."""
    do = request.form.get("do", "")
    chosen = run.answers_of(definition, do)
    return chosen or run.answers_in(definition, request.form)


def _run_page(
    version: QuestionSetVersion, definition: QuestionSet, answers: run.Answers, problems: dict[str, str]
) -> str:
    return render_template(
        "question_sets/test_run.html",
        version=version,
        definition=definition,
        parts=run.asked(definition, answers, problems),
        scored=run.score(definition, answers) if answers and not problems else None,
        cases=run.tried(definition, queries.cases(version.question_set)),
    )


def _keep(version: QuestionSetVersion, answers: run.Answers, scored: run.Scored) -> ResponseReturnValue:
    name = " ".join(request.form.get("name", "").split())[: DraftCase.NAME_MAX]
    name = name or _("Scores %(total)s", total=scored.total or "–")
    commands.save_case(version.question_set, name=name, answers=answers, expected=scored.total, by=me())
    flash(_("The test case “%(name)s” is saved. It is tried again on each change.", name=name))
    return redirect(url_for(".test_run", set_id=version.question_set_id))


@question_sets.post(f"/<{ID}:set_id>/draft/cases/<{ID}:case_id>/delete")
@needs(Can.SETS_EDIT)
def drop_case(set_id: int, case_id: int) -> ResponseReturnValue:
    question_set = queries.set_or_404(me(), set_id)
    case = queries.case_or_404(question_set, case_id)
    commands.drop_case(case, question_set=question_set, name=case.name, by=me())
    flash(_("The test case was deleted."))
    return redirect(url_for(".test_run", set_id=set_id))
