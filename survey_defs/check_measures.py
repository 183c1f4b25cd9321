"""Measured questions: bounds, bands and anchors that suit the kind, stand in order and leave no hole."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from survey_defs.kinds import Measured
from survey_defs.plain_words import Found
from survey_defs.possible import bound
from survey_defs.problems import Path
from survey_defs.sentence import N_, Sentence

_FORM = {
    "number": N_("Write a number with at most 15 digits before the point and 6 after."),
    "money": N_("Write an amount such as 4.50."),
    "duration": N_("Write whole seconds, such as 90."),
    "time": N_("Write a time such as 08:30."),
    "date": N_("Write a date such as 2026-11-05."),
}


def measures(path: Path, question: Measured) -> Iterator[Found]:
    """Bounds, bands and anchors suit the kind, stand in order and leave no hole."""
    unsuited = list(_unsuited(path, question))
    yield from unsuited
    if not unsuited:
        yield from _in_order(path, question)
    yield from _one_way_to_mark(path, question)


def _unsuited(path: Path, question: Measured) -> Iterator[Found]:
    given = [((*path, name), getattr(question, name)) for name in ("min", "max", "good", "bad")]
    given += [((*path, "bands", index, "upto"), band.upto) for index, band in enumerate(question.bands)]
    for here, value in given:
        if value is None:
            continue
        try:
            low = bound(question, value) < 0 and question.type == "duration"
        except ValueError:
            low = True
        if low:
            yield (
                here,
                Sentence("`%(value)s` does not suit a %(type)s question.", value=value, type=question.type),
                _FORM[question.type],
            )


def _in_order(path: Path, question: Measured) -> Iterator[Found]:
    if _place(question, question.min, -1) > _place(question, question.max, 1):
        yield (*path, "min"), N_("`min` is more than `max`."), N_("Swap them.")
    if question.good is not None and question.good == question.bad:
        yield (
            (*path, "good"),
            N_("`good` and `bad` are the same."),
            N_("Move them apart: `good` earns 1, `bad` earns 0."),
        )
    yield from _bands_in_order(path, question)


def _place(question: Measured, value: object, side: int) -> tuple[int, Fraction]:
    """Sorts an open end before or after every value."""
    return (side, Fraction(0)) if value is None else (0, bound(question, value))


def _bands_in_order(path: Path, question: Measured) -> Iterator[Found]:
    here, bands = (*path, "bands"), question.bands
    if not bands:
        return
    if bands[-1].upto is not None:
        yield (
            here,
            N_("The last band ends, so larger values have no mark."),
            N_("Leave `upto` out of the last band."),
        )
    if any(band.upto is None for band in bands[:-1]):
        yield here, N_("Only the last band may be without `upto`."), N_("Give the others an `upto`.")
        return
    ends = [bound(question, band.upto) for band in bands if band.upto is not None]
    if any(low >= high for low, high in pairwise(ends)):
        yield (
            here,
            N_("Bands must rise: each `upto` above the one before."),
            N_("Put them in order; no two alike."),
        )


def _one_way_to_mark(path: Path, question: Measured) -> Iterator[Found]:
    anchors = [name for name in ("good", "bad") if getattr(question, name) is not None]
    if question.bands and anchors:
        yield (
            (*path, "bands"),
            N_("Bands and anchors (`good`, `bad`) are both given."),
            N_("Keep one of the two."),
        )
    elif len(anchors) == 1:
        yield (*path, anchors[0]), N_("`good` and `bad` go together."), N_("Give both, or use `bands`.")
    elif question.scored and not question.bands and not anchors:
        said = N_("It has points but nothing says which answers earn them.")
        yield (*path, "points"), said, N_("Add `bands:`, or the anchors `good:` and `bad:`.")
    elif question.scored and question.bands and not any(band.mark for band in question.bands):
        yield (
            (*path, "bands"),
            N_("No band has a mark above 0, so nobody can earn points."),
            N_("Give the best one 1."),
        )
