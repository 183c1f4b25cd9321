"""Each question by itself: its options, marks, bounds and bands."""

from collections.abc import Iterator
from decimal import Decimal

from survey_defs import check_measures
from survey_defs.kinds import Choice, Choices, Measured, Photo, Question, Scale
from survey_defs.plain_words import Found
from survey_defs.possible import options_of, states_of, words_of
from survey_defs.problems import Path
from survey_defs.sentence import N_, Sentence
from survey_defs.values import STATES


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
            yield from check_measures.measures(path, question)
        case Photo() if question.min > question.max:
            yield (*path, "min"), N_("`min` is more than `max`."), N_("Swap them, or raise `max`.")
    if question.type == "note" and question.required:
        yield (
            (*path, "required"),
            N_("A note has nothing to answer, so it cannot be required."),
            N_("Take it out."),
        )


def option_keys(path: Path, question: Question) -> Iterator[Found]:
    """Keys are told apart from each other and from the words for states."""
    field = "scale" if isinstance(question, Scale) else "options"
    seen: set[str] = set()
    for index, option in enumerate(options_of(question)):
        here = (*path, field, index, "key")
        if option.key in STATES:
            yield (
                here,
                Sentence("`%(key)s` is the name of a state.", key=option.key),
                N_("Give the option another key."),
            )
        if option.key in seen:
            yield (
                here,
                Sentence("`%(key)s` is the key of more than one option.", key=option.key),
                N_("Give each option its own key."),
            )
        seen.add(option.key)


def comments(path: Path, question: Question) -> Iterator[Found]:
    """`comment_on` names values and states that can be answered."""
    possible = (*words_of(question), *states_of(question))
    for index, word in enumerate(question.comment_on):
        if word not in possible:
            mend = (
                Sentence("Possible here: %(known)s.", known=", ".join(possible))
                if possible
                else N_("Take `comment_on` out.")
            )
            yield (
                (*path, "comment_on", index),
                Sentence("`%(word)s` can never be the answer.", word=word),
                mend,
            )


def critical_is_scored(path: Path, question: Question) -> Iterator[Found]:
    if getattr(question, "critical", None) is not None and not question.scored:
        yield (*path, "critical"), N_("Only a question with points can be critical."), N_("Give it `points`.")


def option_marks(path: Path, question: Choice | Choices) -> Iterator[Found]:
    """A scored choice has a mark for every option; only `choices` may take marks away."""
    marks = [option.mark for option in question.options]
    for index, mark in enumerate(marks):
        here = (*path, "options", index)
        if mark is None and question.scored:
            yield (
                here,
                Sentence("Option `%(option)s` has no mark.", option=question.options[index].key),
                N_("Add `mark:`, from 0 to 1."),
            )
        if mark is not None and mark < 0 and isinstance(question, Choice):
            said = N_("A mark under 0 makes sense only where several may be ticked.")
            yield (*here, "mark"), said, N_("Use 0 for the worst option.")
    if question.scored and None not in marks and not any(mark is not None and mark > 0 for mark in marks):
        yield (
            (*path, "options"),
            N_("No option has a mark above 0, so nobody can earn points."),
            N_("Give the best one 1."),
        )


def scale_marks(path: Path, question: Scale) -> Iterator[Found]:
    """A scale has marks on all of its points or on none."""
    marks = [option.mark for option in question.scale if option.mark is not None]
    here = (*path, "scale")
    if marks and len(marks) < len(question.scale):
        yield (
            here,
            N_("Some points of the scale have a mark and some have none."),
            N_("Mark all of them or none."),
        )
    elif any(mark < 0 for mark in marks):
        yield here, N_("The marks of a scale lie between 0 and 1."), N_("Use 0 for the worst point.")
    elif question.scored and set(marks) == {Decimal(question.reverse)}:
        yield here, N_("No point of the scale earns anything."), N_("Give its points different marks.")
