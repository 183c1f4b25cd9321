"""Moving, doubling and deleting questions and touchpoints."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from shopper.accounts.sessions import me
from shopper.models import QuestionSetVersion
from shopper.permissions import Can, needs
from shopper.question_sets import queries
from shopper.question_sets.blueprint import ID, question_sets
from shopper.question_sets.building import commands
from shopper.question_sets.building.arranging import arrange_step, waiting_for
from shopper.question_sets.building.page import Chosen, builder_page
from shopper.question_sets.reading import data_of
from shopper.troubles import Refused
from survey_defs.editing import EditRefused


@question_sets.post(f"/<{ID}:set_id>/draft/arrange")
@needs(Can.SETS_EDIT)
def arrange(set_id: int) -> ResponseReturnValue:
    version = queries.draft_or_404(me(), set_id)
    kind = "touchpoint" if request.form.get("kind") == "touchpoint" else "question"
    key, do = request.form.get("key", ""), request.form.get("do", "")
    try:
        step = arrange_step(kind, key, do, request.form.get("to", ""))
        key, words = commands.edit(version, step, act=do[:20], part=key, by=me())
    except Refused as refused:
        return _refused(set_id, kind, key, do, refused)
    flash(words)
    chosen: dict[str, Any] = {kind: key, "_anchor": "edit"} if key else {}
    return redirect(url_for(".builder", set_id=set_id, **chosen))


def _refused(set_id: int, kind: str, key: str, do: str, refused: Refused) -> ResponseReturnValue:
    """The page again; where conditions wait for what was to go, with a button that takes them along."""
    version = queries.draft_or_404(me(), set_id)
    waiting = _waiting(version, kind, key) if do == "delete" else []
    if not waiting:
        flash(str(refused), "stop")
    question, touchpoint = (key, "") if kind == "question" else ("", key)
    chosen = Chosen(question, touchpoint, waiting=waiting)
    return render_template("question_sets/builder.html", page=builder_page(version, chosen)), 409


def _waiting(version: QuestionSetVersion, kind: str, key: str) -> list[str]:
    try:
        return waiting_for(data_of(version), kind, key)
    except EditRefused:
        return []
