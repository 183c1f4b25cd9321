"""Branches as a sheet that an import reads as the same."""

from collections.abc import Iterable
from typing import Any

from shopper.admin.places.sheets.columns import COLUMNS, NAMES, flat
from shopper.sheets import write_sheet


def as_sheet(branches: Iterable[tuple[tuple[str, ...], dict[str, Any]]]) -> str:
    """Each branch, given as its region's path and its columns, in a row."""
    cells = (flat(path, values) for path, values in branches)
    return write_sheet(NAMES, ([column.write(row[column.name]) for column in COLUMNS] for row in cells))


def template() -> str:
    """The heading with one row to write over."""
    return write_sheet(NAMES, [[column.example for column in COLUMNS]])
