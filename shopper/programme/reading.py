"""From the cells of a sheet to the values of its columns, every cell that cannot be read told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _

from shopper.admin.places.sheets.columns import Column
from shopper.form_parts import tidy
from shopper.sheets import RowProblem, Sheet, SheetError, Unclear, unescaped


@dataclass
class Row:
    """`cells` are the values by column: of a column that the sheet leaves out, as if it were empty."""

    number: int
    cells: dict[str, Any] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)

    def wrong(self, column: str, problem: str, mend: str) -> None:
        self.problems.append(RowProblem(self.number, column, problem, mend))

    def __getitem__(self, name: str) -> Any:
        return self.cells.get(name)


def places(columns: Sequence[str], known: Sequence[Column], needed: Sequence[str]) -> dict[str, int]:
    """Where in a row the columns stand that we know. Raises SheetError where one is there twice or lacks."""
    names, found = {column.name for column in known}, dict[str, int]()
    for place, heading in enumerate(columns):
        name = _plain(heading)
        if name in found:
            told = _("Two columns have the same heading: %(columns)s. Rename one of them.", columns=name)
            raise SheetError(told)
        if name in names:
            found[name] = place
    lacking = [name for name in needed if name not in found]
    if lacking:
        told = _("The file has no column “%(column)s”. Its first row has to name the columns; it reads: %(columns)s.",
                 column=lacking[0], columns=", ".join(columns)[:200])  # fmt: skip
        raise SheetError(told)
    return found


def unknown_columns(sheet: Sheet, known: Sequence[Column]) -> list[str]:
    """A note for headings that name nothing we keep; none where there is none."""
    names = {column.name for column in known}
    left = [heading for heading in sheet.columns if heading and _plain(heading) not in names]
    told = _("These columns are not known here and are left out: %(columns)s.", columns=", ".join(left))
    return [told] if left else []


def _plain(heading: str) -> str:
    return "_".join(tidy(unescaped(heading)).casefold().split())


def read_rows(sheet: Sheet, known: Sequence[Column], needed: Sequence[str]) -> Iterator[Row]:
    """Every row with what could be read of it, and what could not. Raises SheetError."""
    at = places(sheet.columns, known, needed)
    for number, cells in sheet.rows:
        row = Row(number)
        if any(cell.strip() for cell in cells[len(sheet.columns) :]):
            mend = _("Put text that holds the separator in quotes.")
            row.wrong(_("the row"), _("This row has more cells than the heading."), mend)
        for column in known:
            place = at.get(column.name, len(cells))
            _read(row, column, cells[place] if place < len(cells) else "", column.name in needed)
        yield row


def _read(row: Row, column: Column, raw: str, needed: bool) -> None:
    if raw.startswith("="):
        mend = _("Paste it as a value and export again.")
        row.wrong(column.name, _("This cell holds a formula, not its result."), mend)
        return
    text = tidy(unescaped(raw))
    try:
        if needed and not text:
            raise Unclear(_("There is nothing here."), _("Fill it in."))
        row.cells[column.name] = column.read(text)
    except Unclear as wrong:
        row.wrong(column.name, wrong.problem, wrong.mend)
