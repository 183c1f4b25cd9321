"""What every part of a question set is made of: frozen records, keys and exact numbers."""

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints


class Part(BaseModel):
    """A frozen record; an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


def _exact(number: object) -> object:
    """Numbers only: neither true/false nor text, which pydantic would take for numbers."""
    if isinstance(number, bool) or not isinstance(number, int | Decimal):
        raise ValueError("must be a number")
    return number


Exact = Annotated[Decimal, BeforeValidator(_exact)]
"""A number as it was written: 0.35 is 35/100, never a binary float."""

Key = Annotated[str, StringConstraints(pattern=r"^[^\W\d][\w.-]{0,63}$")]
"""A stable name: a letter or underscore first, then letters, digits, `_`, `-`, `.`; at most 64."""
