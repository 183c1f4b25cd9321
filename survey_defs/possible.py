"""What may be answered to a question: its words, its states, its bounds."""

from decimal import Decimal
from fractions import Fraction

from survey_defs.kinds import Asked, Choice, Choices, Measured, Momentum, Option, Question, Scale, YesNo
from survey_defs.values import MEASURED, MOMENTUM, position

YES_NO = ("yes", "no")
RECOMMEND = range(11)

_VALUE_OPERATORS = {"is", "is_not", "in", "answered"}
_ORDERED = {*_VALUE_OPERATORS, "at_least", "at_most"}


def options_of(question: Question) -> tuple[Option, ...]:
    """The worded options of a choice, choices or scale question; none for other kinds."""
    match question:
        case Choice() | Choices():
            return question.options
        case Scale():
            return question.scale
    return ()


def words_of(question: Question) -> tuple[str, ...]:
    """The words an answer is made of, in order; empty where an answer is not one of fixed words."""
    match question:
        case YesNo():
            return YES_NO
        case Momentum():
            return MOMENTUM
    return tuple(option.key for option in options_of(question))


def states_of(question: Asked) -> tuple[str, ...]:
    """The states a shopper may choose instead of a value, `cleared` apart."""
    offered = {
        "does_not_apply": question.offers_na,
        "nobody": question.nobody,
        "not_observed": question.scored,
    }
    return tuple(state for state, is_offered in offered.items() if is_offered)


def operators_of(question: Question) -> frozenset[str]:
    """The operators a condition may use on this kind of question."""
    if question.type == "note":
        return frozenset()
    if question.type == "choices":
        return frozenset({"includes", "answered", "is", "is_not", "in"})
    if question.type in MEASURED | {"scale", "recommend"}:
        return frozenset(_ORDERED)
    return frozenset(_VALUE_OPERATORS if words_of(question) or states_of(question) else {"answered"})


def bound(question: Measured, value: object) -> Fraction:
    """The position of a bound, band or anchor; ValueError where it does not suit the kind."""
    if not isinstance(value, str | Decimal) or isinstance(value, str) != (question.type in {"time", "date"}):
        raise ValueError(f"{value!r} does not suit {question.type}")
    return position(question.type, value)
