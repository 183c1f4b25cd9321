"""Sheets of an .xlsx or .xlsm file: values, never macros; of formulas the value saved last."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from pyxform.xls2json_backends import is_empty, xlsx_value_to_str

from survey_defs.formats.report import Unreadable
from survey_defs.formats.sheets import Aside, Book, Row, Sheet, merged
from survey_defs.formats.wanted import pick
from survey_defs.sentence import N_, Sentence

_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell [^>]*ref=\"([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)\"")
_MIDNIGHT = re.compile(r"[T ]00:00:00$")


def read(source: bytes) -> Book:
    """Raises `Unreadable` for what is damaged, whichever way."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and links that openpyxl passes over
            return _read(source)
    except Unreadable:
        raise
    except Exception as wrong:
        raise Unreadable(
            N_("This workbook is damaged: it cannot be read."),
            N_("Open it in a spreadsheet program and save it again as .xlsx."),
        ) from wrong


def _read(source: bytes) -> Book:
    _no_entities(source)
    workbook = load_workbook(io.BytesIO(source), read_only=True, data_only=True, keep_links=False)
    try:
        book = pick([(one.title, one.sheet_state, rows(one)) for one in workbook.worksheets])
        paths = {one.title: one._worksheet_path for one in workbook.worksheets}
    finally:
        workbook.close()
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        xml = {sheet.name: archive.read(paths[sheet.title].lstrip("/")) for sheet in book.sheets}
        has_macros = any(name.endswith("vbaProject.bin") for name in archive.namelist())
    if has_macros:
        book.asides.append(_macros())
    for sheet in book.sheets:
        book.asides += merged(sheet, _spans(xml[sheet.name]))
        if _FORMULA.search(xml[sheet.name]):
            book.asides += _without_value(source, sheet)
    return book


def _no_entities(source: bytes) -> None:
    """A workbook never declares any; whoever does, means to blow it up."""
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                with archive.open(name) as member:
                    if b"<!DOCTYPE" in member.read(4096):
                        raise Unreadable(
                            N_("This workbook declares entities of its own, which no form needs."),
                            N_("Open it in a spreadsheet program and save it again as .xlsx."),
                        )


def rows(worksheet: Any) -> Iterator[Row]:
    """The first row as it is, then those with something in them."""
    worksheet.reset_dimensions()
    for number, cells in enumerate(worksheet.iter_rows(), start=1):
        said = {at: text(cell.value) for at, cell in enumerate(cells) if not is_empty(cell.value)}
        if said or number == 1:
            yield number, said


def text(value: Any) -> str:
    """As pyxform reads it, but dates without a midnight and spaces as they are."""
    if isinstance(value, str):
        return value
    return _MIDNIGHT.sub("", str(xlsx_value_to_str(value)))


def _macros() -> Aside:
    what = N_("This workbook has macros. They were neither run nor read.")
    return Aside(
        "told", "", (), "", what, N_("Nothing is needed, unless a macro fills cells in: save its result.")
    )


def _spans(xml: bytes) -> Iterator[tuple[int, int]]:
    for _, top, _, bottom in (found.groups() for found in _MERGED.finditer(xml)):
        yield int(top), int(bottom)


def _without_value(source: bytes, sheet: Sheet) -> Iterator[Aside]:
    """Formulas that were never calculated, so that nothing can be read of them."""
    workbook = load_workbook(io.BytesIO(source), read_only=True, keep_links=False)
    empty: dict[int, set[int]] = {}
    try:
        worksheet = workbook[sheet.title]
        worksheet.reset_dimensions()
        for number, cells in enumerate(worksheet.iter_rows(), start=1):
            for at, cell in enumerate(cells):
                if (
                    cell.data_type == "f"
                    and at not in sheet.rows.get(number, {})
                    and number != sheet.header_row
                ):
                    empty.setdefault(at, set()).add(number)
    finally:
        workbook.close()
    for at, numbers in empty.items():
        column = sheet.header.get(at, get_column_letter(at + 1))
        what = Sentence("The formula here has no saved value, so the cell counts as empty.")
        mend = N_("Open the workbook, let it calculate, and save it; or write the value itself.")
        yield Aside("lost", sheet.name, tuple(sorted(numbers)), column, what, mend)
