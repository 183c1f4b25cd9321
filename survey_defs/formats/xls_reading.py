"""Sheets of an old .xls file."""

import io
import re
from collections.abc import Iterator
from typing import Any

import xlrd
from pyxform.xls2json_backends import xls_value_to_unicode

from survey_defs.formats.report import Unreadable
from survey_defs.formats.sheets import Book, Row, merged
from survey_defs.formats.wanted import pick
from survey_defs.sentence import N_

_MIDNIGHT = re.compile(r" 00:00:00$")


def read(source: bytes) -> Book:
    """Raises `Unreadable` for what is damaged or locked."""
    try:
        with _opened(source) as workbook:
            sheets = [workbook.sheet_by_index(at) for at in range(workbook.nsheets)]
            states = ["visible" if one.visibility == 0 else "hidden" for one in sheets]
            book = pick(
                [(one.name, state, rows(workbook, one)) for one, state in zip(sheets, states, strict=True)]
            )
            spans = {one.name: [(low + 1, high) for low, high, _, _ in one.merged_cells] for one in sheets}
            for sheet in book.sheets:
                book.asides += merged(sheet, spans[sheet.title])
            return book
    except Unreadable:
        raise
    except Exception as wrong:
        raise _why(wrong, source) from wrong


def _opened(source: bytes) -> Any:
    """With its formats, which alone say what is merged; without, where they are not as xlrd expects."""
    try:
        return xlrd.open_workbook(file_contents=source, logfile=io.StringIO(), formatting_info=True)
    except Exception:
        return xlrd.open_workbook(file_contents=source, logfile=io.StringIO(), on_demand=True)


def _why(wrong: Exception, source: bytes) -> Unreadable:
    if "encrypt" in str(wrong).lower() or b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k" in source:
        return Unreadable(
            N_("This workbook is locked with a password."),
            N_("Save a copy without a password, and read that."),
        )
    return Unreadable(
        N_("This is no workbook, or a damaged one."),
        N_("Open it in a spreadsheet program and save it as .xlsx."),
    )


def rows(workbook: Any, sheet: Any) -> Iterator[Row]:
    for number in range(sheet.nrows):
        cells = enumerate(sheet.row(number))
        yield number + 1, {at: said for at, cell in cells if (said := _text(cell, workbook.datemode)).strip()}


def _text(cell: Any, datemode: int) -> str:
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return str(cell.value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#ERROR"))
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return ""
    try:
        return _MIDNIGHT.sub("", str(xls_value_to_unicode(cell.value, cell.ctype, datemode)))
    except (xlrd.xldate.XLDateError, ValueError, OverflowError):
        return str(cell.value)
