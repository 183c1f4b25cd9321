"""Made-up reports with a known truth behind them, from a seeded random generator.

Each touchpoint of each visit has a `quality` between 0 and 1: about how often things go well."""

from collections.abc import Callable, Mapping
from random import Random
from typing import Any

import survey_defs
from shopper.demo.voice import Voice
from survey_defs.kinds import Choice, Choices, Measured, Question, Scale

APART, UNSEEN = 0.12, 0.015
"""How often what may not apply does not, and how often nobody could see how a visit ended."""


def make_answers(
    definition: survey_defs.QuestionSet, quality: Mapping[str, float], random: Random, voice: Voice
) -> dict[str, Any]:
    """A whole report in short form, without photos; questions that its own answers hide are left out."""
    answers: dict[str, Any] = {}
    for touchpoint in definition.touchpoints:
        good = min(max(quality[touchpoint.key] + random.gauss(0, 0.08), 0.02), 0.98)
        unseen = touchpoint.leaving and random.random() < UNSEEN
        for question in touchpoint.asked:
            answer = _answer(question, good, random, voice)
            if unseen and question.scored:
                answer = "not_observed"
            if answer is not None:
                answers[question.key] = answer
    visible = survey_defs.visible_questions(definition, answers)
    return {key: answer for key, answer in answers.items() if key in visible}


def _answer(question: Question, good: float, random: Random, voice: Voice) -> Any:
    if question.type == "text":
        return voice.said()
    if question.type == "moment":
        return voice.moment() if random.random() < good * 0.15 else None
    if question.na and random.random() < APART:
        return "does_not_apply"
    make = KINDS.get(question.type)
    answer = make(question, good, random) if make else None
    given = answer if isinstance(answer, str) else ""
    if given in question.comment_on and random.random() < 0.6:
        part = "state" if given == "nobody" else "value"
        return {part: given, "comment": voice.comment(question.key)}
    return answer


def _yes_no(question: Any, good: float, random: Random) -> str:
    if random.random() < good:
        return "no" if question.reverse else "yes"
    if question.nobody and random.random() < 0.3:
        return "nobody"
    return "yes" if question.reverse else "no"


def _choice(question: Choice, good: float, random: Random) -> str:
    """Options near the mark that fits the quality are chosen most."""
    wanted = min(max(random.gauss(good, 0.25), 0), 1)
    marked = [option for option in question.options if option.mark is not None] or list(question.options)
    return min(marked, key=lambda option: abs(float(option.mark or 0) - wanted)).key


def _choices(question: Choices, good: float, random: Random) -> list[str]:
    ticked = [o.key for o in question.options if (o.mark or 0) > 0 and random.random() < good]
    return ticked or [next((o.key for o in question.options if not o.mark), question.options[-1].key)]


def _scale(question: Scale, good: float, random: Random) -> str:
    last = len(question.scale) - 1
    place = round(min(max(random.gauss(good, 0.18), 0), 1) * last)
    return question.scale[last - place if question.reverse else place].key


def _amount(question: Measured, good: float, random: Random) -> str:
    """A drink and something from the case, to five cents."""
    return f"{random.randrange(118, 198) * 5 / 100:.2f}"


def _seconds(question: Measured, good: float, random: Random) -> int:
    """Around what the question counts as quick, with a long tail where things go badly."""
    quick = float(question.bands[0].upto or 60) if question.bands else float(question.good or 60)
    return int(quick * (0.35 + random.expovariate(1 / (0.2 + 1.7 * (1 - good)))))


def _momentum(_question: Any, good: float, random: Random) -> str:
    felt = good + random.gauss(0, 0.15)
    return "forward" if felt > 0.72 else "drift" if felt > 0.45 else "away"


def _recommend(_question: Any, good: float, random: Random) -> int:
    return round(min(max(random.gauss(2 + 8 * good, 1.2), 0), 10))


KINDS: dict[str, Callable[..., Any]] = {
    "yes_no": _yes_no,
    "choice": _choice,
    "choices": _choices,
    "scale": _scale,
    "number": lambda _question, _good, random: str(random.randint(0, 4)),
    "money": _amount,
    "duration": _seconds,
    "momentum": _momentum,
    "recommend": _recommend,
}
