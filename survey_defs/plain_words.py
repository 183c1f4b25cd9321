"""What the models refuse, said in plain words with the way to mend it."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic_core import ErrorDetails

from survey_defs import kinds
from survey_defs.problems import Path
from survey_defs.sentence import N_, Sentence
from survey_defs.whereabouts import CURVES, KINDS, at, keys_of, model_at, real_path

Found = tuple[Path, str, str]

_LIMITS = {
    "greater_than_equal": ("ge", N_("%(name)s must be at least %(limit)s."), N_("Write a number that is at least %(limit)s.")),
    "less_than_equal": ("le", N_("%(name)s must be at most %(limit)s."), N_("Write a number that is at most %(limit)s.")),
    "greater_than": ("gt", N_("%(name)s must be more than %(limit)s."), N_("Write a number that is more than %(limit)s.")),
    "less_than": ("lt", N_("%(name)s must be less than %(limit)s."), N_("Write a number that is less than %(limit)s.")),
}  # fmt: skip
_PAIRS = (N_("%(name)s must be a mapping."), N_("Write it as `name: value` pairs."))
_SAID: dict[str, tuple[str, str]] = {
    "text": (
        N_("%(name)s must be words."),
        N_("Write it as text, or as one text for each language: `{en: …}`."),
    ),
    "string_type": (
        N_("%(name)s must be text."),
        N_("Put it in quotes if it looks like a number or true/false."),
    ),
    "string_too_short": (N_("%(name)s is empty."), N_("Write something, or take the line out.")),
    "string_too_long": (
        N_("%(name)s is too long."),
        N_("Use at most 64 characters, 55 for the key of a touchpoint."),
    ),
    "exact": (N_("%(name)s must be a number."), N_("Write a plain number such as 3 or 0.5, without quotes.")),
    "quantity": (N_("%(name)s must be a number, a time or a date."), N_("Write 30, 08:30 or 2026-11-05.")),
    "whole": (N_("%(name)s must be a whole number."), N_("Write a number such as 300, without quotes.")),
    "bool_type": (
        N_("%(name)s must be true or false."),
        N_("In YAML 1.2 `yes` and `no` are words: write true or false."),
    ),
    "tuple_type": (N_("%(name)s must be a list."), N_("Write its entries in brackets: `[…, …]`.")),
    "too_short": (N_("%(name)s has too few entries."), N_("Give at least %(least)s.")),
    "too_long": (N_("%(name)s has too many entries."), N_("Give at most %(most)s.")),
    **dict.fromkeys(("dict_type", "mapping_type", "model_type", "model_attributes_type"), _PAIRS),
}
_PATTERNS = {
    "slug": N_("Use small letters, digits and single hyphens, like coffee-shop."),
    "currency": N_("Use the three capital letters of the currency, like EUR."),
}
_KEY_FORM = N_("Start with a letter; then letters, digits, `_`, `-` or `.`; at most 64 characters.")


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
        return Sentence("%(name)s has a form that cannot be used.", name=name), _PATTERNS.get(key, _KEY_FORM)
    if kind in _LIMITS:
        limit, message, mend = _LIMITS[kind]
        return Sentence(message, name=name, limit=ctx[limit]), Sentence(mend, limit=ctx[limit])
    message, mend = _SAID.get(kind, (N_("%(name)s cannot be used."), "%(said)s."))
    facts = {
        "name": name,
        "least": ctx.get("min_length"),
        "most": ctx.get("max_length"),
        "said": error["msg"],
    }
    return Sentence(message, **facts), Sentence(mend, **facts)


def _untold(path: Path) -> tuple[str, str]:
    """A question without its type, or a finish without its curve."""
    word, known = ("curve", list(CURVES)) if path[-1:] == ("finish",) else ("type", list(KINDS))
    return Sentence("`%(key)s` is missing.", key=word), Sentence(
        "Add `%(key)s:`, one of %(known)s.", key=word, known=_list(known)
    )


def _name(path: Path) -> str:
    named = next((part for part in reversed(path) if isinstance(part, str)), "")
    if not path:
        return N_("This")
    if isinstance(path[-1], str):
        return f"`{named}`"
    return Sentence("Entry %(number)s of `%(list)s`", number=int(path[-1]) + 1, list=named)


def _missing(path: Path) -> tuple[str, str]:
    if isinstance(path[-1], int):
        return Sentence("%(name)s is missing.", name=_name(path)), N_("Give one entry more.")
    return Sentence("`%(key)s` is missing.", key=path[-1]), Sentence("Add `%(key)s:` here.", key=path[-1])


def _unknown_key(path: Path, data: object) -> tuple[str, str]:
    key, model = str(path[-1]), model_at(path[:-1], data)
    known = keys_of(model)
    if issubclass(model, kinds.Asked) and any(key in keys_of(other) for other in KINDS.values()):
        return (
            Sentence("A `%(type)s` question has no `%(key)s`.", type=at(path[:-1], data)["type"], key=key),
            N_("Take it out, or choose another type."),
        )
    if near := difflib.get_close_matches(key, known, 1):
        return Sentence("Unknown key `%(key)s`.", key=key), Sentence("Did you mean `%(near)s`?", near=near[0])
    return Sentence("Unknown key `%(key)s`.", key=key), Sentence(
        "Take it out; what may stand here: %(known)s.", known=_list(known)
    )


def _no_such_word(path: Path, data: object, ctx: Mapping[str, Any]) -> tuple[str, str]:
    if "tag" in ctx:
        key = "curve" if path[-1] == "finish" else "type"
        value, known = ctx["tag"], list(CURVES if key == "curve" else KINDS)
    else:
        key, value = str(path[-1]), at(path, data)
        known = [word.strip("' ") for word in ctx["expected"].replace(" or ", ", ").split(",")]
    near = difflib.get_close_matches(str(value), known, 1)
    mend = (
        Sentence("Did you mean `%(near)s`?", near=near[0])
        if near
        else Sentence("Use one of %(known)s.", known=_list(known))
    )
    return Sentence("`%(key)s` cannot be `%(value)s`.", key=key, value=str(value)[:60]), mend


def _list(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)
