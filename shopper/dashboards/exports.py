"""Tables as CSV, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from flask import Response

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would run or swallow at the start of a cell."""


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]], name: str) -> Response:
    """The table as a file in UTF-8; nothing known is an empty cell."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([cell(each) for each in columns])
    writer.writerows([cell(each) for each in row] for row in rows)
    answer = Response(out.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{name}.csv")
    return answer


def cell(value: Any) -> str | int | float | Decimal:
    """A number as it is; words that a spreadsheet would run get an apostrophe before them."""
    if value is None:
        return ""
    if isinstance(value, int | float | Decimal):
        return value
    words = str(value)
    return f"'{words}" if words.startswith(FORMULA) else words
