"""Reading what a caller sent: JSON in bounds, then a model; every misfit told by its path, in words."""

from collections.abc import Iterable
from typing import Any, TypeVar
from urllib.parse import parse_qsl

import orjson
from flask import request
from flask_babel import lazy_gettext as _l
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from shopper.troubles import Refused, Trouble

Model = TypeVar("Model", bound=BaseModel)

DEEPEST = 16
NUL = b"\\u0000"
"""The only way to write a NUL in JSON; as it is, no parser takes it."""
MOST_TOLD = 50

WORDS = {
    "missing": _l("This is needed."),
    "extra_forbidden": _l("This is not known here. Leave it out."),
    "whole": _l("Write a whole number, without quotes."),
    "number": _l("Write a number, without quotes."),
    "uuid": _l("Write an id of 32 hexadecimal digits, like 0b7e2a54-1d6f-4c39-9f5e-6a1f0c8d2b43."),
    "moment": _l("Write a time with its zone, like 2026-11-22T09:30:00.000Z."),
    "day": _l("Write a day as year-month-day, like 2026-11-22."),
    "string_type": _l("Write text, in quotes."),
    "bool_type": _l("Write true or false, without quotes."),
    "list_type": _l("Write a list."),
    "dict_type": _l("Write an object of names and values."),
    "model_type": _l("Write an object of names and values."),
    "model_attributes_type": _l("Write an object of names and values."),
    "nul": _l("Take out the character NUL; no database keeps it."),
    "twice": _l("Give this once."),
    "greater_than_equal": _l("Write at least %(ge)s."),
    "less_than_equal": _l("Write at most %(le)s."),
    "greater_than": _l("Write more than %(gt)s."),
    "less_than": _l("Write less than %(lt)s."),
    "string_too_long": _l("Write at most %(max_length)s characters."),
    "string_too_short": _l("Write at least %(min_length)s characters."),
    "too_long": _l("Give at most %(max_length)s of these."),
    "too_short": _l("Give at least %(min_length)s of these."),
    "literal_error": _l("Write one of %(expected)s."),
}
OTHERWISE = _l("This has a form that cannot be used here. The document of the API tells which.")


def read_json() -> Any:
    """The JSON of this request. Raises Refused for anything that is none, or that goes too deep."""
    if request.mimetype != "application/json":
        raise Refused(Trouble.NOT_JSON)
    content = read_bytes()
    try:
        data = orjson.loads(content)
    except orjson.JSONDecodeError as unreadable:
        raise Refused(Trouble.UNREADABLE_JSON) from unreadable
    _refuse_too_nested(data)
    if NUL in content and (nul := list(_nul(data))):
        raise Refused(Trouble.DOES_NOT_FIT, fields=dict.fromkeys(nul, str(WORDS["nul"])))
    return data


def read_bytes() -> bytes:
    """What came along, all of it. Raises Refused where the line broke off before its end."""
    content = request.get_data(cache=False)
    if request.content_length is not None and len(content) < request.content_length:
        raise Refused(Trouble.CUT_OFF)
    return content


def fitted(model: type[Model], data: Any) -> Model:
    """The data as the model has it. Raises Refused with one sentence for each value that does not fit."""
    try:
        return model.model_validate(data)
    except ValidationError as misfit:
        errors = misfit.errors(include_url=False, include_input=False)
        fields = dict(_told(error) for error in errors[:MOST_TOLD])
        raise Refused(Trouble.DOES_NOT_FIT, fields=fields) from misfit


def read_query(model: type[Model]) -> Model:
    """What stands behind the question mark of the address. Raises Refused where it does not fit."""
    named = parse_qsl(request.query_string.decode("latin-1"), keep_blank_values=True)
    if nul := [name.replace("\0", "␀") for name, value in named if "\0" in name + value]:
        raise Refused(Trouble.DOES_NOT_FIT, fields=dict.fromkeys(nul, str(WORDS["nul"])))
    twice = [name for name, given in request.args.lists() if len(given) > 1]
    if twice:
        raise Refused(Trouble.DOES_NOT_FIT, fields=dict.fromkeys(twice, str(WORDS["twice"])))
    return fitted(model, request.args.to_dict())


def _told(error: ErrorDetails) -> tuple[str, str]:
    words = WORDS.get(error["type"], OTHERWISE)
    return _path(error["loc"]), str(words) % error.get("ctx", {})


def _path(parts: Iterable[str | int]) -> str:
    return ".".join(str(part) for part in parts)


def _refuse_too_nested(data: Any) -> None:
    """Raises Refused where a value stands deeper than anything of ours."""
    level = [data]
    for _depth in range(DEEPEST):
        level = [part for one in level for part in _parts(one) if isinstance(part, dict | list)]
    if level:
        raise Refused(Trouble.TOO_NESTED, deepest=DEEPEST)


def _parts(value: Any) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def _nul(data: Any) -> Iterable[str]:
    """The paths of texts with a NUL."""
    waiting: list[tuple[tuple[str | int, ...], Any]] = [((), data)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, str):
            if "\0" in value:
                yield _path(path)
            continue
        if not isinstance(value, dict | list):
            continue
        if isinstance(value, dict):
            yield from (_path((*path, name)).replace("\0", "␀") for name in value if "\0" in name)
        inside = value.items() if isinstance(value, dict) else enumerate(value)
        waiting.extend(((*path, name), part) for name, part in inside)
