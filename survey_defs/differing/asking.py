"""What changed for who fills a set in, who never sees marks, points and weights."""

from decimal import Decimal
from typing import Any

from survey_defs.base import Part
from survey_defs.differing.change import Change
from survey_defs.differing.sets import diff
from survey_defs.kinds import Question
from survey_defs.schema import QuestionSet, Touchpoint
from survey_defs.score_settings import ScoreSettings

_ONLY_SCORED = {
    "points": Decimal(0),
    "critical": None,
    "reverse": False,
    "bands": (),
    "good": None,
    "bad": None,
    "p": None,
}


def asked_otherwise(before: QuestionSet, after: QuestionSet) -> tuple[Change, ...]:
    """The changes of `diff` without those that only the score reads, in the same order."""
    return diff(_unscored(before), _unscored(after, languages=before.languages))


def _unscored(question_set: QuestionSet, **more: Any) -> QuestionSet:
    touchpoints = tuple(_unweighted(each) for each in question_set.touchpoints)
    return question_set.model_copy(update={"scoring": ScoreSettings(), "touchpoints": touchpoints, **more})


def _unweighted(touchpoint: Touchpoint) -> Touchpoint:
    questions = tuple(_unmarked(question) for question in touchpoint.questions)
    without = {"weight": Decimal(1), "mode": None, "leaving": False, "questions": questions}
    return touchpoint.model_copy(update=without)


def _unmarked(question: Question) -> Question:
    known = type(question).model_fields
    without: dict[str, Any] = {name: value for name, value in _ONLY_SCORED.items() if name in known}
    for name in ("options", "scale"):
        if name in known:
            without[name] = tuple(_unmarked_option(option) for option in getattr(question, name))
    return question.model_copy(update=without)


def _unmarked_option(option: Part) -> Part:
    return option.model_copy(update={"mark": None})
