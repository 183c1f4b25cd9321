"""A sheet saved as CSV by whatever program: its columns and its rows, as they are."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from shopper.fieldwork.past.problems import RowProblem, SheetError

DELIMITERS = ",;\t|"
MAX_BYTES = 200_000_000
csv.field_size_limit(1_000_000)


@dataclass(frozen=True)
class Sheet:
    """`rows` are numbered as a spreadsheet numbers them: the heading is row 1."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    notes: tuple[str, ...]


def read_sheet(path: Path) -> Sheet:
    """Read the file. Raises SheetError where it is no sheet at all."""
    text, notes = _decode(_bytes(path))
    if not text.strip():
        raise SheetError("The file is empty. Export the sheet again, with its heading row.")
    heading = text.lstrip("\r\n").splitlines()[0]
    delimiter = max(DELIMITERS, key=heading.count)
    lines = list(enumerate(_records(text, delimiter), start=1))
    columns = tuple(name.strip() for name in lines[0][1])
    _check_heading(columns)
    rows = tuple((number, tuple(cells)) for number, cells in lines[1:] if any(c.strip() for c in cells))
    return Sheet(columns, rows, notes)


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SheetError("The file is over 200 MB. Split it and import the parts one after the other.")
        return path.read_bytes()
    except OSError as refused:
        raise SheetError(
            f"The file cannot be read: {refused.strerror}. Check its name and rights."
        ) from refused


def _decode(raw: bytes) -> tuple[str, tuple[str, ...]]:
    """UTF-8, with or without a mark; UTF-16 with one; else Windows' Latin, which is said."""
    if raw.startswith(b"PK"):
        raise SheetError("This is a workbook (.xlsx). Save the sheet as CSV (UTF-8) and import that.")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16"), ()
    try:
        return raw.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        said = "Read as Latin-1 (Windows), because it is not UTF-8. Look at letters with accents."
        return raw.decode("cp1252", errors="replace"), (said,)


def _records(text: str, delimiter: str) -> Iterable[list[str]]:
    try:
        yield from csv.reader(io.StringIO(text.lstrip("\r\n"), newline=""), delimiter=delimiter, strict=True)
    except csv.Error as refused:
        raise SheetError(f"The file is not a whole CSV file: {refused}. Export it again.") from refused


def _check_heading(columns: tuple[str, ...]) -> None:
    twice = sorted({name for name in columns if name and columns.count(name) > 1})
    if twice:
        raise SheetError(f"Two columns have the same heading: {', '.join(twice)}. Rename one of them.")


def check_columns(sheet: Sheet, wanted: Iterable[str]) -> list[RowProblem]:
    """One problem for each column that the mapping names and the sheet lacks."""
    return [
        RowProblem(1, name, "This column is missing.", _nearest(name, sheet.columns))
        for name in wanted
        if name not in sheet.columns
    ]


def _nearest(name: str, columns: tuple[str, ...]) -> str:
    near = get_close_matches(name, columns, n=1)
    found = f"Did you mean “{near[0]}”? " if near else ""
    return f"{found}Name a column of the file in the mapping; it has {', '.join(columns)}."
