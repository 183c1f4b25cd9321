"""What every part of a question set is made of: frozen records, keys and exact numbers."""

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError


class Part(BaseModel):
    """A frozen record; an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


def _exact(number: object) -> object:
    """Numbers only: neither true/false nor text, which pydantic would take for numbers."""
    if isinstance(number, bool) or not isinstance(number, int | Decimal):
        raise PydanticCustomError("exact", "must be a number")
    return number


def _quantity(value: object) -> object:
    """A number, or the text of a time or a date."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        raise PydanticCustomError("quantity", "must be a number, a time or a date")
    return value


def _whole(number: object) -> object:
    if isinstance(number, bool) or not isinstance(number, int | Decimal) or number % 1:
        raise PydanticCustomError("whole", "must be a whole number")
    return int(number)


Exact = Annotated[Decimal, BeforeValidator(_exact), WithJsonSchema({"type": "number"})]
"""A number as it was written: 0.35 is 35/100, never a binary float."""

Quantity = Annotated[
    Decimal | str,
    BeforeValidator(_quantity),
    WithJsonSchema({"type": ["number", "string"]}),
]
"""A point on the line of a measured question: a number, "HH:MM" or "YYYY-MM-DD"."""

Whole = Annotated[int, BeforeValidator(_whole), WithJsonSchema({"type": "integer"})]
"""A whole number; 2.0 is one."""

Key = Annotated[str, StringConstraints(pattern=r"^[^\W\d][\w.-]{0,63}$")]
"""A stable name: a letter or underscore first, then letters, digits, `_`, `-`, `.`; at most 64."""
