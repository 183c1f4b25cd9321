"""What the column `type` asks for, old spellings included, as pyxform knows them."""

import re
from dataclasses import dataclass

from pyxform import aliases, constants
from pyxform.question_type_dictionary import QUESTION_TYPE_DICT
from pyxform.xls2json import RE_BEGIN_CONTROL, RE_END_CONTROL, RE_SELECT

_BY_BIND = {
    "string": "text", "int": "integer", "decimal": "decimal", "date": "date", "time": "time",
    "dateTime": "datetime", "geopoint": "geopoint", "geotrace": "line", "geoshape": "line", "barcode": "barcode",
}  # fmt: skip
_UPLOADS = {"image": "image", "photo": "image", "picture": "image", "audio": "audio", "video": "video"}
_SELECTS = {
    constants.SELECT_ONE: "select_one",
    constants.SELECT_ALL_THAT_APPLY: "select_multiple",
    constants.RANK: "rank",
}


@dataclass(frozen=True, slots=True)
class RowType:
    """`what`: begin_group, end_group, begin_repeat, end_repeat, select_one, select_multiple, from_file, rank,
    text, integer, decimal, range, date, time, datetime, geopoint, line, image, audio, video, file, barcode,
    note, acknowledge, calculate, silent (asks nobody), setting, unknown."""

    what: str
    list_name: str = ""
    or_other: bool = False
    constraint: str = ""


def row_type(said: str) -> RowType:
    tidy = " ".join(said.split())
    return _control(tidy) or _select(tidy) or _plain(tidy)


def _control(tidy: str) -> RowType | None:
    for word, pattern in (("begin", RE_BEGIN_CONTROL), ("end", RE_END_CONTROL)):
        if found := pattern.search(tidy):
            is_group = aliases.control[found["type"]] == constants.GROUP
            return RowType(f"{word}_group" if is_group else f"{word}_repeat")
    return None


def _select(tidy: str) -> RowType | None:
    found = RE_SELECT.search(tidy)
    if not found:
        return None
    command, name = found["select_command"], found["list_name"]
    outside = command in aliases.select_from_file or "external" in command or "${" in name
    what = "from_file" if outside else _SELECTS.get(aliases.select[command], "from_file")
    return RowType(what, name, found["specify_other"] is not None)


def _plain(tidy: str) -> RowType:
    known = QUESTION_TYPE_DICT.get(tidy)
    if known is None:
        return RowType("setting" if tidy in aliases.settings_header else "unknown")
    bind, tag = known.get("bind", {}), known.get("control", {}).get("tag")
    if tag == "upload":
        return RowType(next((what for word, what in _UPLOADS.items() if word in tidy), "file"))
    if tag in ("trigger", "range"):
        return RowType("range" if tag == "range" else "acknowledge" if "background" not in tidy else "silent")
    if tag != "input":
        return RowType("calculate" if re.search("calculate", tidy) else "silent")
    if "readonly" in bind:
        return RowType("note")
    return RowType(_BY_BIND.get(str(bind.get("type")), "text"), constraint=str(bind.get("constraint", "")))
