"""What became of a form: its question set, what had to be told, and the account of every row."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from survey_defs.schema import QuestionSet

Level = Literal["refused", "lost", "changed", "told"]
"""refused: no set came of it · lost: something was left out · changed: it is asked otherwise than in the
form · told: nothing is missing, but somebody should know."""

ACCOUNTED = ("survey", "choices", "settings")
"""The sheets of which every row is accounted for."""


class Unwritable(ValueError):
    """A set that cannot be written in this form; the text is a sentence with the next step."""


class Unreadable(ValueError):
    """Bytes that are no form; what is wrong and how to mend it."""

    def __init__(self, what: str, mend: str) -> None:
        self.what, self.mend = what, mend
        super().__init__(what)


@dataclass(frozen=True, slots=True)
class FormFinding:
    """One thing to know, with all the rows it is about (none: the whole sheet or file).

    `sheet` is "" for the whole file, `column` the heading as it is written or "". `what` and `mend` are
    sentences for the pages to translate."""

    level: Level
    sheet: str
    rows: tuple[int, ...]
    column: str
    what: str
    mend: str

    @property
    def row(self) -> int | None:
        """The first row it is about."""
        return self.rows[0] if self.rows else None

    @property
    def place(self) -> str:
        """`survey 5, 7 relevant`: sheet, rows and column, what is not known left out."""
        return " ".join(part for part in (self.sheet, brief_rows(self.rows), self.column) if part)


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row of a sheet and what became of it: a key, or None and the findings that name the row.

    `findings` are numbers from 1, places in `Import.findings`. `type` and `label` are as written."""

    sheet: str
    row: int
    name: str
    type: str
    label: str
    became: str | None
    findings: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """Rows of a sheet: `imported` + `named` (nothing became of them, a finding says why) = `rows`."""

    rows: int
    imported: int
    named: int


@dataclass(frozen=True, slots=True)
class Import:
    """What became of a file; `question_set` is None where it was refused or holds no question."""

    file: str
    question_set: QuestionSet | None
    findings: tuple[FormFinding, ...]
    rows: tuple[FormRow, ...] = ()

    @property
    def counts(self) -> dict[str, Counted]:
        """By sheet, in the order survey, choices, settings; sheets without rows are left out."""
        of = {sheet: [row for row in self.rows if row.sheet == sheet] for sheet in ACCOUNTED}
        return {sheet: _counted(rows) for sheet, rows in of.items() if rows}

    def about(self, row: FormRow) -> tuple[FormFinding, ...]:
        """The findings that name this row."""
        return tuple(self.findings[number - 1] for number in row.findings)


def _counted(rows: list[FormRow]) -> Counted:
    imported = sum(row.became is not None for row in rows)
    named = sum(row.became is None and bool(row.findings) for row in rows)
    return Counted(len(rows), imported, named)


def grouped(findings: Iterable[FormFinding]) -> Iterator[FormFinding]:
    """The findings with those that say the same of one column in one, so that a page stays short."""
    same: dict[tuple[str, ...], list[FormFinding]] = {}
    for one in findings:
        same.setdefault((one.level, one.sheet, one.column, one.what, one.mend), []).append(one)
    for group in same.values():
        rows = sorted({row for one in group for row in one.rows})
        first = group[0]
        yield FormFinding(first.level, first.sheet, tuple(rows), first.column, first.what, first.mend)


def brief_rows(rows: tuple[int, ...], most: int = 8) -> str:
    """`5, 7–9`: neighbours in one, at most `most` of them and an ellipsis."""
    spans: list[list[int]] = []
    for row in rows:
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    said = [str(low) if low == high else f"{low}–{high}" for low, high in spans[:most]]
    return ", ".join(said) + (", …" if len(spans) > most else "")
