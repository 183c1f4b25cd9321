"""One row of a sheet as what a branch is to be, or as everything that is wrong with it."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _

from shopper import opening_hours as hours
from shopper.admin.places.queries import Ground, KnownBranch
from shopper.admin.places.queries.ground import Path, folded
from shopper.admin.places.sheets.columns import COLUMNS, FILLED, NAMES, flat
from shopper.form_parts import tidy
from shopper.models import Region
from shopper.sheets import RowProblem, Sheet, SheetError, Unclear, unescaped

DEEPEST = 20


class Row:
    """`cells` are read values by column; `known` the branch that it is about where there is one."""

    def __init__(self, number: int, known: KnownBranch | None, code: str) -> None:
        self.number, self.known, self.code = number, known, code
        self.before: dict[str, Any] = {}
        self.cells: dict[str, Any] = {}
        self.problems: list[RowProblem] = []

    def wrong(self, column: str, problem: str, mend: str) -> None:
        self.problems.append(RowProblem(self.number, column, problem, mend))

    @property
    def changed(self) -> tuple[str, ...]:
        """The columns that differ from what stands; a region in other capitals is the same."""
        return tuple(name for name in self.cells if _plain(self.cells[name]) != _plain(self.before.get(name)))

    @property
    def whole(self) -> dict[str, Any]:
        """The branch as it would be."""
        return {**dict.fromkeys(NAMES), **_empty(), **self.before, **self.cells}


def _plain(value: Any) -> Any:
    return folded(value) if isinstance(value, tuple) else value


def _empty() -> dict[str, Any]:
    """A new branch of which nothing is said."""
    return {"address": "", "format": "", "currency": "", "closed_days": [], "notes": ""}


class Reader:
    """Reads the rows of one sheet against what stands."""

    def __init__(self, sheet: Sheet, ground: Ground) -> None:
        self.sheet, self.ground, self.paths = sheet, ground, ground.paths
        self.at = places(sheet.columns)
        self.seen: dict[str, int] = {}

    def read(self) -> Iterator[Row]:
        for number, cells in self.sheet.rows:
            yield self._row(number, cells)

    def _row(self, number: int, cells: tuple[str, ...]) -> Row:
        given = {name: cells[place] if place < len(cells) else "" for name, place in self.at.items()}
        code = tidy(unescaped(given["code"]))
        row = Row(number, self.ground.branches.get(code.casefold()), code)
        if row.known:
            row.before = flat(self.paths[row.known.region_id], row.known.values)
        if any(cell.strip() for cell in cells[len(self.sheet.columns) :]):
            mend = _("Put text that holds the separator in quotes.")
            row.wrong(_("the row"), _("This row has more cells than the heading."), mend)
            return row
        self._read_cells(row, given)
        self._check_code(row)
        self._check_region(row)
        if not row.problems:
            _check_together(row)
        return row

    def _read_cells(self, row: Row, given: dict[str, str]) -> None:
        for column in COLUMNS:
            raw = given.get(column.name)
            if raw is None:
                self._check_there(row, column.name)
                continue
            if raw.startswith("="):
                mend = _("Paste it as a value and export again.")
                row.wrong(column.name, _("This cell holds a formula, not its result."), mend)
                continue
            try:
                row.cells[column.name] = column.read(_filled(column.name, tidy(unescaped(raw))))
            except Unclear as wrong:
                row.wrong(column.name, wrong.problem, wrong.mend)

    def _check_there(self, row: Row, name: str) -> None:
        """A column may be left out, but not for a branch that is new."""
        if name in FILLED and row.known is None:
            mend = _("Add the column, or leave the row out.")
            row.wrong(name, _("This branch is new and needs this column."), mend)

    def _check_code(self, row: Row) -> None:
        first = self.seen.setdefault(row.code.casefold(), row.number)
        if row.code and first != row.number:
            mend = _("Leave one of the two rows out.")
            row.wrong("code", _("Row %(row)s has this code too.", row=first), mend)
        if row.known and not row.known.mine:
            mend = _("Choose another code, or ask an admin of that region.")
            row.wrong("code", _("A branch outside your regions has this code."), mend)

    def _check_region(self, row: Row) -> None:
        path: Path | None = row.cells.get("region")
        if path is None:
            return
        if len(path) > DEEPEST or any(len(name) > Region.NAME_MAX for name in path):
            told = _("A name is over %(max)s characters, or there are too many.", max=Region.NAME_MAX)
            row.wrong("region", told, _("Shorten it."))
        elif not self._nearest_mine(path):
            told = _("“%(region)s” is not in your regions.", region=" / ".join(path) or "/")
            row.wrong("region", told, _("Write one of your own, or ask an admin of the client."))

    def _nearest_mine(self, path: Path) -> bool:
        """Whether the lowest region on the way that stands already is one of the person's."""
        for end in range(len(path), -1, -1):
            found = self.ground.regions.get(folded(path[:end]))
            if found:
                return found.mine
        return False


def places(columns: tuple[str, ...]) -> dict[str, int]:
    """Where in a row the columns stand that we know. Raises SheetError."""
    found: dict[str, int] = {}
    for place, heading in enumerate(columns):
        name = "_".join(tidy(unescaped(heading)).casefold().split())
        if name in found:
            told = _("Two columns have the same heading: %(columns)s. Rename one of them.", columns=name)
            raise SheetError(told)
        if name in NAMES:
            found[name] = place
    if "code" not in found:
        told = _("The file has no column “code”. Its first row has to name the columns; it reads: %(columns)s.",
                 columns=", ".join(columns)[:200])  # fmt: skip
        raise SheetError(told)
    return found


def unknown_columns(sheet: Sheet) -> list[str]:
    """Headings that name nothing we keep."""
    return [c for c in sheet.columns if c and "_".join(c.casefold().split()) not in NAMES]


def _filled(name: str, cell: str) -> str:
    if name in FILLED and not cell:
        raise Unclear(_("There is nothing here."), _("Fill it in."))
    return cell


def _check_together(row: Row) -> None:
    """What only several cells together can tell."""
    whole = row.whole
    opened, closed = whole["opened_on"], whole["closed_on"]
    if opened and closed and closed < opened:
        told = _("A branch cannot close before it opens.")
        row.wrong("closed_on", told, _("Mend one of the two dates."))
    if (whole["latitude"] is None) != (whole["longitude"] is None):
        missing = "latitude" if whole["latitude"] is None else "longitude"
        told = _("Latitude and longitude go together, and one of them is missing.")
        row.wrong(missing, told, _("Write both, or neither."))
    clashing = hours.clash([whole[name] for name in hours.WEEKDAYS])
    if clashing is not None:
        told = _("These hours run into those of the next day.")
        row.wrong(hours.WEEKDAYS[clashing], told, _("End them before the next day's begin."))
    if row.known and row.known.busy and closed and "closed_on" in row.changed:
        told = _("It has visits that were not sent yet.")
        mend = _("Close it on its own page, where you say what happens to them.")
        row.wrong("closed_on", told, mend)
