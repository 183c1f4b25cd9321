"""Each question by itself: its options, marks, bounds and bands."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from survey_defs.kinds import Choice, Choices, Measured, Photo, Question, Scale
from survey_defs.plain_words import Found
from survey_defs.possible import bound, options_of, states_of, words_of
from survey_defs.problems import Path
from survey_defs.values import STATES

_FORM = {
    "number": "Write a number with at most 15 digits before the point and 6 after.",
    "money": "Write an amount such as 4.50.",
    "duration": "Write whole seconds, such as 90.",
    "time": "Write a time such as 08:30.",
    "date": "Write a date such as 2026-11-05.",
}


def check(path: Path, question: Question) -> Iterator[Found]:
    """Every problem of one question as (path, message, mend)."""
    yield from option_keys(path, question)
    yield from comments(path, question)
    yield from critical_is_scored(path, question)
    match question:
        case Choice() | Choices():
            yield from option_marks(path, question)
        case Scale():
            yield from scale_marks(path, question)
        case Measured():
            yield from measures(path, question)
        case Photo() if question.min > question.max:
            yield (*path, "min"), "`min` is more than `max`.", "Swap them, or raise `max`."
    if question.type == "note" and question.required:
        yield (*path, "required"), "A note has nothing to answer, so it cannot be required.", "Take it out."


def option_keys(path: Path, question: Question) -> Iterator[Found]:
    """Keys are told apart from each other and from the words for states."""
    field = "scale" if isinstance(question, Scale) else "options"
    seen: set[str] = set()
    for index, option in enumerate(options_of(question)):
        here = (*path, field, index, "key")
        if option.key in STATES:
            yield here, f"`{option.key}` is the name of a state.", "Give the option another key."
        if option.key in seen:
            yield here, f"`{option.key}` is the key of more than one option.", "Give each option its own key."
        seen.add(option.key)


def comments(path: Path, question: Question) -> Iterator[Found]:
    """`comment_on` names values and states that can be answered."""
    possible = (*words_of(question), *states_of(question))
    for index, word in enumerate(question.comment_on):
        if word not in possible:
            mend = f"Possible here: {', '.join(possible)}." if possible else "Take `comment_on` out."
            yield (*path, "comment_on", index), f"`{word}` can never be the answer.", mend


def critical_is_scored(path: Path, question: Question) -> Iterator[Found]:
    if getattr(question, "critical", None) is not None and not question.scored:
        yield (*path, "critical"), "Only a question with points can be critical.", "Give it `points`."


def option_marks(path: Path, question: Choice | Choices) -> Iterator[Found]:
    """A scored choice has a mark for every option; only `choices` may take marks away."""
    marks = [option.mark for option in question.options]
    for index, mark in enumerate(marks):
        here = (*path, "options", index)
        if mark is None and question.scored:
            yield here, f"Option `{question.options[index].key}` has no mark.", "Add `mark:`, from 0 to 1."
        if mark is not None and mark < 0 and isinstance(question, Choice):
            said = "A mark under 0 makes sense only where several may be ticked."
            yield (*here, "mark"), said, "Use 0 for the worst option."
    if question.scored and None not in marks and not any(mark is not None and mark > 0 for mark in marks):
        yield (
            (*path, "options"),
            "No option has a mark above 0, so nobody can earn points.",
            "Give the best one 1.",
        )


def scale_marks(path: Path, question: Scale) -> Iterator[Found]:
    """A scale has marks on all of its points or on none."""
    marks = [option.mark for option in question.scale if option.mark is not None]
    here = (*path, "scale")
    if marks and len(marks) < len(question.scale):
        yield here, "Some points of the scale have a mark and some have none.", "Mark all of them or none."
    elif any(mark < 0 for mark in marks):
        yield here, "The marks of a scale lie between 0 and 1.", "Use 0 for the worst point."
    elif question.scored and set(marks) == {Decimal(question.reverse)}:
        yield here, "No point of the scale earns anything.", "Give its points different marks."


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
            yield here, f"`{value}` does not suit a {question.type} question.", _FORM[question.type]


def _in_order(path: Path, question: Measured) -> Iterator[Found]:
    if _place(question, question.min, -1) > _place(question, question.max, 1):
        yield (*path, "min"), "`min` is more than `max`.", "Swap them."
    if question.good is not None and question.good == question.bad:
        yield (
            (*path, "good"),
            "`good` and `bad` are the same.",
            "Move them apart: `good` earns 1, `bad` earns 0.",
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
        yield here, "The last band ends, so larger values have no mark.", "Leave `upto` out of the last band."
    if any(band.upto is None for band in bands[:-1]):
        yield here, "Only the last band may be without `upto`.", "Give the others an `upto`."
        return
    ends = [bound(question, band.upto) for band in bands if band.upto is not None]
    if any(low >= high for low, high in pairwise(ends)):
        yield here, "Bands must rise: each `upto` above the one before.", "Put them in order; no two alike."


def _one_way_to_mark(path: Path, question: Measured) -> Iterator[Found]:
    anchors = [name for name in ("good", "bad") if getattr(question, name) is not None]
    if question.bands and anchors:
        yield (*path, "bands"), "Bands and anchors (`good`, `bad`) are both given.", "Keep one of the two."
    elif len(anchors) == 1:
        yield (*path, anchors[0]), "`good` and `bad` go together.", "Give both, or use `bands`."
    elif question.scored and not question.bands and not anchors:
        said = "It has points but nothing says which answers earn them."
        yield (*path, "points"), said, "Add `bands:`, or the anchors `good:` and `bad:`."
    elif question.scored and question.bands and not any(band.mark for band in question.bands):
        yield (
            (*path, "bands"),
            "No band has a mark above 0, so nobody can earn points.",
            "Give the best one 1.",
        )
