"""Sheets of one .csv file, in pyxform's layout: the name of a sheet in the first column, its rows below.

A table with a heading that says `type` is taken for the survey itself."""

import codecs
import csv
import io
import re
from collections.abc import Iterator

from survey_defs.formats.report import Unreadable
from survey_defs.formats.sheets import Aside, Book, Row
from survey_defs.formats.wanted import FORM, pick
from survey_defs.sentence import N_

_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_WIDE = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def read(source: bytes) -> Book:
    """Raises `Unreadable` for what is no table."""
    words, aside = decode(source)
    if "\0" in words:
        raise _no_form()
    try:
        table = list(csv.reader(io.StringIO(words, newline=""), delimiter=_delimiter(words)))
    except csv.Error as wrong:
        raise _no_form() from wrong
    parts = _parts(table)
    if not parts:
        raise _no_form()
    book = pick([(title, "visible", iter(rows)) for title, rows in parts.items()])
    book.asides += aside
    return book


def decode(source: bytes) -> tuple[str, list[Aside]]:
    """UTF-8 or UTF-16; else it is taken for Windows-1252, which is told."""
    encoding = next((name for mark, name in _WIDE.items() if source.startswith(mark)), "utf-8")
    try:
        return source.decode(encoding), []
    except UnicodeDecodeError as wrong:
        if encoding == "utf-16":
            raise _no_form() from wrong
    what = N_("This file is not UTF-8; it was read as Windows-1252, so letters with accents may be wrong.")
    mend = N_("If so, save it again as “CSV UTF-8”.")
    return source.decode("cp1252", "replace"), [Aside("told", "", (), "", what, mend)]


def guard(words: str) -> str:
    """Words that a spreadsheet program would take for a formula get an apostrophe in front."""
    return f"'{words}" if re.match(r"'*[=+\-@\t\r]", words) else words


def _unguard(words: str) -> str:
    return words[1:] if _GUARDED.match(words) else words


def _delimiter(words: str) -> str:
    """The mark that the first thousands of characters use most."""
    beginning = words[:5000]
    return max(",;\t", key=beginning.count)


def _no_form() -> Unreadable:
    return Unreadable(
        N_("This is no form that can be read."),
        N_("Choose an XLSForm: an .xlsx, .xls or .csv file with a sheet called survey."),
    )


def _parts(table: list[list[str]]) -> dict[str, list[Row]]:
    """The rows of each sheet, under the name in the first column."""
    filled = [(number, row) for number, row in enumerate(table, start=1) if any(cell.strip() for cell in row)]
    first = [cell.strip().lower() for cell in filled[0][1]] if filled else []
    if "type" in first and first[0] not in FORM:
        return {"survey": list(_cells(filled, 0))}
    parts: dict[str, list[Row]] = {}
    here: list[Row] | None = None
    for number, row in filled:
        if row[0].strip():
            here = parts.setdefault(row[0].strip(), [])
        if here is not None:
            here += [one for one in _cells([(number, row)], 1) if one[1]]
    return parts if len(table) > 1 else {}


def _cells(rows: list[tuple[int, list[str]]], first: int) -> Iterator[Row]:
    for number, row in rows:
        yield number, {at: _unguard(cell) for at, cell in enumerate(row[first:]) if cell.strip()}
