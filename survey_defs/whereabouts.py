"""Where in a file something stands, and what may stand there."""

from collections.abc import Mapping
from typing import Any, get_args

from pydantic import BaseModel

from survey_defs import conditions, kinds, schema, score_settings
from survey_defs.problems import Path

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


def keys_of(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def model_at(path: Path, data: object) -> type[BaseModel]:
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
