"""One rule for each kind of question: its values in the form in which they are stored.

Every rule takes the question and what was given, and returns the canonical value or raises `Wrong`.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from survey_defs.answer_problems import Wrong
from survey_defs.kinds import Measured, Moment, Photo, Question, Written
from survey_defs.possible import RECOMMEND, bound, words_of
from survey_defs.values import decimal_text, position

MAX_COMMENT = 2000
MAX_SECONDS = 31 * 24 * 3600

_SHA256 = re.compile(r"[0-9a-f]{64}")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_PLACE = {"lat": 90, "lon": 180, "accuracy_m": 10_000_000}


def canonical_value(question: Question, given: Any) -> Any:
    """`given` in the form in which it is stored; raises `Wrong` where it cannot be an answer."""
    return RULES[question.type](question, given)


def clean_text(given: object, most: int) -> str:
    """NFC with plain line ends, at most `most` characters, nothing unprintable, not blank."""
    if not isinstance(given, str):
        raise Wrong("not_text")
    text = unicodedata.normalize("NFC", given.replace("\r\n", "\n").replace("\r", "\n"))
    if found := _UNPRINTABLE.search(text):
        raise Wrong("unprintable", character=f"U+{ord(found[0]):04X}")
    if not text.strip():
        raise Wrong("blank")
    if len(text) > most:
        raise Wrong("too_long", max=most, length=len(text))
    return text


def _word(question: Question, given: object) -> str:
    if not isinstance(given, str):
        raise Wrong("unreadable")
    if given not in words_of(question):
        raise Wrong("not_an_option", given=given)
    return given


def _words(question: Question, given: object) -> list[str]:
    """In the order of the options, each once."""
    if not isinstance(given, list | tuple | set | frozenset):
        raise Wrong("unreadable")
    ticked = {_word(question, one) for one in given}
    if not ticked:
        raise Wrong("none_chosen")
    return [word for word in words_of(question) if word in ticked]


def _decimal(question: Question, given: object) -> str:
    try:
        if isinstance(given, bool) or not isinstance(given, str | int | Decimal):
            raise ValueError
        text = decimal_text(given.strip() if isinstance(given, str) else given)
    except (ValueError, ArithmeticError) as error:
        raise Wrong("not_a_number") from error
    return str(_within(question, text))


def _seconds(question: Question, given: object) -> int:
    seconds = whole(given)
    if seconds is None or seconds < 0:
        raise Wrong("not_seconds")
    if seconds > MAX_SECONDS:
        raise Wrong("too_large", max=MAX_SECONDS)
    return int(_within(question, seconds))


def whole(given: object) -> int | None:
    """A whole number as JSON may send it (9 or 9.0, never true); None for anything else."""
    if isinstance(given, bool) or not isinstance(given, int | float | Decimal):
        return None
    if isinstance(given, int):
        return given
    return int(given) if math.isfinite(given) and given % 1 == 0 else None


def _clock(question: Question, given: object) -> str:
    return _placed(question, given, "not_a_time")


def _calendar(question: Question, given: object) -> str:
    return _placed(question, given, "not_a_date")


def _placed(question: Question, given: object, code: str) -> str:
    if not isinstance(given, str):
        raise Wrong(code)
    try:
        position(question.type, given)
    except ValueError as error:
        raise Wrong(code) from error
    return str(_within(question, given))


def _within(question: Question, value: str | int) -> str | int:
    """`value`, where it lies between the question's own bounds."""
    assert isinstance(question, Measured)  # noqa: S101 - only measured kinds have these rules
    here = position(question.type, value)
    if question.min is not None and here < bound(question, question.min):
        raise Wrong("too_small", min=_said(question.min))
    if question.max is not None and here > bound(question, question.max):
        raise Wrong("too_large", max=_said(question.max))
    return value


def _said(limit: Decimal | str) -> str:
    return limit if isinstance(limit, str) else decimal_text(limit)


def _recommend(_: Question, given: object) -> int:
    if (number := whole(given)) not in RECOMMEND or number is None:
        raise Wrong("not_0_to_10")
    return number


def _text(question: Question, given: object) -> str:
    assert isinstance(question, Written | Moment)  # noqa: S101 - see RULES
    return clean_text(given, question.max)


def _photos(question: Question, given: object) -> list[str]:
    assert isinstance(question, Photo)  # noqa: S101 - see RULES
    if not isinstance(given, list | tuple):
        raise Wrong("not_photos")
    if not all(isinstance(one, str) and _SHA256.fullmatch(one) for one in given):
        raise Wrong("not_photos")
    photos = list(dict.fromkeys(given))
    if len(photos) < max(1, question.min):
        raise Wrong("too_few_photos", min=max(1, question.min))
    if len(photos) > question.max:
        raise Wrong("too_many_photos", max=question.max)
    return photos


def _place(_: Question, given: object) -> dict[str, float]:
    if not isinstance(given, Mapping) or set(given) != set(_PLACE):
        raise Wrong("not_a_place")
    return {name: _coordinate(given[name], limit, name) for name, limit in _PLACE.items()}


def _coordinate(given: object, limit: int, name: str) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float | Decimal):
        raise Wrong("not_a_place")
    if not (0 if name == "accuracy_m" else -limit) <= given <= limit:
        raise Wrong("not_a_place")
    return float(given) + 0.0


def _nothing(_: Question, __: object) -> None:
    raise Wrong("nothing_to_answer")


RULES: dict[str, Callable[[Question, Any], Any]] = {
    "yes_no": _word, "choice": _word, "scale": _word, "momentum": _word, "choices": _words,
    "number": _decimal, "money": _decimal, "duration": _seconds, "time": _clock, "date": _calendar,
    "text": _text, "moment": _text, "photo": _photos, "location": _place, "recommend": _recommend,
    "note": _nothing,
}  # fmt: skip
