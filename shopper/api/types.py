"""What a body may hold: JSON's own values, each taken for what it is and turned into nothing else.

pydantic takes `false` and `"5"` for numbers where it is lax and refuses 9.0 where it is strict; JSON
Schema, which the document is written in, does neither, so these types are our own."""

import math
import re
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

CANONICAL = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
RFC_3339 = re.compile(
    r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)", re.ASCII
)
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
HIGHEST = 2**53 - 1
"""Above it the browser's numbers are no longer exact."""


class Body(BaseModel):
    """What a caller sends; a key that is not known is refused.

    Built when first used: a start does not wait for it."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


class Reply(BaseModel):
    """What we answer."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Told(BaseModel):
    """What went wrong, with the next step; some codes carry more facts."""

    model_config = ConfigDict(extra="allow", defer_build=True)

    code: str
    message: str
    fields: dict[str, str] | None = Field(None, description="What does not fit, by its path in the body.")
    questions: dict[str, str] | None = Field(None, description="What does not fit, by question.")


class Problem(BaseModel):
    """The answer to every call that failed."""

    model_config = ConfigDict(defer_build=True)

    error: Told


def _whole(value: Any) -> int:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > HIGHEST:
        raise PydanticCustomError("whole", "a whole number")
    return value


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise PydanticCustomError("number", "a number")
    return value


def _count(value: Any) -> Any:
    """From the text of an address; digits alone."""
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 20:
        return int(value)
    raise PydanticCustomError("whole", "a whole number")


def _day(value: Any) -> date:
    if isinstance(value, str) and ISO_DAY.fullmatch(value):
        with suppress(ValueError):
            return date.fromisoformat(value)
    raise PydanticCustomError("day", "a day")


def _uuid(value: Any) -> UUID:
    if isinstance(value, UUID):
        return value
    if not isinstance(value, str) or not CANONICAL.fullmatch(value):
        raise PydanticCustomError("uuid", "an id")
    return UUID(value)


def _moment(value: Any) -> datetime:
    """In UTC; the first and the last year have moments that UTC has not, and those are moved inside."""
    if isinstance(value, datetime):
        return value
    if not isinstance(value, str) or not RFC_3339.fullmatch(value):
        raise PydanticCustomError("moment", "a time")
    try:
        there = datetime.fromisoformat(value.upper())
    except ValueError as no_such_day:
        raise PydanticCustomError("moment", "a time") from no_such_day
    try:
        return there.astimezone(UTC)
    except OverflowError:
        return there.replace(tzinfo=UTC)


Whole = Annotated[int, BeforeValidator(_whole)]
"""A whole number that a browser keeps exactly; 9.0 is one, true is none."""

Count = Annotated[int, BeforeValidator(_count)]
"""A whole number in an address; each says its bounds."""

Number = Annotated[float, BeforeValidator(_number), Field(strict=False)]
"""Any number."""

Words = Annotated[str, StringConstraints(max_length=20_000, pattern=r"^[^\x00]*$")]
"""Text as somebody typed it, of any sense."""

Key = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[^\x00]*$")]
"""A name from a question set."""

Uuid = Annotated[UUID, BeforeValidator(_uuid), WithJsonSchema({"type": "string", "format": "uuid"})]
"""An id, written as 8-4-4-4-12 digits."""

Moment = Annotated[
    datetime, BeforeValidator(_moment), WithJsonSchema({"type": "string", "format": "date-time"})
]
"""A moment by RFC 3339, with its zone; read in UTC."""

Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
"""A day of the calendar, like 2026-11-22."""

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$", min_length=64, max_length=64)]
"""The name of bytes: their SHA-256 in small hexadecimal digits."""
