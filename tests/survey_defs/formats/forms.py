"""Forms as small tables, so that a test shows only what it is about."""

from __future__ import annotations

import io

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
