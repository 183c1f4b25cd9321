"""Question sets as small tables, so that a test shows only what it is about."""

import json

from survey_defs import Problem, QuestionSet, QuestionSetError, load_question_set, yaml12

FILLED_IN = {
    "choice": {"options": [{"key": "good", "label": "Good", "mark": 1}, {"key": "bad", "label": "Bad", "mark": 0}]},
    "choices": {"options": [{"key": "a", "label": "A", "mark": 1}, {"key": "b", "label": "B", "mark": 0}]},
    "scale": {"scale": [{"key": "cold", "label": "Cold"}, {"key": "flat", "label": "Flat"}, {"key": "warm", "label": "Warm"}]},
}  # fmt: skip


def as_data(table: str, **settings: object) -> dict[str, object]:
    """`touchpoint | key | type | …`, one question a row; cells are YAML, empty and missing ones say nothing.

    The touchpoint called `leaving` is marked so. `settings` are those of the whole set."""
    head, *rows = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    touchpoints: dict[str, list[object]] = {}
    for row in rows:
        cells = {name: yaml12.read(cell).data for name, cell in zip(head, row, strict=False) if cell}
        here = touchpoints.setdefault(cells.pop("touchpoint"), [])
        if cells:
            here.append({"text": "Was it so?", **FILLED_IN.get(str(cells.get("type")), {}), **cells})
    parts = [
        {"key": key, "title": key, "momentum": False, "questions": questions, **({"leaving": True} if key == "leaving" else {})}
        for key, questions in touchpoints.items()
    ]  # fmt: skip
    return {"slug": "small", "title": "Small", "touchpoints": parts, **settings}


def a_set(table: str, **settings: object) -> QuestionSet:
    """The set of a table."""
    return load_question_set(json.dumps(as_data(table, **settings), default=float))


def problems(source: object) -> tuple[Problem, ...]:
    """What loading has to say; nothing when it succeeds."""
    text = source if isinstance(source, str | bytes) else json.dumps(source, default=float)
    try:
        load_question_set(text)
    except QuestionSetError as error:
        return error.problems
    return ()


def set_problems(table: str, **settings: object) -> list[tuple[str, str]]:
    """(keys on the way, message) of every problem of a table."""
    return [(one.near, one.message) for one in problems(as_data(table, **settings))]
