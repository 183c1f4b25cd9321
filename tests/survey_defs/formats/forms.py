"""Forms as small tables, so that a test shows only what it is about."""

from __future__ import annotations

import io
import struct

import xlsxwriter

from survey_defs import Import, read_form
from survey_defs.kinds import Question

Tables = dict[str, list[list[str]]]


def tables(text: str) -> Tables:
    """`| survey |` begins a sheet; its rows follow, the heading first, each `| | cell | cell |`."""
    sheets: Tables = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        first, *cells = [cell.strip().replace("¦", "|") for cell in line.strip("|").split("|")]
        if first:
            sheets[first] = here = []
        if any(cells):
            here.append(cells)
    return sheets


def as_xlsx(sheets: Tables) -> bytes:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for at, cell in enumerate(row):
                if cell:
                    sheet.write_string(number, at, cell)
    book.close()
    return made.getvalue()


def as_xls(sheets: Tables, merged: tuple[int, ...] = ()) -> bytes:
    """A workbook in the format of Excel 5: records of kind, length and content.

    `merged`: first and last row, first and last column, from 0, of cells that are merged on each sheet."""

    def record(kind: int, content: bytes = b"") -> bytes:
        return struct.pack("<HH", kind, len(content)) + content

    def cells(rows: list[list[str]]) -> bytes:
        found = [
            (r, c, cell.encode("cp1252")) for r, row in enumerate(rows) for c, cell in enumerate(row) if cell
        ]
        said = b"".join(
            record(0x0204, struct.pack("<HHHH", r, c, 0, len(cell)) + cell) for r, c, cell in found
        )
        spans = record(0x00E5, struct.pack("<HHHHH", 1, *merged)) if merged else b""
        return record(0x0809, struct.pack("<HHHH", 0x0500, 0x0010, 0, 0)) + said + spans + record(0x000A)

    parts = [cells(rows) for rows in sheets.values()]
    begin = record(0x0809, struct.pack("<HHHH", 0x0500, 0x0005, 0, 0)) + record(
        0x0042, struct.pack("<H", 1252)
    )
    at = len(begin) + sum(11 + len(name) for name in sheets) + len(record(0x000A))
    for name, part in zip(sheets, parts, strict=True):
        begin += record(0x0085, struct.pack("<IBBB", at, 0, 0, len(name)) + name.encode())
        at += len(part)
    return begin + record(0x000A) + b"".join(parts)


def read(text: str, file: str = "a form.xlsx") -> Import:
    """What becomes of a form; the account of its rows holds, whatever the form is."""
    made = read_form(as_xlsx(tables(text)), file)
    holds(made)
    return made


def holds(made: Import) -> None:
    """The law of the account: imported and named rows are all rows; a refusal imports nothing."""
    for count in made.counts.values():
        assert count.imported + count.named == count.rows
    for row in made.rows:
        assert row.became is not None or row.findings
        for one in made.about(row):
            assert row.row in one.rows
            assert one.sheet == row.sheet
    refused = [one for one in made.findings if one.level == "refused"]
    assert bool(refused) == (made.question_set is None)
    for one in made.findings:
        assert one.what
        assert one.mend
        assert "%(" not in one.what + one.mend
        assert "fault of ours" not in one.what, one.what


def asked(made: Import) -> dict[str, Question]:
    """The questions by key, added momentum left out."""
    assert made.question_set is not None, [one.what for one in made.findings]
    return {one.key: one for touchpoint in made.question_set.touchpoints for one in touchpoint.questions}


def told(made: Import, column: str = "") -> list[tuple[str, int | None, str]]:
    """(level, row, column) of what is told, one column's only where one is given."""
    return [(f.level, f.row, f.column) for f in made.findings if column in ("", f.column)]


def condition(made: Import, key: str) -> object:
    """The condition of a question as plain data."""
    show_if = asked(made)[key].show_if
    return None if show_if is None else show_if.model_dump(mode="json", by_alias=True, exclude_none=True)
