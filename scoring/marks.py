"""What an answer is worth: a mark x from 0 to 1, or none."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from survey_defs.kinds import Asked, Choice, Choices, Measured, Option, Scale, YesNo
from survey_defs.values import position

NO, YES = Fraction(0), Fraction(1)


def clip(mark: Fraction) -> Fraction:
    return min(max(mark, NO), YES)


def _swapped(mark: Fraction, reverse: bool) -> Fraction:
    return 1 - mark if reverse else mark


def _given(option: Option) -> Fraction | None:
    return None if option.mark is None else clip(Fraction(option.mark))


def _yes_no(question: YesNo, value: str) -> Fraction:
    return _swapped(YES if value == "yes" else NO, question.reverse)


def _scale(question: Scale, value: str) -> Fraction:
    """By position among the points, worst first, unless every point has a mark of its own."""
    marks = [_given(point) for point in question.scale]
    at = [point.key for point in question.scale].index(value)
    own = marks[at] if None not in marks else None
    return _swapped(Fraction(at, len(marks) - 1) if own is None else own, question.reverse)


def _choice(question: Choice, value: str) -> Fraction | None:
    return next(_given(option) for option in question.options if option.key == value)


def _choices(question: Choices, value: Iterable[str]) -> Fraction | None:
    """Sum of the ticked marks ÷ sum of the positive marks, within 0–1."""
    marks = {option.key: Fraction(option.mark or 0) for option in question.options}
    possible = sum((mark for mark in marks.values() if mark > 0), NO)
    return clip(sum((marks[key] for key in value), NO) / possible) if possible else None


def _measured(question: Measured, value: str | int) -> Fraction | None:
    """By bands (upper bounds inclusive), or in a straight line from `bad` (0) to `good` (1)."""
    kind = question.type
    at = position(kind, value)
    for band in question.bands:
        if band.upto is None or at <= position(kind, band.upto):
            return Fraction(band.mark)
    if question.good is None or question.bad is None:
        return None
    good, bad = position(kind, question.good), position(kind, question.bad)
    return clip((bad - at) / (bad - good))


_MARKERS: dict[type[Asked], Callable[[Any, Any], Fraction | None]] = {
    YesNo: _yes_no,
    Scale: _scale,
    Choice: _choice,
    Choices: _choices,
}


def mark(question: Asked, value: Any) -> Fraction | None:
    """The mark of a checked answer `value` (its long form's V), 0–1.

    `value` is in the form in which it is stored. None where there is nothing to judge by: kinds that
    are never scored, an option without a mark, a quantity with neither bands nor anchors."""
    if isinstance(question, Measured):
        return _measured(question, value)
    marker = _MARKERS.get(type(question))
    return None if marker is None else marker(question, value)


def reachable(question: Asked) -> tuple[Fraction, ...]:
    """The marks other answers to the question could have earned, highest first, without repeats.

    Between two anchors every mark is possible: only the full one is listed. For `choices`: the best."""
    return tuple(sorted(set(_possible(question)), reverse=True))


def _possible(question: Asked) -> list[Fraction]:
    if isinstance(question, Scale):
        return [_scale(question, point.key) for point in question.scale]
    if isinstance(question, Choice):
        return [own for option in question.options if (own := _given(option)) is not None]
    if isinstance(question, Measured) and question.bands:
        return [Fraction(band.mark) for band in question.bands]
    return [NO, YES]
