"""The sheets of a form as plain words: a heading, and rows of cells by column, each with its number."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from survey_defs.formats.headings import Heading, headings
from survey_defs.formats.report import Level, Unreadable
from survey_defs.sentence import N_, Sentence

MOST_ROWS = 20_000
MOST_COLUMNS = 1_000
_UNSEEN = re.compile("[\u200b\u2060\ufeff]")

Cells = dict[int, str]


@dataclass
class Sheet:
    """`name` as it is known (small letters), `title` as it is written. Rows by their number in the file,
    without the heading and without empty ones; cells by column from 0, without empty ones."""

    name: str
    title: str
    header: dict[int, str]
    header_row: int = 1
    rows: dict[int, Cells] = field(default_factory=dict)

    @cached_property
    def headings(self) -> dict[int, Heading]:
        """What each column is for."""
        return headings(self.name, self.header)

    @cached_property
    def columns(self) -> dict[str, list[int]]:
        """The columns of each field, in order; several where it is said in several languages."""
        found: dict[str, list[int]] = {}
        for column, heading in self.headings.items():
            found.setdefault(heading.field, []).append(column)
        return found

    def said(self, row: int, name: str) -> str:
        """The words in the first filled column of a field; "" where there are none."""
        cells = self.rows[row]
        return next((cells[column] for column in self.columns.get(name, ()) if column in cells), "")

    def title_of(self, name: str) -> str:
        """The heading of a field as it is written."""
        return next((self.header[column] for column in self.columns.get(name, ())), name)

    def filled(self, column: int) -> list[int]:
        """The rows with something in this column."""
        return [row for row, cells in self.rows.items() if column in cells]


@dataclass(slots=True)
class Aside:
    """Something to tell that was seen while reading."""

    level: Level
    sheet: str
    rows: tuple[int, ...]
    column: str
    what: str
    mend: str


@dataclass
class Book:
    """All sheets that a form is made of, and what was seen while reading them.

    `beside`: sheets of which nothing is made, and which pyxform wants to see; `others`: titles of the rest."""

    sheets: list[Sheet]
    beside: list[Sheet] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)

    def sheet(self, name: str) -> Sheet | None:
        return next((one for one in self.sheets if one.name == name), None)


Row = tuple[int, dict[int, str]]


def make_sheet(title: str, rows: Iterator[Row], name: str = "") -> Sheet:
    """The first row is the heading, as pyxform has it; empty rows are left out."""
    first, header = next(rows, (1, {}))
    header = {column: tidy for column, words in header.items() if (tidy := _tidy(words))}
    sheet = Sheet(name or known_name(title), title, header, first)
    for number, cells in rows:
        filled = {column: words.strip() for column, words in cells.items() if words.strip()}
        if filled:
            sheet.rows[number] = filled
        if len(sheet.rows) > MOST_ROWS or any(column >= MOST_COLUMNS for column in filled):
            raise _too_many(title)
    return sheet


def _tidy(heading: str) -> str:
    """In one line, without the marks that nobody sees and that come along when words are pasted."""
    return " ".join(_UNSEEN.sub("", heading).split())


def merged(sheet: Sheet, spans: Iterable[tuple[int, int]]) -> Iterator[Aside]:
    """What to tell of merged cells; `spans`: their first and last rows."""
    named = {row for top, bottom in spans for row in sheet.rows if top <= row <= bottom}
    if named:
        what = N_("Cells are merged here; what they say counts for the first of them alone.")
        mend = N_("Unmerge them and fill each cell in.")
        yield Aside("told", sheet.name, tuple(sorted(named)), "", what, mend)


def _too_many(title: str) -> Unreadable:
    what = Sentence(
        "The sheet “%(sheet)s” has more than %(rows)s rows or %(columns)s columns.",
        sheet=title[:60], rows=MOST_ROWS, columns=MOST_COLUMNS,
    )  # fmt: skip
    return Unreadable(what, N_("Delete what is not part of the form, and read it again."))


def known_name(title: str) -> str:
    return title.strip().lower()
