"""What is wrong with a row, where, and how to mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class RowProblem:
    """`row` as a spreadsheet numbers it: the heading is row 1."""

    row: int
    column: str
    problem: str
    mend: str

    def __str__(self) -> str:
        return f"row {self.row}, {self.column}: {self.problem} {self.mend}"


class SheetError(Exception):
    """A file that is no sheet at all; says what to do."""
