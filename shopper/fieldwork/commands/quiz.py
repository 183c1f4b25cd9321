"""Writing the briefing quiz of a wave."""

from collections.abc import Sequence
from typing import Any

from shopper.audit import command
from shopper.fieldwork.commands.planning import still_planned
from shopper.models import Person, Wave


@command("wave.quiz", "quiz")
def set_quiz(wave: Wave, *, quiz: Sequence[dict[str, Any]], by: Person) -> Wave:
    """Put these questions in the place of the others, as in fieldwork/quiz/questions.py; none for no quiz.

    Raises Refused WAVE_STARTED: what somebody has passed is not changed behind them."""
    still_planned(wave)
    wave.quiz = list(quiz)
    return wave
