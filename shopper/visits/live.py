"""What a script needs to show and hide questions at once: conditions, and the answers given before."""

from collections.abc import Mapping
from typing import Any

from survey_defs import QuestionSet, check_answers
from survey_defs.schema import Touchpoint

Live = dict[str, Any]


def live_data(definition: QuestionSet, here: Touchpoint, draft: Mapping[str, Any]) -> Live | None:
    """For js/conditions-live.js: `questions` as [key, condition], `answers` of earlier touchpoints.

    None where no question of this touchpoint has a condition."""
    if not any(question.key in definition.conditions for question in here.asked):
        return None
    on_page = {question.key for question in here.asked}
    checked = check_answers(definition, draft, sending=True)
    before = {key: entry for key, entry in checked.answers.items() if key not in on_page}
    asked_about = _mentioned([definition.conditions.get(key) for key in on_page])
    answers = {key: _bare(entry) for key, entry in before.items() if key in asked_about}
    questions = [[key, None] for key in answers] + [
        [question.key, definition.conditions.get(question.key)] for question in here.asked
    ]
    return {"questions": questions, "answers": answers}


def _bare(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {name: entry[name] for name in ("value", "state") if name in entry}


def _mentioned(part: Any) -> set[str]:
    """The keys of every question that a condition asks about."""
    if isinstance(part, Mapping):
        own = {part["question"]} if "question" in part else set()
        return own.union(*(_mentioned(one) for one in part.values()))
    return set().union(*(_mentioned(one) for one in part)) if isinstance(part, list | tuple) else set()
