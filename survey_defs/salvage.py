"""Sets aside what cannot be read, so that one mistake does not hide the others.

A broken question is replaced by a note with its key, a broken detail is dropped; what is left can
still be checked. Nothing salvaged is ever used: the problems are reported instead.
"""

import copy
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from survey_defs.problems import Path
from survey_defs.schema import QuestionSet
from survey_defs.whereabouts import at, real_path

_STAND_IN = {"slug": "set", "title": "Untitled", "key": "untitled"}


def validate(data: dict[str, object]) -> tuple[QuestionSet | None, list[ErrorDetails], frozenset[str]]:
    """The set, or what can be salvaged of it; the errors; and the keys of questions set aside."""
    try:
        return QuestionSet.model_validate(data), [], frozenset()
    except ValidationError as error:
        every = error.errors(include_url=False, include_input=False)
    errors = [one for one in every if not _follows(one, data)]
    rest = copy.deepcopy(data)
    broken = frozenset(key for one in errors for key in _set_aside(real_path(one["loc"], data), rest))
    try:
        return QuestionSet.model_validate(rest), errors, broken
    except ValidationError:
        return None, errors, broken


def _follows(error: ErrorDetails, data: object) -> bool:
    """A list also counts as too short when an entry of it is broken, which is told already."""
    entries = at(real_path(error["loc"], data), data)
    return error["type"] == "too_short" and len(entries) >= error["ctx"]["min_length"]


def _set_aside(path: Path, rest: dict[str, Any]) -> list[str]:
    """Takes the culprit at `path` out of `rest`; the key of the question this cost, if any."""
    if len(path) >= 4 and path[2] == "questions" and isinstance(path[3], int):
        return _note_instead(at(path[:3], rest), path[3])
    if len(path) == 2 and path[0] == "touchpoints":
        rest["touchpoints"][path[1]] = {"key": f"broken_{path[1]}", "title": "Untitled"}
    else:
        _drop(path, rest)
    return []


def _note_instead(questions: Any, index: int) -> list[str]:
    if not isinstance(questions, list) or index >= len(questions):
        return []
    old = questions[index]
    key = old.get("key") if isinstance(old, dict) else None
    key = key if isinstance(key, str) else f"broken_{index}"
    questions[index] = {"key": key if key.isidentifier() else f"broken_{index}", "type": "note", "text": "?"}
    return [key]


def _drop(path: Path, rest: dict[str, Any]) -> None:
    depth = 2 if path[:1] == ("touchpoints",) else 0
    holder = at(path[:depth], rest)
    if len(path) <= depth or not isinstance(holder, dict):
        return
    name = str(path[depth])
    holder.pop(name, None)
    if name in _STAND_IN:
        holder[name] = _STAND_IN[name] if depth == 0 or name != "key" else f"broken_{path[1]}"
