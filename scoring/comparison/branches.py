"""Estimates, ranges, places and flags of all branches at once."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from scoring.compare import Floats, interval, percentile_interval, probability_in_bottom, shrink
from scoring.compare.ranges import t_over_z
from scoring.comparison.means import points, t_quantile, visit_variance
from scoring.comparison.records import (
    ENOUGH_VISITS,
    NEED,
    QUARTER,
    BranchEstimate,
    Cell,
    Comparison,
    Reason,
    flag_of,
)

Cells = Mapping[str, Sequence[int]]


def compare_branches(period: Cells, before: Sequence[Cells] = (), inside: Sequence[Cells] = ()) -> Comparison:
    """Compare all branches of the reference population on (n, total, total_sq) cells in hundredths.

    period: per branch key its visits in the chosen period · before: the quarters of the trailing 12
    months that do not overlap the period, one mapping each · inside: the quarters that do, needed only
    when the period is not itself one quarter. The visit variance comes from all quarter cells; the
    between-branch sd from the period and the quarters before it. Cells without visits are left out.
    """
    cells = _visited(period)
    past = [_visited(quarter) for quarter in before]
    quarters = [*(inside or [period]), *before]
    variance, df = visit_variance(cell for quarter in quarters for cell in quarter.values())
    reason = why_alone([len(cells), *map(len, past)], df)
    s, n = variance**0.5 if df else None, sum(cell.n for cell in cells.values())
    if reason:
        mu = sum(cell.total for cell in cells.values()) / n / 100 if n else None
        return Comparison(by_need(_alone(cells, variance, df)), mu, None, s, df, "own_mean", reason, n)
    y, v = points(cells.values(), variance)
    shrunk = shrink(y, v, [(y, v), *(points(quarter.values(), variance) for quarter in past if quarter)])
    whole, half = (interval(y, v, shrunk, level, df) for level in (0.95, 0.5))
    columns = [y, shrunk.theta, *_cut(*whole), *_cut(*half)]
    branches = _placed(cells, columns, shrunk.theta, shrunk.sd * t_over_z(0.95, df))
    return Comparison(by_need(branches), shrunk.mu, shrunk.tau, s, df, "shrunk", None, n)


def by_need(branches: Iterable[BranchEstimate]) -> tuple[BranchEstimate, ...]:
    """Those who need attention first: likely low, possibly low (surest first), the middle from the
    lowest estimate up, high; those with too few visits to say stand last."""

    def need(branch: BranchEstimate) -> tuple[int, float, float, str]:
        low = branch.flag in ("likely_low", "possibly_low")
        return NEED.index(branch.flag), -(branch.p_low or 0.0) * low, branch.theta, branch.key

    return tuple(sorted(branches, key=need))


def _visited(cells: Cells) -> dict[str, Cell]:
    return {key: Cell(*cell) for key, cell in cells.items() if cell[0] > 0}


def why_alone(branches: Sequence[int], df: int) -> Reason | None:
    """Why branches cannot borrow from each other, given how many each period has; the current one first."""
    if df == 0:
        return "one_visit_each"
    if branches[0] < 3:
        return "few_branches"
    return "few_comparisons" if sum(max(known - 1, 0) for known in branches) < 4 else None


def _alone(cells: Mapping[str, Cell], variance: float, df: int) -> list[BranchEstimate]:
    """ȳ ± t·√v, and neither place nor flag: unshrunk means single out the lucky and the unlucky."""
    if not cells:
        return []
    y, v = points(cells.values(), variance)
    unknown = [(None,) * 4] * len(y)
    ranges = _cut_ranges(y, np.sqrt(v), df) if df else unknown
    return [
        BranchEstimate(key, cell.n, mean, mean, *ends, None, None, None, flag_of(cell.n, 0.0, 0.0))
        for (key, cell), mean, ends in zip(cells.items(), y.tolist(), ranges, strict=True)
    ]


def _cut_ranges(y: Floats, se: Floats, df: int) -> list[tuple[float, float, float, float]]:
    whole, half = (_cut(y - t * se, y + t * se) for t in (t_quantile(0.95, df), t_quantile(0.5, df)))
    return list(zip(*(end.tolist() for end in (*whole, *half)), strict=True))


def _placed(
    cells: Mapping[str, Cell], columns: list[Floats], theta: Floats, sd: Floats
) -> list[BranchEstimate]:
    low, high = (probability_in_bottom(side * theta, sd, QUARTER) for side in (1, -1))
    table = np.column_stack([*columns, *percentile_interval(theta, sd), low, high]).tolist()
    return [_estimate(key, cell.n, *row) for (key, cell), row in zip(cells.items(), table, strict=True)]


def _estimate(key: str, n: int, *row: float) -> BranchEstimate:
    mean, theta, low, high, low_50, high_50, worst, best, p_low, p_high = row
    place = (worst, best) if n >= ENOUGH_VISITS else None
    flag = flag_of(n, p_low, p_high)
    return BranchEstimate(key, n, mean, theta, low, high, low_50, high_50, place, p_low, p_high, flag)


def _cut(low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Ranges of a score end at 0 and 100, as scores do."""
    return np.clip(low, 0, 100), np.clip(high, 0, 100)
