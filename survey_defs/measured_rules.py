"""The rules of `value_rules` for quantities: exact, in one form, and within the question's bounds."""

import math
from decimal import Decimal

from survey_defs.answer_problems import Wrong
from survey_defs.kinds import Measured
from survey_defs.possible import bound
from survey_defs.values import decimal_text, position

MAX_SECONDS = 31 * 24 * 3600


def decimal(question: Measured, given: object) -> str:
    try:
        if isinstance(given, bool) or not isinstance(given, str | int | Decimal):
            raise ValueError
        text = decimal_text(given.strip() if isinstance(given, str) else given)
    except (ValueError, ArithmeticError) as error:
        raise Wrong("not_a_number") from error
    return str(_within(question, text))


def seconds(question: Measured, given: object) -> int:
    seconds = whole(given)
    if seconds is None or seconds < 0:
        raise Wrong("not_seconds")
    if seconds > MAX_SECONDS:
        raise Wrong("too_large", max=MAX_SECONDS)
    return int(_within(question, seconds))


def clock(question: Measured, given: object) -> str:
    return _placed(question, given, "not_a_time")


def calendar(question: Measured, given: object) -> str:
    return _placed(question, given, "not_a_date")


def _placed(question: Measured, given: object, code: str) -> str:
    if not isinstance(given, str):
        raise Wrong(code)
    try:
        position(question.type, given)
    except ValueError as error:
        raise Wrong(code) from error
    return str(_within(question, given))


def _within(question: Measured, value: str | int) -> str | int:
    """`value`, where it lies between the question's own bounds."""
    here = position(question.type, value)
    if question.min is not None and here < bound(question, question.min):
        raise Wrong("too_small", min=_said(question.min))
    if question.max is not None and here > bound(question, question.max):
        raise Wrong("too_large", max=_said(question.max))
    return value


def _said(limit: Decimal | str) -> str:
    return limit if isinstance(limit, str) else decimal_text(limit)


def whole(given: object) -> int | None:
    """A whole number as JSON may send it (9 or 9.0, never true); None for anything else."""
    if isinstance(given, bool) or not isinstance(given, int | float | Decimal):
        return None
    if isinstance(given, int):
        return given
    return int(given) if math.isfinite(given) and given % 1 == 0 else None
