"""The short question set that practice is made with; it belongs to no client and is never published."""

from functools import cache
from pathlib import Path

from flask import abort

from survey_defs import QuestionSet, load_question_set
from survey_defs.schema import Touchpoint


@cache
def practice_set() -> QuestionSet:
    return load_question_set(Path(__file__).with_name("practice.yaml").read_text("utf-8"))


def touchpoint_or_404(key: str) -> Touchpoint:
    """A touchpoint of the practice set."""
    return next((each for each in practice_set().touchpoints if each.key == key), None) or abort(404)
