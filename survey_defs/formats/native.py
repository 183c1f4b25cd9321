"""The `li_` columns: what a question set knows and XLSForm does not, one key of the format in each."""

import json
from decimal import Decimal
from typing import Any

from survey_defs import scalars

PREFIX = "li_"
_BEGINS = ('"', "[", "{")


def own_value(cell: str) -> Any:
    """The value in a `li_` cell: JSON where it begins like it, else a plain word or number; None = empty."""
    if not cell:
        return None
    if cell.startswith(_BEGINS):
        try:
            return json.loads(cell, parse_float=Decimal, parse_constant=str)
        except (ValueError, RecursionError):
            return cell
    try:
        return scalars.resolve(cell)
    except scalars.Unusable:
        return cell


def own_cell(value: Any) -> str:
    """The cell that `own_value` reads as this value; no program takes it for a reference to an answer."""
    plain = isinstance(value, str) and "${" not in value
    if plain and type(own_value(str(value))) is str and own_value(str(value)) == value:
        return str(value)
    return json.dumps(value, ensure_ascii=False).replace("${", "\\u0024{")
