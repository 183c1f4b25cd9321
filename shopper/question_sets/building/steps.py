"""The steps that the forms of the builder make: each takes the data of a draft and gives it changed."""

import json
import re
from collections.abc import Callable, Sequence
from typing import Any

from shopper.form_parts import tidy
from shopper.question_sets.building import part_form, question_form, rows, settings_form
from shopper.question_sets.building.languages import in_languages
from shopper.question_sets.building.values import Posted
from shopper.question_sets.reading import languages_of
from survey_defs.editing import (
    Data,
    EditRefused,
    find_question,
    find_touchpoint,
    merge_fields,
    rename_question,
    write_question,
    write_touchpoint,
)
from survey_defs.sentence import N_, Sentence

Theirs = Data
"""Fields that somebody else changed meanwhile too, as that one left them; ours stand."""

_KEY = re.compile(r"[^\W\d][\w.-]{0,63}")


def write_question_step(key: str, posted: Posted, fixed: bool) -> Callable[[Data], tuple[Data, Theirs]]:
    """What the question's form says, laid over what stands there by now. `fixed`: the key is for ever."""

    def step(data: Data) -> tuple[Data, Theirs]:
        languages, drawn = languages_of(data), _drawn_in(posted)
        old = find_question(data, key)[1]
        base = _base(posted, question_form.canonical(old, languages, data))
        mine = _with_rows(question_form.question_in(posted, drawn, data), posted)
        base, mine = (_spoken(one, drawn, languages) for one in (base, mine))
        merged = merge_fields(base, mine, question_form.canonical(old, languages, data))
        if merged.fields != question_form.canonical(old, languages, data):
            data = write_question(data, key, merged.fields)
        new = tidy(posted.get("key")) or key
        return (data if fixed or new == key else _renamed(data, key, new)), merged.theirs

    return step


def _renamed(data: Data, key: str, new: str) -> Data:
    if not _KEY.fullmatch(new):
        raise EditRefused(
            Sentence(N_("`%(key)s` cannot be a key. Begin with a letter; go on with letters, digits, “_”, “-” and “.”."), key=new[:70])
        )  # fmt: skip
    return rename_question(data, key, new)


def _drawn_in(posted: Posted) -> list[str]:
    """The languages that the form had when it was drawn."""
    return [one for one in posted.get("drawn", "").split() if one] or ["en"]


def _spoken(fields: Data, drawn: Sequence[str], languages: Sequence[str]) -> Data:
    return fields if list(drawn) == list(languages) else in_languages(fields, drawn[0], languages)


def _base(posted: Posted, now: Data) -> Data:
    """What the form was made from; what stands there now where the form does not say."""
    try:
        base = json.loads(posted.get("base", ""))
    except (ValueError, RecursionError):
        return now
    return base if isinstance(base, dict) else now


def _with_rows(fields: Data, posted: Posted) -> Data:
    """The fields after a button of a row, `option_up.2`, `band_add`."""
    act, _, at = posted.get("do", "").partition(".")
    kind, _, do = act.partition("_")
    names = {"option": "scale" if fields["type"] == "scale" else "options", "band": "bands"}
    if kind not in names or do not in ("add", "up", "down", "remove"):
        return fields
    name = names[kind]
    blank: Data = {"mark": 0}
    if kind == "option":
        blank = {
            "key": _free(fields.get(name, [])),
            "label": "",
            **({"mark": 0} if name == "options" else {}),
        }
    changed = rows.changed(fields.get(name, []), do, int(at) if at.isdecimal() else -1, blank)
    return {**fields, name: changed} if changed else {n: v for n, v in fields.items() if n != name}


def _free(options: list[Data]) -> str:
    taken = {option.get("key") for option in options}
    return next(key for n in range(len(options) + 1, 1000) if (key := f"option_{n}") not in taken)


def write_part_step(key: str, posted: Posted) -> Callable[[Data], tuple[Data, Theirs]]:
    """What the touchpoint's form says, laid over what stands there by now."""

    def step(data: Data) -> tuple[Data, Theirs]:
        languages, drawn = languages_of(data), _drawn_in(posted)
        now = part_form.canonical(find_touchpoint(data, key), languages)
        base, mine = (
            _spoken(one, drawn, languages) for one in (_base(posted, now), part_form.part_in(posted, drawn))
        )
        merged = merge_fields(base, mine, now)
        return (data if merged.fields == now else write_touchpoint(data, key, merged.fields)), merged.theirs

    return step


def write_settings_step(posted: Posted) -> Callable[[Data], tuple[Data, Theirs]]:
    """What the form of the whole set says; where its languages change, every text follows."""

    def step(data: Data) -> tuple[Data, Theirs]:
        languages, drawn = languages_of(data), _drawn_in(posted)
        now = settings_form.canonical(data, languages)
        mine = settings_form.settings_in(posted, drawn)
        wanted = mine.pop("languages")
        base = _base(posted, now)
        base.pop("languages", None)
        base, mine = (_spoken(one, drawn, languages) for one in (base, mine))
        merged = merge_fields(base, mine, {n: v for n, v in now.items() if n != "languages"})
        kept: Data = {name: data[name] for name in ("slug", "touchpoints") if name in data}
        made: Data = {**kept, **merged.fields, "languages": languages}
        if wanted != drawn:
            made = {**in_languages(made, languages[0], wanted), "languages": wanted}
        same = settings_form.canonical(made, languages_of(made)) == now
        return (data if same else made), merged.theirs

    return step


def flat(fields: Any) -> dict[str, str]:
    """What a browser sent, one word to a name; ticked boxes of one name are put in a row."""
    return {name: " ".join(fields.getlist(name)) if name == "comment_on" else fields[name] for name in fields}
