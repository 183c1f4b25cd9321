"""A question as the inputs of its form, and back."""

from collections.abc import Callable, Sequence
from typing import Any

from shopper.form_parts import tidy
from shopper.question_sets.building import rows
from shopper.question_sets.building.conditions import condition_in, condition_out
from shopper.question_sets.building.values import Posted, number, shown, text_in, text_out
from survey_defs.editing import Data
from survey_defs.editing.questions import FIRST_FIELDS
from survey_defs.text import MOMENTUM_TEXT, RECOMMEND_TEXT
from survey_defs.whereabouts import KINDS

TYPES = tuple(KINDS)
NUMBERS = ("points", "min", "max", "good", "bad")
THREE_WAY = ("na", "required")
TICKS = ("nobody", "reverse")
OWN_WORDS = {"momentum": MOMENTUM_TEXT, "recommend": RECOMMEND_TEXT}
_DEFAULT: dict[str, Any] = {"points": 0}


def takes(type_: str) -> set[str]:
    """The names of what a question of this type may say."""
    model = KINDS.get(type_, KINDS["note"])
    return {field.alias or name for name, field in model.model_fields.items()}


def question_out(question: Data, languages: Sequence[str]) -> dict[str, str]:
    """Every input of the question's form by its name."""
    text = question.get("text") or OWN_WORDS.get(shown(question.get("type")))
    made = {"type": shown(question.get("type")), "p": shown(question.get("p"))}
    made |= text_out(text, "text", languages) | text_out(question.get("hint"), "hint", languages)
    made |= text_out(question.get("unit"), "unit", languages)
    made |= {name: shown(question.get(name)) for name in (*NUMBERS, *THREE_WAY, *TICKS)}
    made["comment_on"] = " ".join(map(str, question.get("comment_on") or ()))
    made |= _critical_out(question.get("critical")) | _stamps_out(question.get("from_stamps"))
    made |= rows.options_out(question.get("options") or question.get("scale"), languages)
    return made | rows.bands_out(question.get("bands")) | condition_out(question.get("show_if"))


def _critical_out(critical: Any) -> dict[str, str]:
    given = {"at": 0} if critical == "fail" else critical if isinstance(critical, dict) else {}
    at = 0 if given.get("at") == "fail" else given.get("at")
    return {"critical.at": shown(at), "critical.below": shown(given.get("below"))}


def _stamps_out(stamps: Any) -> dict[str, str]:
    pair = list(stamps) if isinstance(stamps, list | tuple) else []
    return {f"stamps.{at}": shown(pair[at] if at < len(pair) else "") for at in (0, 1)}


def question_in(posted: Posted, languages: Sequence[str], data: Data) -> Data:
    """What the form says, without the key: only what a question of its type may say."""
    type_ = posted.get("type", "note")
    found: Data = {"type": type_}
    for name, read in _READERS.items():
        value = read(posted, languages)
        if value not in (None, "", []) and value != _DEFAULT.get(name):
            found[name] = value
    condition = condition_in(posted, data)
    if condition is not None:
        found["show_if"] = condition
    found["scale" if type_ == "scale" else "options"] = rows.options_in(posted, languages)
    return _of_type(found, type_)


def _of_type(found: Data, type_: str) -> Data:
    """Without what the type does not know, with what it cannot do without."""
    kept = {name: value for name, value in found.items() if name in takes(type_) and value != []}
    if type_ in OWN_WORDS and kept.get("text") == OWN_WORDS[type_]:
        del kept["text"]
    first = FIRST_FIELDS.get(type_, {})
    needed: Data = {name: value for name, value in first.items() if name in ("options", "scale")}
    return {"text": "", **needed, **kept} if type_ not in OWN_WORDS else {**needed, **kept}


def _critical_in(posted: Posted, _: Sequence[str]) -> Any:
    at, below = number(posted.get("critical.at", "")), number(posted.get("critical.below", ""))
    if at == "":
        return None
    return {"at": at, **({} if below in ("", 1) else {"below": below})}


def _stamps_in(posted: Posted, _: Sequence[str]) -> Any:
    pair = [tidy(posted.get(f"stamps.{at}")) for at in (0, 1)]
    return pair if any(pair) else None


def _number(name: str) -> Callable[[Posted, Sequence[str]], Any]:
    return lambda posted, _: rows.point(posted.get(name, ""))


def _three(name: str) -> Callable[[Posted, Sequence[str]], Any]:
    return lambda posted, _: {"true": True, "false": False}.get(posted.get(name, ""))


def _tick(name: str) -> Callable[[Posted, Sequence[str]], Any]:
    return lambda posted, _: True if posted.get(name) == "true" else None


def _text(name: str) -> Callable[[Posted, Sequence[str]], Any]:
    return lambda posted, languages: text_in(posted, name, languages)


_READERS: dict[str, Callable[[Posted, Sequence[str]], Any]] = {
    "text": _text("text"),
    "hint": _text("hint"),
    "unit": _text("unit"),
    "p": lambda posted, _: posted.get("p"),
    **{name: _number(name) for name in NUMBERS},
    **{name: _three(name) for name in THREE_WAY},
    **{name: _tick(name) for name in TICKS},
    "comment_on": lambda posted, _: posted.get("comment_on", "").split(),
    "critical": _critical_in,
    "from_stamps": _stamps_in,
    "bands": lambda posted, _: rows.bands_in(posted),
}


def canonical(question: Data, languages: Sequence[str], data: Data) -> Data:
    """The question as its own form would give it back, so that only real changes count as such."""
    return question_in(question_out(question, languages), languages, data)
