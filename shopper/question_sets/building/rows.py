"""Rows inside a question: options, points of a scale, bands. Plain buttons add, move and take out."""

from collections.abc import Sequence
from typing import Any

from shopper.form_parts import tidy
from shopper.question_sets.building.values import Posted, number, shown, text_in, text_out
from survey_defs.editing import Data, key_for

MOST = 500
"""Rows that are read from one form; the format itself takes fewer and says so."""


def options_in(posted: Posted, languages: Sequence[str]) -> list[Data]:
    """The options or points that stand in the form, each with a key."""
    rows: list[Data] = []
    for at in _present(posted, "option"):
        label = text_in(posted, f"option.{at}.label", languages)
        key = tidy(posted.get(f"option.{at}.key"))
        said = label if isinstance(label, str) else next(iter(label.values()), "")
        key = key or key_for(said, [row["key"] for row in rows], "option")
        mark = number(posted.get(f"option.{at}.mark", ""))
        rows.append({"key": key, "label": label, **({} if mark == "" else {"mark": mark})})
    return rows


def bands_in(posted: Posted) -> list[Data]:
    """The bands that stand in the form; rows without a mark and a limit are left out."""
    rows = []
    for at in _present(posted, "band"):
        parts = {name: point(posted.get(f"band.{at}.{name}", "")) for name in ("upto", "mark")}
        if kept := {name: value for name, value in parts.items() if value != ""}:
            rows.append(kept)
    return rows


def point(typed: str) -> Any:
    """A place on the line of a question: a number, a time of day or a date as it was typed."""
    return number(typed)


def _present(posted: Posted, kind: str) -> list[int]:
    """The numbers of the rows of a kind, in their order."""
    at = (name.split(".")[1] for name in posted if name.startswith(f"{kind}.") and name.count(".") > 1)
    return sorted({int(one) for one in at if one.isdecimal() and int(one) < MOST})


def options_out(rows: Any, languages: Sequence[str]) -> dict[str, str]:
    """The inputs of options or points."""
    made: dict[str, str] = {}
    for at, row in enumerate(_records(rows)):
        made[f"option.{at}.key"] = shown(row.get("key"))
        made[f"option.{at}.mark"] = shown(row.get("mark"))
        made |= text_out(row.get("label"), f"option.{at}.label", languages)
    return made


def bands_out(rows: Any) -> dict[str, str]:
    """The inputs of bands."""
    return {
        f"band.{at}.{name}": shown(row.get(name))
        for at, row in enumerate(_records(rows))
        for name in ("upto", "mark")
    }


def _records(rows: Any) -> list[Data]:
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list | tuple) else []


def changed(rows: list[Data], do: str, at: int, blank: Data) -> list[Data]:
    """The rows after a button: `add`, or `up`, `down`, `remove` of row `at`."""
    made = list(rows)
    if do == "add":
        return [*made, blank]
    if not 0 <= at < len(made):
        return made
    row = made.pop(at)
    if do == "remove":
        return made
    made.insert(max(0, at - 1) if do == "up" else at + 1, row)
    return made
