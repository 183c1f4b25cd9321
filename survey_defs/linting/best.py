"""The most a question can earn, as a mark from 0 to 1."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from survey_defs.kinds import Choice, Measured, Question, Scale
from survey_defs.possible import bound, options_of


def best_mark(question: Question) -> Fraction:
    """The highest mark any possible answer has; 0 where it is not scored."""
    if not question.scored:
        return Fraction(0)
    if isinstance(question, Measured):
        return _best_measure(question)
    marks = [option.mark for option in options_of(question) if option.mark is not None]
    if isinstance(question, Choice | Scale) and marks:
        reverse = isinstance(question, Scale) and question.reverse
        return Fraction(1 - min(marks) if reverse else max(marks))
    return Fraction(1)


def _best_measure(question: Measured) -> Fraction:
    low = None if question.min is None else bound(question, question.min)
    high = None if question.max is None else bound(question, question.max)
    if question.bands:
        return _best_band(question, low, high)
    good, bad = bound(question, question.good), bound(question, question.bad)
    nearest = _clamp(good, low, high)
    return min(max((bad - nearest) / (bad - good), Fraction(0)), Fraction(1))


def _best_band(question: Measured, low: Fraction | None, high: Fraction | None) -> Fraction:
    """Among the bands that the bounds leave within reach."""
    ends = [None, *(None if band.upto is None else bound(question, band.upto) for band in question.bands)]
    within: list[Decimal] = [
        band.mark
        for band, (after, upto) in zip(question.bands, pairwise(ends), strict=True)
        if (low is None or upto is None or upto >= low) and (high is None or after is None or after < high)
    ]
    return Fraction(max(within, default=Decimal(0)))


def _clamp(place: Fraction, low: Fraction | None, high: Fraction | None) -> Fraction:
    if low is not None and place < low:
        return low
    return high if high is not None and place > high else place
