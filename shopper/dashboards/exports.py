"""Tables as files, safe to open in a spreadsheet: CSV, or a workbook where the address ends in .xlsx.

Each row of both repeats the filter in columns of its own at the end. A line above the heading would break
whatever reads the file next; so every row still says what it is of when rows of several files are put together."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from flask import Response, request
from flask_babel import gettext as _
from markupsafe import Markup

from shopper.dashboards.blueprint import dashboards

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would run or swallow at the start of a cell."""
CSV, XLSX = "text/csv; charset=utf-8", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST, WIDEST, HEADING = 32_767, 60, 3
"""Characters of one cell of a workbook and of its widest column; its row of column names, from 1."""


class Stated(NamedTuple):
    """The filter: as a sentence, and as columns with their one value each."""

    sentence: str = ""
    columns: Mapping[str, Any] = {}


NO_FILTER = Stated()


def spreadsheet(
    columns: Sequence[str], rows: Iterable[Sequence[Any]], name: str, stated: Stated = NO_FILTER
) -> Response:
    """The table as a file; nothing known is an empty cell. A workbook also says the filter above it."""
    head = [cell(each) for each in (*columns, *stated.columns)]
    shown = [cell(each) for each in stated.columns.values()]
    body = [_whole([cell(each) for each in row], len(columns)) + shown for row in rows]
    if request.path.endswith(".xlsx"):
        told = Markup(stated.sentence).striptags()  # noqa: S704 - made plain at once
        return _file(_workbook(head, body, told), XLSX, f"{name}.xlsx")
    return _file(_csv(head, body), CSV, f"{name}.csv")


def _whole(row: list[Any], size: int) -> list[Any]:
    """A row that ends early, with empty cells at its end."""
    return row + [""] * (size - len(row))


def cell(value: Any) -> str | int | float | Decimal:
    """A number as it is; words that a spreadsheet would run get an apostrophe before them."""
    if value is None:
        return ""
    if isinstance(value, int | float | Decimal):
        return value
    words = str(value)
    return f"'{words}" if words.startswith(FORMULA) else words


@dashboards.app_template_filter("workbook")
def workbook_address(address: str) -> str:
    """Where the same table is a workbook."""
    return address.replace(".csv", ".xlsx", 1)


def _csv(head: Sequence[Any], rows: Sequence[Sequence[Any]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([head, *rows])
    return out.getvalue().encode()


def _workbook(head: Sequence[Any], rows: Sequence[Sequence[Any]], stated: str) -> bytes:
    import xlsxwriter  # noqa: PLC0415 - only who asks for a workbook waits for it

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet(_("Table"))
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    sheet.write_string(0, 0, str(cell(stated))[:LONGEST])
    for at, row in enumerate([head, *rows], HEADING - 1):
        for column, value in enumerate(row):
            _write(sheet, at, column, value, bold if at < HEADING else None)
    for column, width in enumerate(_widths(head, rows)):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(HEADING, 1)
    book.close()
    return out.getvalue()


def _write(sheet: Any, row: int, column: int, value: Any, style: Any) -> None:
    if isinstance(value, str):
        sheet.write_string(row, column, value[:LONGEST], style)
    else:
        sheet.write_number(row, column, value, style)


def _widths(head: Sequence[Any], rows: Sequence[Sequence[Any]]) -> list[int]:
    """Of each column: as wide as its longest cell, the heading broken into lines where it is longer."""
    return [
        min(max([len(str(row[at])) for row in rows if at < len(row)] + [len(str(name)) // 2, 8]) + 2, WIDEST)
        for at, name in enumerate(head)
    ]


def _file(content: bytes, kind: str, name: str) -> Response:
    answer = Response(content, content_type=kind)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer
