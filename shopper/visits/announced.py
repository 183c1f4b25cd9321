"""The photos that a report names: each may come in before it, with it, or hours later."""

from collections.abc import Iterable, Mapping
from typing import Any, TypedDict

from survey_defs import QuestionSet
from survey_defs.kinds import Photo


class Announced(TypedDict):
    """A photo in its place, by the name it is sent under."""

    question: str
    index: int
    sha256: str


def announced(
    definition: QuestionSet, answers: Mapping[str, Any], evidence: Iterable[Announced] = ()
) -> list[Announced]:
    """The photos that are declared, then those that only the answers name, each once."""
    found = {(one["question"], one["sha256"]): one for one in evidence}
    for question in definition.by_key.values():
        if isinstance(question, Photo):
            for index, sha256 in enumerate((answers.get(question.key) or {}).get("value") or []):
                one = Announced(question=question.key, index=index, sha256=sha256)
                found.setdefault((question.key, sha256), one)
    return list(found.values())


def has_photos(definition: QuestionSet) -> bool:
    """Whether any question asks for one."""
    return any(isinstance(question, Photo) for question in definition.by_key.values())
