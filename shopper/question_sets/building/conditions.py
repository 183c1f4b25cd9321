"""The condition of a question as rows of a form: one comparison, all or any of several; deeper ones as text."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from shopper.form_parts import tidy
from shopper.question_sets.building.values import Posted, number, shown
from survey_defs import yaml12
from survey_defs.conditions import OPERATORS
from survey_defs.editing import Data
from survey_defs.editing.places import questions
from survey_defs.scalars import Scalar

ROWS = 8
"""Comparisons that a form takes; more are written as text."""

_IN_NUMBERS = {"number", "money", "duration", "recommend"}


def condition_in(posted: Posted, data: Data) -> Any:
    """The condition that stands in the form; None for none."""
    if text := tidy(posted.get("if.text")):
        return _read(text)
    types = {str(question.get("key")): question.get("type") for _, question in questions(data)}
    found = [one for one in (_row_in(posted, at, types) for at in range(ROWS)) if one]
    if len(found) < 2:
        return found[0] if found else None
    return {"any" if posted.get("if.join") == "any" else "all": found}


def _row_in(posted: Posted, at: int, types: Mapping[str, Any]) -> Data | None:
    key, operator = tidy(posted.get(f"if.{at}.question")), posted.get(f"if.{at}.operator", "is")
    if not key:
        return None
    typed = tidy(posted.get(f"if.{at}.value"))
    value = number if types.get(key) in _IN_NUMBERS else str
    operand: Any = value(typed)
    if operator == "in":
        operand = [value(tidy(one)) for one in typed.split(",")]
    if operator == "answered":
        operand = typed.casefold() not in ("false", "no")
    return {"question": key, operator if operator in OPERATORS else "is": operand}


def _read(text: str) -> Any:
    """What the text says; as it stands where it says nothing, and the reader of sets refuses it in words."""
    reading = yaml12.read(text)
    return text if reading.troubles or not isinstance(reading.data, dict) else _plain(reading.data)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    kept: Scalar | float = value
    return kept if isinstance(kept, str | int | bool | None) else float(kept)


def condition_out(condition: Any) -> dict[str, str]:
    """The inputs of a condition."""
    rows = list(rows_of(condition))
    if condition is not None and (not rows or len(rows) > ROWS):
        plain = condition if isinstance(condition, str) else json.dumps(condition, ensure_ascii=False)
        return {"if.text": plain, "if.join": "all"}
    made = {"if.text": "", "if.join": "any" if isinstance(condition, dict) and "any" in condition else "all"}
    for at, row in enumerate(rows):
        operator = next(name for name in row if name != "question")
        operand = row[operator]
        said = ", ".join(map(shown, operand)) if isinstance(operand, list) else shown(operand)
        made |= {f"if.{at}.question": shown(row["question"]), f"if.{at}.operator": operator}
        made[f"if.{at}.value"] = said
    return made


def rows_of(condition: Any) -> Iterator[Data]:
    """The comparisons of a condition that rows can hold; none where it goes deeper."""
    if not isinstance(condition, dict):
        return
    if _is_row(condition):
        yield condition
    elif len(condition) == 1 and next(iter(condition)) in ("all", "any"):
        parts = next(iter(condition.values()))
        if isinstance(parts, list) and all(map(_is_row, parts)):
            yield from parts


def _is_row(part: Any) -> bool:
    if not isinstance(part, dict) or len(part) != 2 or "question" not in part:
        return False
    return next(name for name in part if name != "question") in OPERATORS
