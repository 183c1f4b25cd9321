"""Whether a sheet has the columns that a mapping names."""

from collections.abc import Iterable
from difflib import get_close_matches

from shopper.sheets import RowProblem, Sheet


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
