"""Which words are missing in which language: asked before a set is published."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from survey_defs.problems import Path, dotted
from survey_defs.schema import QuestionSet
from survey_defs.sentence import Sentence


@dataclass(frozen=True, slots=True)
class MissingTranslation:
    """`path` as in a problem; `unknown` marks a language that the set does not list."""

    path: str
    language: str
    unknown: bool = False

    @property
    def message(self) -> Sentence:
        """What is wrong, with the next step."""
        if self.unknown:
            return Sentence(
                "“%(language)s” is not one of the set's languages. Add it to `languages:`.",
                language=self.language,
            )
        return Sentence(
            "The words in “%(language)s” are missing. Add `%(language)s:` here.", language=self.language
        )

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


def missing_translations(question_set: QuestionSet) -> tuple[MissingTranslation, ...]:
    """Every text that is not given in exactly the set's languages; empty when all are complete.

    A text given as one plain string is complete only in a set with one language."""
    languages = question_set.languages
    return tuple(gap for path, text in _texts(question_set, ()) for gap in _gaps(path, text, languages))


def _gaps(
    path: Path, text: str | Mapping[str, str], languages: tuple[str, ...]
) -> Iterator[MissingTranslation]:
    given = text if isinstance(text, Mapping) else {languages[0]: text}
    for language in languages:
        if language not in given:
            yield MissingTranslation(dotted(path), language)
    for language in given:
        if language not in languages:
            yield MissingTranslation(dotted(path), language, unknown=True)


def _texts(part: Any, path: Path) -> Iterator[tuple[Path, str | Mapping[str, str]]]:
    """Every text that was written in the file; wording we add ourselves is the pages' to translate."""
    if isinstance(part, BaseModel):
        for name in (name for name in type(part).model_fields if name in part.model_fields_set):
            value = getattr(part, name)
            if name in {"text", "title", "label", "hint", "scenario", "unit"} and value is not None:
                yield (*path, name), value
            else:
                yield from _texts(value, (*path, name))
    elif isinstance(part, tuple):
        for index, one in enumerate(part):
            yield from _texts(one, (*path, index))
