"""Columns as a backup knows them: a few kinds that JSON can carry and every database can keep."""

from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Boolean, Date, Float, Integer, LargeBinary, String, Text, Uuid
from sqlalchemy.types import TypeEngine

from shopper.models.base import Document, UtcTime


class Kind(NamedTuple):
    """How a kind of value is written to JSON, read again, and stored."""

    to_json: Callable[[Any], Any]
    from_json: Callable[[Any], Any]
    stored_as: TypeEngine[Any]


def _same(value: Any) -> Any:
    return value


KINDS = {
    "integer": Kind(_same, _same, BigInteger()),
    "number": Kind(_same, _same, Float()),
    "text": Kind(_same, _same, Text()),
    "boolean": Kind(_same, _same, Boolean()),
    "document": Kind(_same, _same, Document),
    "time": Kind(datetime.isoformat, datetime.fromisoformat, UtcTime()),
    "date": Kind(date.isoformat, date.fromisoformat, Date()),
    "uuid": Kind(str, UUID, Uuid()),
    "bytes": Kind(lambda value: b64encode(value).decode(), b64decode, LargeBinary()),
}

_TYPES: tuple[tuple[type[TypeEngine[Any]], str], ...] = (
    (UtcTime, "time"),
    (Date, "date"),
    (Uuid, "uuid"),
    (JSON, "document"),
    (LargeBinary, "bytes"),
    (Boolean, "boolean"),
    (Integer, "integer"),
    (Float, "number"),
    (String, "text"),
)


def kind_of(stored_as: TypeEngine[Any]) -> str:
    """The kind of a column. Raises TypeError for a type that no backup carries yet: add it above."""
    for known, kind in _TYPES:
        if isinstance(stored_as, known):
            return kind
    raise TypeError(f"a backup does not know columns of type {stored_as!r}")


def written(kind: str, value: Any) -> Any:
    """The value as JSON has it."""
    return None if value is None else KINDS[kind].to_json(value)


def read(kind: str, value: Any) -> Any:
    """The value as it was."""
    return None if value is None else KINDS[kind].from_json(value)
