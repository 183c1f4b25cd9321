"""Whole reports made from a question set: all best, all worst, all "does not apply", the shortest.

The builder's test run offers them, and every shipped set proves what they score."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any, Literal

from scoring.marks import mark
from survey_defs import QuestionSet, visible_questions
from survey_defs.check_conditions import comparisons
from survey_defs.kinds import Choices, Measured, Question
from survey_defs.possible import bound, states_of, words_of
from survey_defs.values import value_at

Preset = Literal["best", "worst", "does_not_apply", "minimum"]
PRESETS: tuple[Preset, ...] = ("best", "worst", "does_not_apply", "minimum")

Answers = dict[str, Any]
Choose = Callable[[QuestionSet, Question, Answers], Any]

PHOTO = "0" * 64
"""A photo that stands for any."""


def preset(question_set: QuestionSet, name: Preset) -> Answers:
    """Answers (short form) of a whole report that can be sent.

    best, worst: every question at its highest or lowest mark, "nobody" included. does_not_apply: that
    answer wherever it is offered, else the best. minimum: only what must be answered, by the answers
    that open the fewest further questions."""
    answers: Answers = {}
    for key, question in question_set.by_key.items():
        if question.type == "note" or key not in visible_questions(question_set, answers):
            continue
        answer = _CHOOSE[name](question_set, question, answers)
        if answer is not None:
            answers[key] = answer
    return answers


def candidates(question: Question) -> list[Any]:
    """Answers (short form) among which the best and the worst are, "nobody" last where it is offered."""
    states = ["nobody"] if "nobody" in states_of(question) else []
    if isinstance(question, Choices):
        return [*_selections(question), *states]
    if isinstance(question, Measured):
        return [*_quantities(question), *states]
    words = words_of(question) or _PLAIN.get(question.type, ())
    return [*words, *states]


_PLAIN: dict[str, tuple[Any, ...]] = {
    "recommend": tuple(range(11)),
    "text": ("Nothing to add.",),
    "moment": (),
    "photo": ([PHOTO],),
    "location": ({"lat": 0, "lon": 0, "accuracy_m": 10},),
}


def _selections(question: Choices) -> Iterator[list[str]]:
    """All that earn, all that cost or earn nothing, and each alone."""
    earning = [option.key for option in question.options if (option.mark or 0) > 0]
    rest = [option.key for option in question.options if (option.mark or 0) < 0]
    yield from (keys for keys in (earning, rest) if keys)
    yield from ([option.key] for option in question.options)


def _quantities(question: Measured) -> list[str | int]:
    """The ends of bands, the anchors and the bounds, and a step beyond each, within what may be entered."""
    told = [band.upto for band in question.bands] + [question.good, question.bad, question.min, question.max]
    places = [bound(question, one) for one in told if one is not None] or [Fraction(1)]
    low = bound(question, question.min) if question.min is not None else None
    high = bound(question, question.max) if question.max is not None else None
    near = {place + step for place in places for step in (-1, 0, 1)}
    floor = Fraction(0) if question.type in {"duration", "time", "money"} else None
    within = (
        place
        for place in sorted(near)
        if (low is None or place >= low)
        and (high is None or place <= high)
        and (floor is None or place >= floor)
        and (question.type != "time" or place < 24 * 60)
    )
    return [value_at(question.type, place) for place in within]


def _worth(question: Question, answer: Any) -> Fraction:
    if answer == "nobody" and question.nobody:
        return Fraction(0)
    found = Fraction(answer, 10) if question.type == "recommend" else mark(question, answer)
    return Fraction(0) if found is None else found


def _best(_: QuestionSet, question: Question, answers: Answers) -> Any:
    return max(candidates(question), key=lambda one: _worth(question, one), default=None)


def _worst(_: QuestionSet, question: Question, answers: Answers) -> Any:
    last_first = reversed(candidates(question)) if question.nobody else candidates(question)
    return min(last_first, key=lambda one: _worth(question, one), default=None)


def _does_not_apply(question_set: QuestionSet, question: Question, answers: Answers) -> Any:
    offered = "does_not_apply" in states_of(question)
    return "does_not_apply" if offered else _best(question_set, question, answers)


def _shortest(question_set: QuestionSet, question: Question, answers: Answers) -> Any:
    if not question.is_required:
        return None
    dependent = [
        other.key
        for other in question_set.by_key.values()
        if any(compare.question == question.key for _, compare in comparisons(other.show_if))
    ]

    def opened(answer: Any) -> tuple[int, Fraction]:
        shown = visible_questions(question_set, {**answers, question.key: answer}) if dependent else ()
        needed = sum(key in shown and question_set.by_key[key].is_required for key in dependent)
        return needed, -_worth(question, answer)

    return min(candidates(question), key=opened, default=None)


_CHOOSE: dict[Preset, Choose] = {
    "best": _best,
    "worst": _worst,
    "does_not_apply": _does_not_apply,
    "minimum": _shortest,
}
