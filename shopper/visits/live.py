"""What a page's script needs to go on without the server: conditions, the way through the report, the draft."""

from collections.abc import Mapping
from typing import Any

from flask import url_for

from shopper.language import spoken
from shopper.models import Visit, VisitState
from shopper.visits import queries
from shopper.visits.judging import figure_words, where_it_fails
from survey_defs import QuestionSet, say
from survey_defs.schema import Touchpoint

Live = dict[str, Any]


def live_data(definition: QuestionSet, draft: Mapping[str, Any]) -> Live:
    """For js/conditions-live.js: every question of the set as [key, condition, kind] in journey order, and
    the answers given so far."""
    conditions = definition.conditions
    asked = [[question.key, conditions.get(question.key), question.type] for _, question in definition.walk()]
    return {"questions": asked, "answers": dict(draft)}


def report_data(mine: Visit, here: Touchpoint | None = None) -> Live:
    """For js/phone/: the same, with the touchpoints on the way, what has to be answered, the report that a
    correction is written on, and what to say of figures that make no sense `here`."""
    definition, language = mine.version.definition, spoken(mine.version.definition)
    latest = queries.latest_submission(mine) if mine.state == VisitState.RETURNED else None
    return {
        **live_data(definition, mine.draft),
        "home": url_for(".visit", visit_id=mine.id),
        "steps": [
            [each.key, say(each.title, language), [q.key for q in each.asked]]
            for each in definition.touchpoints
        ],
        "required": [question.key for _, question in definition.walk() if question.is_required],
        "base": str(latest.id) if latest else None,
        "wrong": {**where_it_fails(), **figure_words({question.type for question in here.asked})}
        if here
        else {},
    }
