"""A sheet saved as CSV by whatever program: its columns and its rows, as they are, and how to write one."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from flask_babel import gettext as _

DELIMITERS = ",;\t|"
MAX_BYTES = 200_000_000
RUN = re.compile(r"'*[=+\-@\t\r]")
"""What a spreadsheet would run or swallow at the start of a cell, escaped or not."""
csv.field_size_limit(1_000_000)


@dataclass(frozen=True, order=True)
class RowProblem:
    """`row` as a spreadsheet numbers it: the heading is row 1."""

    row: int
    column: str
    problem: str
    mend: str

    def __str__(self) -> str:
        return f"row {self.row}, {self.column}: {self.problem} {self.mend}"


class Unclear(ValueError):
    """A cell or a field that cannot be read: what is wrong, and how to write it; a sentence each."""

    def __init__(self, problem: str, mend: str) -> None:
        self.problem, self.mend = problem, mend
        super().__init__(f"{problem} {mend}")


class SheetError(Exception):
    """A file that is no sheet at all; says what to do."""


@dataclass(frozen=True)
class Sheet:
    """`rows` are numbered as a spreadsheet numbers them: the heading is row 1."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    notes: tuple[str, ...]


def read_sheet(path: Path) -> Sheet:
    """Read the file. Raises SheetError where it is no sheet at all."""
    return parse_sheet(file_bytes(path))


def parse_sheet(raw: bytes) -> Sheet:
    """The sheet in these bytes. Raises SheetError where there is none."""
    text, notes = _decode(raw)
    if not text.strip("\ufeff\0 \t\r\n"):
        raise SheetError(_("The file is empty. Export the sheet again, with its heading row."))
    heading = text.lstrip("\r\n").splitlines()[0]
    delimiter = max(DELIMITERS, key=heading.count)
    lines = list(enumerate(_records(text, delimiter), start=1))
    columns = tuple(name.strip() for name in lines[0][1])
    _check_heading(columns)
    rows = tuple((number, tuple(cells)) for number, cells in lines[1:] if any(c.strip() for c in cells))
    return Sheet(columns, rows, notes)


def file_bytes(path: Path) -> bytes:
    """What is in the file. Raises SheetError where it cannot be read."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SheetError(_("The file is over 200 MB. Split it and import the parts one after the other."))
        return path.read_bytes()
    except OSError as refused:
        told = _("The file cannot be read: %(why)s. Check its name and rights.", why=refused.strerror)
        raise SheetError(told) from refused


def _decode(raw: bytes) -> tuple[str, tuple[str, ...]]:
    """UTF-8, with or without a mark; UTF-16 with one; else Windows' Latin, which is said."""
    if raw.startswith(b"PK"):
        raise SheetError(_("This is a workbook (.xlsx). Save the sheet as CSV (UTF-8) and import that."))
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace"), ()
    try:
        return raw.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        said = _("Read as Latin-1 (Windows), because it is not UTF-8. Look at letters with accents.")
        return raw.decode("cp1252", errors="replace"), (said,)


def _records(text: str, delimiter: str) -> Iterable[list[str]]:
    try:
        yield from csv.reader(io.StringIO(text.lstrip("\r\n"), newline=""), delimiter=delimiter, strict=True)
    except csv.Error as refused:
        told = _("The file is not a whole CSV file: %(why)s. Export it again.", why=refused)
        raise SheetError(told) from refused


def _check_heading(columns: tuple[str, ...]) -> None:
    twice = sorted({name for name in columns if name and columns.count(name) > 1})
    if twice:
        told = _(
            "Two columns have the same heading: %(columns)s. Rename one of them.", columns=", ".join(twice)
        )
        raise SheetError(told)


def write_sheet(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The rows as CSV that a spreadsheet opens and runs nothing of; `unescaped` gives each cell back."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([escaped(cell) for cell in row] for row in rows)
    return out.getvalue()


def escaped(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet would run it."""
    return f"'{cell}" if RUN.match(cell) else cell


def unescaped(cell: str) -> str:
    """The cell without the apostrophe that `escaped` put before it."""
    return cell[1:] if cell.startswith("'") and RUN.match(cell) else cell
