"""One rule for each kind of question: its values in the form in which they are stored.

Every rule takes the question and what was given, and returns the canonical value or raises `Wrong`.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from survey_defs import measured_rules
from survey_defs.answer_problems import Wrong
from survey_defs.kinds import Moment, Photo, Question, Written
from survey_defs.measured_rules import whole
from survey_defs.possible import RECOMMEND, words_of

MAX_COMMENT = 2000

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


def _recommend(_: Question, given: object) -> int:
    if (number := whole(given)) not in RECOMMEND or number is None:
        raise Wrong("not_0_to_10")
    return number


def _text(question: Written | Moment, given: object) -> str:
    return clean_text(given, question.max)


def _photos(question: Photo, given: object) -> list[str]:
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


RULES: dict[str, Callable[[Any, Any], Any]] = {
    "yes_no": _word, "choice": _word, "scale": _word, "momentum": _word, "choices": _words,
    "number": measured_rules.decimal, "money": measured_rules.decimal, "duration": measured_rules.seconds, "time": measured_rules.clock, "date": measured_rules.calendar,
    "text": _text, "moment": _text, "photo": _photos, "location": _place, "recommend": _recommend,
    "note": _nothing,
}  # fmt: skip
