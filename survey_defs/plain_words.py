"""What the models refuse, said in plain words with the way to mend it."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic_core import ErrorDetails

from survey_defs import kinds
from survey_defs.problems import Path
from survey_defs.whereabouts import CURVES, KINDS, at, keys_of, model_at, real_path

Found = tuple[Path, str, str]

_LIMITS = {"greater_than_equal": ("ge", "at least"), "less_than_equal": ("le", "at most"),
           "greater_than": ("gt", "more than"), "less_than": ("lt", "less than")}  # fmt: skip
_SAID: dict[str, tuple[str, str]] = {
    "text": ("{name} must be words.", "Write it as text, or as one text for each language: `{{en: …}}`."),
    "string_type": ("{name} must be text.", "Put it in quotes if it looks like a number or true/false."),
    "string_too_short": ("{name} is empty.", "Write something, or take the line out."),
    "string_too_long": ("{name} is too long.", "Use at most 64 characters."),
    "exact": ("{name} must be a number.", "Write a plain number such as 3 or 0.5, without quotes."),
    "quantity": ("{name} must be a number, a time or a date.", "Write 30, 08:30 or 2026-11-05."),
    "whole": ("{name} must be a whole number.", "Write a number such as 300, without quotes."),
    "bool_type": (
        "{name} must be true or false.",
        "In YAML 1.2 `yes` and `no` are words: write true or false.",
    ),
    "tuple_type": ("{name} must be a list.", "Write its entries in brackets: `[…, …]`."),
    "too_short": ("{name} has too few entries.", "Give at least {least}."),
    "too_long": ("{name} has too many entries.", "Give at most {most}."),
    "dict_type": ("{name} must be a mapping.", "Write it as `name: value` pairs."),
    "mapping_type": ("{name} must be a mapping.", "Write it as `name: value` pairs."),
    "model_type": ("{name} must be a mapping.", "Write it as `name: value` pairs."),
    "model_attributes_type": ("{name} must be a mapping.", "Write it as `name: value` pairs."),
}
_PATTERNS = {
    "slug": "Use small letters, digits and single hyphens, like coffee-shop.",
    "currency": "Use the three capital letters of the currency, like EUR.",
}
_KEY_FORM = "Start with a letter; then letters, digits, `_`, `-` or `.`; at most 64 characters."


def explain(errors: Iterable[ErrorDetails], data: object) -> Iterator[Found]:
    """Each of pydantic's errors as path in the file, message and mend."""
    for error in errors:
        path = real_path(error["loc"], data)
        message, mend = _explain_one(error, path, data)
        yield path, message, mend


def _explain_one(error: ErrorDetails, path: Path, data: object) -> tuple[str, str]:
    kind, ctx = error["type"], error.get("ctx", {})
    match kind:
        case "extra_forbidden":
            return _unknown_key(path, data)
        case "missing":
            return _missing(path)
        case "union_tag_invalid" | "literal_error":
            return _no_such_word(path, data, ctx)
        case "union_tag_not_found":
            return _untold(path)
    return _misfit(_name(path), str(path[-1]) if path else "", error)


def _misfit(name: str, key: str, error: ErrorDetails) -> tuple[str, str]:
    """A value of the wrong type, form or size."""
    kind, ctx = error["type"], error.get("ctx", {})
    if kind == "string_pattern_mismatch":
        return f"{name} has a form that cannot be used.", _PATTERNS.get(key, _KEY_FORM)
    if kind in _LIMITS:
        limit, words = _LIMITS[kind]
        return f"{name} must be {words} {ctx[limit]}.", f"Write a number that is {words} {ctx[limit]}."
    message, mend = _SAID.get(kind, ("{name} cannot be used.", "{said}."))
    facts = {
        "name": name,
        "least": ctx.get("min_length"),
        "most": ctx.get("max_length"),
        "said": error["msg"],
    }
    return message.format(**facts), mend.format(**facts)


def _untold(path: Path) -> tuple[str, str]:
    """A question without its type, or a finish without its curve."""
    word, known = ("curve", list(CURVES)) if path[-1:] == ("finish",) else ("type", list(KINDS))
    return f"`{word}` is missing.", f"Add `{word}:`, one of {_list(known)}."


def _name(path: Path) -> str:
    named = next((part for part in reversed(path) if isinstance(part, str)), "")
    if not path:
        return "This"
    return f"`{named}`" if isinstance(path[-1], str) else f"Entry {int(path[-1]) + 1} of `{named}`"


def _missing(path: Path) -> tuple[str, str]:
    if isinstance(path[-1], int):
        return f"{_name(path)} is missing.", "Give one entry more."
    return f"`{path[-1]}` is missing.", f"Add `{path[-1]}:` here."


def _unknown_key(path: Path, data: object) -> tuple[str, str]:
    key, model = str(path[-1]), model_at(path[:-1], data)
    known = keys_of(model)
    if issubclass(model, kinds.Asked) and any(key in keys_of(other) for other in KINDS.values()):
        return (
            f"A `{at(path[:-1], data)['type']}` question has no `{key}`.",
            "Take it out, or choose another type.",
        )
    if near := difflib.get_close_matches(key, known, 1):
        return f"Unknown key `{key}`.", f"Did you mean `{near[0]}`?"
    return f"Unknown key `{key}`.", f"Take it out; what may stand here: {_list(known)}."


def _no_such_word(path: Path, data: object, ctx: Mapping[str, Any]) -> tuple[str, str]:
    if "tag" in ctx:
        key = "curve" if path[-1] == "finish" else "type"
        value, known = ctx["tag"], list(CURVES if key == "curve" else KINDS)
    else:
        key, value = str(path[-1]), at(path, data)
        known = [word.strip("' ") for word in ctx["expected"].replace(" or ", ", ").split(",")]
    near = difflib.get_close_matches(str(value), known, 1)
    mend = f"Did you mean `{near[0]}`?" if near else f"Use one of {_list(known)}."
    return f"`{key}` cannot be `{str(value)[:60]}`.", mend


def _list(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)
