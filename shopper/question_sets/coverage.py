"""What a set covers: how long it takes, which Ps and modes it asks about, and where its points are."""

from dataclasses import dataclass

from shopper.question_sets.outline import Outline, outline
from survey_defs import QuestionSet
from survey_defs.linting import minutes


@dataclass(frozen=True)
class Coverage:
    outline: Outline
    minutes: int
    finish: int
    """Percent of the score that the leaving touchpoint carries when all are observed."""


def coverage(definition: QuestionSet) -> Coverage:
    """What the coverage bar shows."""
    made = outline(definition)
    finish = round(float(made.parts[-1].share) * 100)
    return Coverage(made, round(float(minutes(definition))), finish)
