"""What the columns of a form are for: old spellings, languages and media included, as pyxform reads them."""

import re
from dataclasses import dataclass

from pyxform import aliases
from pyxform.parsing.sheet_headers import process_header
from pyxform.question import MultipleChoiceQuestion, Option

_INSIDE = {"bind", "control", "media", "instance", "body"}
_OURS = {
    "readonly": "read_only",
    "calculate": "calculation",
    "jr:constraintMsg": "constraint_message",
    "jr:requiredMsg": "required_message",
    "jr:count": "repeat_count",
    "list name": "list_name",
    "id_string": "form_id",
    "title": "form_title",
}
_MEDIA = {"image", "audio", "video", "big-image"}
_SPOKEN = {"label", "hint", "guidance_hint", "constraint_message", "required_message"} | _MEDIA
_KNOWN = {
    "survey": (aliases.survey_header, set(MultipleChoiceQuestion.get_slot_names())),
    "choices": (aliases.list_header, set(Option.get_slot_names())),
    "settings": (aliases.settings_header, {"version", "style", "default_language", "name"}),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """The field a column holds and, where words may be said in several, the language as written ("" = none)."""

    field: str
    language: str = ""


def headings(sheet: str, header: dict[int, str]) -> dict[int, Heading]:
    """By column."""
    double = any("::" in words for words in header.values())
    return {column: _heading(sheet, words, double) for column, words in header.items()}


def _heading(sheet: str, words: str, double: bool) -> Heading:
    tidy = re.sub(r"\s+", " ", words.strip())
    if tidy.lower().startswith("li_"):
        return Heading(tidy.lower())
    known, columns = _KNOWN.get(sheet, ({}, set()))
    try:
        _, tokens = process_header(tidy, double, known, columns)
    except (IndexError, TypeError):  # "jr:" and nothing after it
        return Heading(tidy.lower())
    return _field([str(token) for token in tokens])


def _field(tokens: list[str]) -> Heading:
    inside = tokens[1:] if tokens[0] in _INSIDE and len(tokens) > 1 else tokens
    name = _OURS.get(inside[0], inside[0])
    if name.lower() in _SPOKEN:
        return Heading(name.lower(), "::".join(inside[1:]).strip())
    return Heading("::".join([name, *inside[1:]]).lower())
