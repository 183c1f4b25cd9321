"""What a page's script needs to go on without the server: conditions, the way through the report, the draft."""

from collections.abc import Mapping
from typing import Any

from flask import url_for

from shopper.language import spoken
from shopper.models import Visit, VisitState
from shopper.visits import queries
from shopper.visits.controls import row_words
from shopper.visits.forms import FORMS
from shopper.visits.judging import figure_words, where_it_fails
from survey_defs import QuestionSet, say
from survey_defs.kinds import Number, Question
from survey_defs.schema import Touchpoint

Live = dict[str, Any]


def live_data(definition: QuestionSet, draft: Mapping[str, Any]) -> Live:
    """For js/conditions-live.js: every question of the set as [key, condition, kind] in journey order, and
    the answers given so far."""
    conditions = definition.conditions
    asked = [[question.key, conditions.get(question.key), question.type] for _, question in definition.walk()]
    return {"questions": asked, "answers": dict(draft)}


def report_data(mine: Visit, here: Touchpoint) -> Live:
    """For js/phone/touchpoint.js: the same, with the touchpoints on the way and what to say of figures that
    make no sense here."""
    return {
        **_way(mine),
        "wrong": where_it_fails() | figure_words({question.type for question in here.asked}),
    }


def check_data(mine: Visit) -> Live:
    """For js/phone/check.js: the way, what has to be answered, the report that a correction is written on,
    and the words of every question, its answers and its unit."""
    definition, language = mine.version.definition, spoken(mine.version.definition)
    latest = queries.latest_submission(mine) if mine.state == VisitState.RETURNED else None
    asked = [question for _, question in definition.walk() if question.type != "note"]
    return {
        **_way(mine),
        "wrong": where_it_fails() | figure_words({question.type for question in asked}),
        "required": [question.key for question in asked if question.is_required],
        "base": str(latest.id) if latest else None,
        "words": {question.key: _words(question, definition, language) for question in asked},
    }


def _words(question: Question, definition: QuestionSet, language: str) -> tuple[str, dict[str, str], str]:
    form = FORMS[question.type](question, language=language)
    rows = row_words(question, language) if form.control in ("rows", "ticks") else []
    unit = say(question.unit, language) if isinstance(question, Number) and question.unit else ""
    money = definition.currency or "" if question.type == "money" else ""
    return say(question.text, language), dict([*rows, *form.apart]), unit or money


def _way(mine: Visit) -> Live:
    definition, language = mine.version.definition, spoken(mine.version.definition)
    steps = [
        [each.key, say(each.title, language), [q.key for q in each.asked]] for each in definition.touchpoints
    ]
    home = url_for("visits.visit", visit_id=mine.id)
    return {**live_data(definition, mine.draft), "home": home, "steps": steps}
