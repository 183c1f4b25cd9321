"""What an answer is worth: a mark x from 0 to 1, or none."""

from collections.abc import Callable, Iterable, Iterator
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


def band_index(question: Measured, value: str | int) -> int:
    """Which of its bands (from 0; upper bounds inclusive) `value` falls in; their number if in none."""
    at = position(question.type, value)
    ends = (None if band.upto is None else position(question.type, band.upto) for band in question.bands)
    return next((i for i, end in enumerate(ends) if end is None or at <= end), len(question.bands))


def _measured(question: Measured, value: str | int) -> Fraction | None:
    """By bands, or in a straight line from `bad` (0) to `good` (1)."""
    if question.bands:
        reached = question.bands[band_index(question, value) :]
        return Fraction(reached[0].mark) if reached else None
    if question.good is None or question.bad is None:
        return None
    at, good, bad = (position(question.type, one) for one in (value, question.good, question.bad))
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


def reachable(question: Asked, above: Fraction) -> tuple[Fraction, ...]:
    """The marks higher than `above` that other answers could have earned, highest first, each once.

    Of `choices`, and between two anchors, where every mark is possible, only the full one."""
    if not isinstance(question, Scale | Choice) and not (isinstance(question, Measured) and question.bands):
        return (YES,) if above < YES else ()
    return tuple(sorted({one for one in _marks(question) if one > above}, reverse=True))


def _marks(question: Scale | Choice | Measured) -> Iterator[Fraction]:
    if isinstance(question, Scale):
        yield from (_scale(question, point.key) for point in question.scale)
    elif isinstance(question, Choice):
        yield from (own for option in question.options if (own := _given(option)) is not None)
    else:
        yield from (Fraction(band.mark) for band in question.bands)
