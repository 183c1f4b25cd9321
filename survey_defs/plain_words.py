"""What the models refuse, said in plain words with the way to mend it."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from survey_defs import conditions, kinds, schema, score_settings
from survey_defs.problems import Path

Found = tuple[Path, str, str]

KINDS: dict[str, type[kinds.Asked]] = {
    get_args(model.model_fields["type"].annotation)[0]: model
    for model in get_args(get_args(kinds.Question)[0])
}  # fmt: skip
CURVES: dict[str, type[BaseModel]] = {
    "share": score_settings.Share, "geometric": score_settings.Geometric, "linear": score_settings.Linear,
}  # fmt: skip
SHAPES: dict[str, type[BaseModel]] = {
    "AllOf": conditions.AllOf, "AnyOf": conditions.AnyOf, "Not": conditions.Not, "Compare": conditions.Compare,
}  # fmt: skip
_INSIDE: dict[str, type[BaseModel]] = {
    "touchpoints": schema.Touchpoint, "options": kinds.Option, "scale": kinds.Option, "bands": kinds.Band,
    "critical": kinds.Critical, "scoring": score_settings.ScoreSettings,
    "outcome": score_settings.OutcomeLimits, "momentum": score_settings.MomentumLimits,
}  # fmt: skip

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


def real_path(loc: tuple[str | int, ...], data: object) -> Path:
    """pydantic's location without the names of union members, which no file contains."""
    path: Path = ()
    skip = False
    for part in loc:
        if skip or (part in SHAPES and "show_if" in path):
            skip = False
            continue
        path = (*path, part)
        skip = part == "finish" or path[-2:-1] == ("questions",)
    return path[:-1] if path[-1:] == ("[key]",) else path


def at(path: Path, data: Any) -> Any:
    """What stands at `path`; None where nothing does."""
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data


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
    key, model = str(path[-1]), _model_at(path[:-1], data)
    known = _keys(model)
    if issubclass(model, kinds.Asked) and any(key in _keys(other) for other in KINDS.values()):
        return (
            f"A `{at(path[:-1], data)['type']}` question has no `{key}`.",
            "Take it out, or choose another type.",
        )
    if near := difflib.get_close_matches(key, known, 1):
        return f"Unknown key `{key}`.", f"Did you mean `{near[0]}`?"
    return f"Unknown key `{key}`.", f"Take it out; what may stand here: {_list(known)}."


def _keys(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_at(path: Path, data: object) -> type[BaseModel]:
    here = at(path, data)
    given: Mapping[str, Any] = here if isinstance(here, dict) else {}
    named = next((part for part in reversed(path) if isinstance(part, str)), "")
    if "show_if" in path:
        return SHAPES[conditions.shape(here)]
    if named == "questions":
        return KINDS.get(str(given.get("type")), kinds.Asked)
    if named == "finish":
        return CURVES.get(str(given.get("curve")), score_settings.Share)
    return _INSIDE.get(named, schema.QuestionSet)


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
