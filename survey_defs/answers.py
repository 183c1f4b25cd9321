"""Answers as they are stored and sent, and the short form people write in tests and on terminals."""

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from survey_defs.answer_problems import AnswerProblem, AnswersError, Wrong
from survey_defs.canonical import canonical_json
from survey_defs.kinds import Question
from survey_defs.schema import QuestionSet
from survey_defs.values import STATES, decimal_text

WORDS = frozenset({"text", "moment"})
"""Kinds whose short form is always words: `nobody` is then what somebody said."""

_LONG = ("value", "state")
_PARTS = frozenset({"value", "state", "at", "comment"})


@dataclass(frozen=True, slots=True)
class Answer:
    """A value or a state, when it was given (RFC 3339 UTC), and what was said about it."""

    value: Any = None
    state: str | None = None
    at: str | None = None
    comment: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The long form; what is not there is left out."""
        parts = {"value": self.value, "state": self.state, "at": self.at, "comment": self.comment}
        return {name: storable(part) for name, part in parts.items() if part is not None}

    @property
    def is_given(self) -> bool:
        """Whether there is an answer: neither cleared nor empty."""
        return self.state != "cleared" and not (self.value is None and self.state is None)


def read_answers(question_set: QuestionSet, raw: Mapping[str, Any]) -> dict[str, Answer]:
    """Answers in long or short form as records, in journey order; their values are not judged.

    Raises `AnswersError` for unknown questions and for entries without a readable form."""
    problems: list[AnswerProblem] = []
    read: dict[str, Answer] = {}
    for key, entry in raw.items():
        try:
            read[key] = read_answer(known_question(question_set, key), entry)
        except Wrong as wrong:
            problems.append(wrong.about(str(key)))
    if problems:
        raise AnswersError(problems)
    return {key: read[key] for key in question_set.by_key if key in read}


def known_question(question_set: QuestionSet, key: object) -> Question:
    """The question with this key; raises `Wrong`."""
    question = question_set.by_key.get(key) if isinstance(key, str) else None
    if question is None:
        raise Wrong("unknown_question")
    return question


def read_answer(question: Question, entry: object) -> Answer:
    """One entry in long or short form as a record; raises `Wrong` where it is neither."""
    if isinstance(entry, Answer):
        return entry
    if isinstance(entry, Mapping) and any(name in entry for name in _LONG):
        return _long(entry)
    if isinstance(entry, str) and entry in STATES and question.type not in WORDS:
        return Answer(state=entry)
    if entry is None:
        raise Wrong("unreadable")
    return Answer(value=entry)


def _long(entry: Mapping[str, Any]) -> Answer:
    both = all(name in entry for name in _LONG)
    if both or not set(entry) <= _PARTS or any(part is None for part in entry.values()):
        raise Wrong("unreadable")
    return Answer(**entry)


def storable(value: Any) -> Any:
    """The JSON form of a value: NFC text, decimals as text, lists for tuples."""
    match value:
        case str() if not value.isascii():
            return unicodedata.normalize("NFC", value)
        case str() | bool() | int() | float() | None:
            pass
        case Decimal():
            return decimal_text(value)
        case Mapping():
            return {storable(key): storable(one) for key, one in value.items()}
        case list() | tuple():
            return [storable(one) for one in value]
        case Answer():
            return value.to_json()
    return value


def canonical_bytes(answers: Mapping[str, Any]) -> bytes:
    """RFC 8785 of the answers after NFC; equal bytes are the same content."""
    return canonical_json(storable(answers))


def content_hash(answers: Mapping[str, Any]) -> str:
    """SHA-256 of `canonical_bytes`, in hexadecimal."""
    return hashlib.sha256(canonical_bytes(answers)).hexdigest()
