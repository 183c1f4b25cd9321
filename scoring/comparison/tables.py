"""The comparison of all branches from arrays, for pages that make it for many measures at once."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.compare import Floats, interval, percentile_interval, probability_in_bottom, shrink
from scoring.compare.ranges import t_over_z
from scoring.comparison.branches import by_need, compare_branches, why_alone
from scoring.comparison.means import LEAST_VARIANCE
from scoring.comparison.records import ENOUGH_VISITS, QUARTER, BranchEstimate, Comparison, flag_of

Ints = NDArray[np.int64]
Columns = Sequence[Sequence[float | None]]


class CellTable(NamedTuple):
    """Sums of one measure, one row per branch and quarter (and per side of the period's start, where
    that falls inside a quarter), in hundredths of a point; all of one length. Quarters are counted back
    from the end. Fewer than 300,000 visits a row keep the sums exact."""

    branch: Ints
    quarter: Ints
    inside: NDArray[np.bool_]
    n: Ints
    total: Ints
    total_sq: Ints

    def where(self, rows: NDArray[np.bool_]) -> "CellTable":
        """Some of its rows."""
        return CellTable(
            self.branch[rows],
            self.quarter[rows],
            self.inside[rows],
            self.n[rows],
            self.total[rows],
            self.total_sq[rows],
        )

    def by_branch(self) -> "Branches":
        """Summed by branch, in order of the branches."""
        branches, at = np.unique(self.branch, return_inverse=True)
        n, total, total_sq = (
            _summed(each, at, len(branches)) for each in (self.n, self.total, self.total_sq)
        )
        return Branches(branches, n, total, total_sq)


class Branches(NamedTuple):
    """One row per branch."""

    branch: Ints
    n: Ints
    total: Ints
    total_sq: Ints


def compare_table(
    table: CellTable, overlapping: int, *, flags: bool = True, places: bool = False
) -> Comparison:
    """What `compare_branches` says; without `places`, places and inner ranges are None.

    overlapping: the number of the first quarter (counted back) that shares months with the period.
    Without `flags` the branches come in order of their keys and nobody is called low or high."""
    quarters = quarters_of(table)
    variance, df = visit_spread([part for _quarter, part in quarters])
    before = [part for quarter, part in quarters if quarter > overlapping]
    period = table.where(table.inside).by_branch()
    if why_alone([len(period.n), *(len(each.n) for each in before)], df):
        return _few(table, overlapping)
    y, v = as_points(period, variance)
    shrunk = shrink(y, v, [(y, v), *(as_points(each, variance) for each in before)])
    low, high = (np.clip(end, 0, 100) for end in interval(y, v, shrunk, 0.95, df))
    sd = shrunk.sd * t_over_z(0.95, df)
    nothing: Columns = [[None] * len(y)] * 2
    inner = [np.clip(end, 0, 100).tolist() for end in interval(y, v, shrunk, 0.5, df)] if places else nothing
    place = [each.tolist() for each in percentile_interval(shrunk.theta, sd)] if places else nothing
    chances = _chances(shrunk.theta, sd) if flags else nothing
    columns = [each.tolist() for each in (period.branch, period.n, y, shrunk.theta, low, high)]
    branches = [_estimate(*row) for row in zip(*columns, *inner, *place, *chances, strict=True)]
    n = int(period.n.sum())
    shown = by_need(branches) if flags else tuple(branches)
    return Comparison(shown, shrunk.mu, shrunk.tau, variance**0.5, df, "shrunk", None, n)


def _summed(column: Ints, at: NDArray[np.intp], size: int) -> Ints:
    """Sums by group; whole numbers far below 2⁵³, so that floats hold them exactly."""
    return np.bincount(at, weights=column, minlength=size).astype(np.int64)


def quarters_of(table: CellTable) -> list[tuple[int, Branches]]:
    """Each quarter, counted back from the end, by branch."""
    return [(int(each), table.where(table.quarter == each).by_branch()) for each in np.unique(table.quarter)]


def visit_spread(quarters: Sequence[Branches]) -> tuple[float, int]:
    """Pooled variance of one visit in points², and its degrees of freedom; n·Q − S² is whole."""
    around = sum(float(((n * q - s * s) / n).sum()) for _branches, n, s, q in quarters)
    df = sum(int(n.sum()) - len(n) for _branches, n, _s, _q in quarters)
    return (around / df / 10_000 if df else 0.0), df


def as_points(cells: Branches, variance: float) -> tuple[Floats, Floats]:
    """Means in points, and their floored sampling variances s²/n."""
    return cells.total / cells.n / 100, np.maximum(variance / cells.n, LEAST_VARIANCE)


def _chances(theta: Floats, sd: Floats) -> Columns:
    return [probability_in_bottom(side * theta, sd, QUARTER).tolist() for side in (1, -1)]


def _estimate(key: int, n: int, mean: float, theta: float, *more: float | None) -> BranchEstimate:
    low, high, low_50, high_50, worst, best, p_low, p_high = more
    place = None if worst is None or best is None or n < ENOUGH_VISITS else (worst, best)
    flag = flag_of(n, p_low or 0.0, p_high or 0.0)
    return BranchEstimate(str(key), n, mean, theta, low, high, low_50, high_50, place, p_low, p_high, flag)


def _few(table: CellTable, overlapping: int) -> Comparison:
    """Too few branches to shrink: so few that the plain way costs nothing."""

    def cells(part: CellTable) -> dict[str, tuple[int, int, int]]:
        rows = zip(*(each.tolist() for each in part.by_branch()), strict=True)
        return {str(key): (n, total, total_sq) for key, n, total, total_sq in rows}

    blocks = [(each, cells(table.where(table.quarter == each))) for each in np.unique(table.quarter)]
    before = [found for each, found in blocks if each > overlapping]
    during = [found for each, found in blocks if each <= overlapping]
    return compare_branches(cells(table.where(table.inside)), before, during)
