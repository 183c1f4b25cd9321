"""Collects findings while a form is read, and makes the account of its rows in the end."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from survey_defs.formats.report import ACCOUNTED, FormFinding, FormRow, Level
from survey_defs.formats.sheets import Book
from survey_defs.problems import brief, shorten
from survey_defs.sentence import N_

LONGEST = 600
"""Characters of one sentence; cells are quoted in them."""

MOST = 5000
"""Findings of one form that are told one by one."""


@dataclass(slots=True)
class Teller:
    """`became` maps a row, as (sheet, row), to the key it became."""

    findings: list[FormFinding] = field(default_factory=list)
    became: dict[tuple[str, int], str] = field(default_factory=dict)
    _seen: set[FormFinding] = field(default_factory=set)
    _columns: set[tuple[str, int]] = field(default_factory=set)

    def tell(  # noqa: PLR0913, PLR0917 - the six parts of a finding
        self, level: Level, sheet: str, rows: int | Iterable[int], column: str, what: str, mend: str
    ) -> None:
        """Adds a finding; the same one twice is told once."""
        named = (rows,) if isinstance(rows, int) else tuple(sorted(set(rows)))
        one = FormFinding(
            level, sheet, named, shorten(column, 80), brief(what, LONGEST), brief(mend, LONGEST)
        )
        if one not in self._seen:
            self._seen.add(one)
            self.findings.append(one)

    def is_new(self, sheet: str, column: int) -> bool:
        """Whether this is the first time that a column is asked about; for what is told once for all rows."""
        new = (sheet, column) not in self._columns
        self._columns.add((sheet, column))
        return new

    def whole(self, level: Level, what: str, mend: str, sheet: str = "") -> None:
        """A finding about the whole sheet or file."""
        self.tell(level, sheet, (), "", what, mend)

    def account(self, book: Book) -> tuple[FormRow, ...]:
        """Every row of the sheets that are accounted for; none of them in silence."""
        self._name_the_rest(book)
        numbers: dict[tuple[str, int], list[int]] = {}
        for number, finding in enumerate(self.findings, start=1):
            for row in finding.rows:
                numbers.setdefault((finding.sheet, row), []).append(number)
        return tuple(
            FormRow(
                name, row, sheet.said(row, "name"), sheet.said(row, "type"), sheet.said(row, "label"),
                self.became.get((name, row)), tuple(numbers.get((name, row), ())),
            )
            for name in ACCOUNTED
            if (sheet := book.sheet(name)) is not None
            for row in sheet.rows
        )  # fmt: skip

    def _name_the_rest(self, book: Book) -> None:
        """Whatever else happens, a row of which nothing became is named."""
        known = {(one.sheet, row) for one in self.findings for row in one.rows} | self.became.keys()
        for name in ACCOUNTED:
            sheet = book.sheet(name)
            left = [row for row in sheet.rows if (name, row) not in known] if sheet else []
            if left:
                mend = N_("Add what it asks by hand, or mend the row and read the form again.")
                self.tell("lost", name, left, "", N_("Nothing could be made of this."), mend)
