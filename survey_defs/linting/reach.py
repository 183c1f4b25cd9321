"""Every kind of report a shopper could send, as far as conditions can tell them apart.

Answers that no condition distinguishes are one class. For each question that conditions mention,
one answer of each class is tried, in journey order, and hidden questions are left out: what comes
out is not a sample, it is all there is.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import chain, combinations
from typing import Any

from survey_defs.check_conditions import comparisons
from survey_defs.kinds import Measured, Question
from survey_defs.measured_rules import MAX_SECONDS
from survey_defs.possible import RECOMMEND, bound, states_of, words_of
from survey_defs.schema import QuestionSet
from survey_defs.showing import holds
from survey_defs.values import LAST_DAY, value_at

LIMIT = 10_000
"""More combinations than this are not tried."""

_STEP = Fraction(1, 10**6)
_ENDS = {
    "number": (Fraction(-(10**15) + 1), Fraction(10**15 - 1)),
    "money": (Fraction(-(10**15) + 1), Fraction(10**15 - 1)),
    "duration": (Fraction(0), Fraction(MAX_SECONDS)),
    "time": (Fraction(0), Fraction(24 * 60 - 1)),
    "date": (Fraction(1), Fraction(LAST_DAY)),
}

Answers = dict[str, Any]


class TooManyPaths(Exception):
    """There are more combinations than `LIMIT`."""


def paths(question_set: QuestionSet, wanted: Iterable[Question]) -> Iterator[Answers]:
    """Answers (stored form) to all questions that decide whether the `wanted` ones are asked.

    Required questions are always answered. Raises `TooManyPaths` after `LIMIT` of them."""
    classes = [(q.key, answer_classes(q, operands)) for q, operands in _deciding(question_set, wanted)]
    waiting: list[tuple[Answers, int]] = [({}, 0)]
    done = 0
    while waiting:
        so_far, place = waiting.pop()
        if place == len(classes):
            yield so_far
            done += 1
        else:
            waiting += reversed(
                [(more, place + 1) for more in _answered(so_far, *classes[place], question_set)]
            )
        if done == LIMIT:
            raise TooManyPaths


def _answered(so_far: Answers, key: str, options: list[Any], question_set: QuestionSet) -> Iterator[Answers]:
    """`so_far` with each possible answer to the next question; as it is where that is hidden."""
    condition = question_set.conditions.get(key)
    asked = condition is None or holds(condition, so_far)
    for option in options if asked else [None]:
        yield so_far if option is None else {**so_far, key: option}


def _deciding(question_set: QuestionSet, wanted: Iterable[Question]) -> list[tuple[Question, set[Any]]]:
    """The questions that conditions of `wanted` mention, directly or not, with all operands used."""
    mentioned: dict[str, set[Any]] = {}
    waiting = list(wanted)
    while waiting:
        for _, compare in comparisons(waiting.pop().show_if):
            if compare.question not in mentioned:
                mentioned[compare.question] = set()
                waiting.append(question_set.by_key[compare.question])
            for operand in compare.operators.values():
                mentioned[compare.question] |= set(operand) if isinstance(operand, tuple) else {operand}
    return [(question, mentioned[key]) for key, question in question_set.by_key.items() if key in mentioned]


def answer_classes(question: Question, operands: set[Any]) -> list[Any]:
    """One stored answer for each class that the operands tell apart; None stands for no answer."""
    values = [{"value": value} for value in _values(question, operands)]
    states = [{"state": state} for state in states_of(question)]
    return [*values, *states, *([] if question.is_required else [None])]


def _values(question: Question, operands: set[Any]) -> list[Any]:
    if question.type == "note":
        return []
    if question.type == "choices":
        return _ticks(words_of(question), operands)
    if isinstance(question, Measured):
        return [value_at(question.type, place) for place in _places(question, operands)]
    return list(words_of(question)) or (list(RECOMMEND) if question.type == "recommend" else ["x"])


def _ticks(words: tuple[str, ...], operands: set[Any]) -> list[list[str]]:
    """Every non-empty selection of the options mentioned and one that stands for the others."""
    mentioned = [word for word in words if word in operands]
    telling = mentioned + [word for word in words if word not in operands][:1]
    sizes = range(1, len(telling) + 1)
    if len(telling) > 14:
        raise TooManyPaths
    return [list(chosen) for chosen in chain(*(combinations(telling, size) for size in sizes))]


def _places(question: Measured, operands: set[Any]) -> list[Fraction]:
    """Each operand, its neighbours on both sides, and the lower end, within the bounds."""
    step = _STEP if question.type in {"number", "money"} else Fraction(1)
    low, high = _ends(question)
    told = [bound(question, one) for one in operands if _is_place(question, one)]
    near = {place + side for place in told for side in (-step, Fraction(0), step)}
    return sorted(place for place in near | {low} if low <= place <= high)


def _ends(question: Measured) -> tuple[Fraction, Fraction]:
    low, high = _ENDS[question.type]
    return (
        low if question.min is None else max(low, bound(question, question.min)),
        high if question.max is None else min(high, bound(question, question.max)),
    )


def _is_place(question: Measured, operand: object) -> bool:
    try:
        return not isinstance(operand, bool) and bound(question, operand) is not None
    except ValueError:
        return False
