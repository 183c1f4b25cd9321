"""One question as a row of the sheet survey, and its options as rows of the sheet choices."""

from collections.abc import Mapping
from typing import Any

from survey_defs.formats.cells_out import Row, text_cells
from survey_defs.formats.comparing import Known
from survey_defs.formats.conditions_out import relevant, says_the_same
from survey_defs.formats.native import own_cell
from survey_defs.formats.our_words import FELT, OUR_PHOTO, YES_NO
from survey_defs.kinds import Measured, Question
from survey_defs.possible import options_of, words_of
from survey_defs.values import MOMENTUM, decimal_text

_TYPES = {
    "yes_no": "select_one yes_no", "choice": "select_one {}", "choices": "select_multiple {}",
    "scale": "select_one {}", "number": "decimal", "money": "decimal", "duration": "integer", "time": "time",
    "date": "date", "text": "text", "photo": "image", "location": "geopoint",
    "momentum": "select_one momentum", "moment": "text", "recommend": "range", "note": "note",
}  # fmt: skip
_SAME_IN_FORMS = {
    "yes_no",
    "choice",
    "choices",
    "number",
    "time",
    "date",
    "text",
    "photo",
    "location",
    "note",
}
_ELSEWHERE = {"type", "key", "text", "hint", "show_if", "required", "options", "scale"}
_PARAMETERS = {"recommend": "start=0 end=10 step=1", "photo": OUR_PHOTO}


def question_row(
    question: Question, data: Mapping[str, Any], names: Mapping[str, str], known: Mapping[str, Known], languages: tuple[str, ...]
) -> Row:  # fmt: skip
    """`data` is the question as plain data, what equals a default left out."""
    name = names[question.key]
    row: Row = {"type": _TYPES[question.type].format(name), "name": name}
    row |= text_cells("label", _plain(question.text), languages)
    if "li_label" in row:
        row["li_text"] = row.pop("li_label")
    if question.hint is not None:
        row |= text_cells("hint", _plain(question.hint), languages)
    elsewhere = _ELSEWHERE | ({"min", "max"} if isinstance(question, Measured) else set())
    row |= {f"li_{key}": own_cell(value) for key, value in data.items() if key not in elsewhere}
    looks_yes_no = question.type == "choice" and len(question.options) == 2
    row |= {"li_type": question.type} if looks_yes_no or question.type not in _SAME_IN_FORMS else {}
    row |= {} if name == question.key else {"li_key": question.key}
    row |= {} if question.required is None else {"required": "yes" if question.required else "no"}
    return row | _scored(question) | _bounds(question) | _condition(question, data, names, known)


def _plain(text: Any) -> Any:
    return text if isinstance(text, str) else dict(text)


def _scored(question: Question) -> Row:
    """No points are said where options have marks, so that nobody wonders."""
    marked = any(option.mark is not None for option in options_of(question))
    return {"li_points": "0"} if marked and not question.scored else {}


def _bounds(question: Question) -> Row:
    if question.type in _PARAMETERS:
        return {"parameters": _PARAMETERS[question.type]}
    if not isinstance(question, Measured):
        return {}
    sides = [(">=", question.min), ("<=", question.max)]
    return {"constraint": said} if (said := " and ".join(_bound(question.type, side, value) for side, value in sides if value is not None)) else {}  # fmt: skip


def _bound(kind: str, side: str, value: Any) -> str:
    if kind == "date":
        return f". {side} date('{value}')"
    return f". {side} '{value}'" if kind == "time" else f". {side} {decimal_text(value)}"


def _condition(
    question: Question, data: Mapping[str, Any], names: Mapping[str, str], known: Mapping[str, Known]
) -> Row:
    if question.show_if is None:
        return {}
    text = relevant(question.show_if, names, known)
    same = says_the_same(question.show_if, text, known)
    return {"relevant": text} | ({} if same else {"li_show_if": own_cell(data["show_if"])})


def choice_rows(question: Question, list_name: str, languages: tuple[str, ...]) -> list[Row]:
    """Its own list, for kinds that have one."""
    return [
        {
            "list_name": list_name,
            "name": option.key,
            **text_cells("label", _plain(option.label), languages),
            "score": "" if option.mark is None else decimal_text(option.mark),
        }
        for option in options_of(question)
    ]


def shared_rows(kinds: set[str], languages: tuple[str, ...]) -> list[Row]:
    """The lists that our own words make: yes and no, and what was felt."""
    lists = {"yes_no": YES_NO, "momentum": {key: FELT[key] for key in MOMENTUM}}
    return [
        {"list_name": kind, "name": key, **text_cells("label", _spoken(words, languages), languages)}
        for kind, options in lists.items()
        if kind in kinds
        for key, words in options.items()
    ]


def _spoken(words: Mapping[str, str], languages: tuple[str, ...]) -> Any:
    found = {code: words.get(code, words["en"]) for code in languages}
    return found if len(languages) > 1 else found[languages[0]]


def known_of(question: Question) -> Known:
    """What conditions may ask of it."""
    states = ("does_not_apply",) if question.offers_na else ()
    words = {word: word for word in (*words_of(question), *states)}
    return Known(question.key, question.type, words, whole=question.type in ("duration", "recommend"))
