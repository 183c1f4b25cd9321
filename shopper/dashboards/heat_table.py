"""The heat table as it is drawn: its cells, rows, orders and CSV."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from flask_babel import gettext as _

from scoring.comparison import ENOUGH_VISITS, BranchEstimate, MeanRange
from scoring.figures import heat_step, pointed
from shopper.dashboards.compare import ordered, orders
from shopper.dashboards.filters import Showing
from shopper.dashboards.heat_columns import Column
from shopper.dashboards.heat_words import Behind
from shopper.dashboards.sentences import Headline
from shopper.dashboards.words import branches
from shopper.language import sentence_case

FEW = 0
"""The step of a cell with too few visits."""


class Cell(NamedTuple):
    """`step` 1–4, 0 where there are too few visits; `behind` is the range and n of the number."""

    words: str
    step: int
    behind: str


class Row(NamedTuple):
    """A branch, or with id None a row of means over many."""

    id: int | None
    name: str
    n: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Heat:
    """Comparisons by measure, `overall` among them; `shown` are the branches that may be named."""

    showing: Showing
    split: str
    headline: Headline
    columns: Sequence[Column] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    shown: Sequence[BranchEstimate] = ()
    found: Mapping[str, Mapping[str, BranchEstimate]] = field(default_factory=dict)
    means: Sequence[Row] = ()
    caption: str = ""
    unvisited: int = 0


def in_order(
    shown: Sequence[BranchEstimate],
    names: Mapping[str, str],
    found: Mapping[str, Mapping[str, BranchEstimate]],
    order: str,
) -> list[BranchEstimate]:
    """By a column from the lowest estimate up, those with too few visits there last; else as on Compare."""
    column = found.get(order)
    if column is None or order == "overall":
        return ordered(shown, names, order)

    def lowest(each: BranchEstimate) -> tuple[bool, float, str]:
        cell = column.get(each.key)
        few = cell is None or cell.n < ENOUGH_VISITS
        return few, cell.theta if cell else 100.0, names[each.key].casefold()

    return sorted(shown, key=lowest)


def mean_cell(mean: MeanRange | None, behind: Behind) -> Cell:
    """A mean over many visits."""
    if mean is None:
        return Cell(_("not seen"), FEW, "")
    if mean.n < ENOUGH_VISITS:
        return Cell(_("too few"), FEW, behind.mean(mean))
    return Cell(behind.number(mean.mean), heat_step(mean.mean), behind.mean(mean))


def order_of(heat: Heat, asked: str) -> str:
    """The order in force; need for attention where the address names none."""
    known = {"need", "name", "visits", *(each.measure for each in heat.columns)}
    return asked if asked in known else "need"


def title(heat: Heat, order: str) -> str:
    """What the table shows, in which order."""
    told = sentence_case(branches(len(heat.shown)))
    label = next((each.label for each in heat.columns if each.measure == order), "")
    if label:
        return _("%(branches)s, the lowest in “%(column)s” first", branches=told, column=label)
    if order in ("name", "visits"):
        return _("%(branches)s, by %(order)s", branches=told, order=orders()[order])
    return _("%(branches)s, those who need you first", branches=told)


def rows(heat: Heat, part: Sequence[BranchEstimate]) -> list[Row]:
    """The branches of this page in words."""
    behind = Behind()
    return [
        Row(int(each.key), heat.names[each.key], each.n, tuple(_cells(heat, each.key, behind)))
        for each in part
    ]


def _cells(heat: Heat, branch: str, behind: Behind) -> list[Cell]:
    return [_cell(heat.found[each.measure].get(branch), behind) for each in heat.columns]


def _cell(found: BranchEstimate | None, behind: Behind) -> Cell:
    if found is None:
        return Cell(_("not seen"), FEW, "")
    if found.n < ENOUGH_VISITS:
        return Cell(_("too few"), FEW, behind.estimate(found))
    return Cell(behind.number(found.theta), heat_step(found.theta), behind.estimate(found))


def sheet(heat: Heat) -> tuple[list[str], list[tuple[object, ...]]]:
    """Columns and rows of the CSV: every branch, each number with its range, own mean and visits."""
    parts = (_("estimate"), _("likely from"), _("likely to"), _("own mean"), _("visits"))
    head = [_("Branch"), _("Visits")]
    head += [
        _("%(column)s, %(part)s", column=each.label, part=part) for each in heat.columns for part in parts
    ]
    return head, [_line(heat, each) for each in heat.shown]


def _line(heat: Heat, branch: BranchEstimate) -> tuple[object, ...]:
    cells = [heat.found[each.measure].get(branch.key) for each in heat.columns]
    numbers = [value for cell in cells for value in _numbers(cell)]
    return heat.names[branch.key], branch.n, *numbers


def _numbers(cell: BranchEstimate | None) -> tuple[int | None, ...]:
    if cell is None:
        return None, None, None, None, 0
    told = (cell.theta, cell.low, cell.high, cell.mean)
    return *(None if value is None else int(pointed(value, 0)) for value in told), cell.n
