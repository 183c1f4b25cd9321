"""Means over many visits and the variance of one, in points, from cells in hundredths."""

from collections.abc import Iterable, Sequence

import numpy as np
from scipy.special import ndtri

from scoring.compare import Floats, pooled_within
from scoring.compare.ranges import t_over_z
from scoring.comparison.records import MeanRange

LEAST_VARIANCE = 0.25
"""Half a point squared: no mean is claimed to be sharper, however alike its visits were."""


def visit_variance(cells: Iterable[Sequence[int]]) -> tuple[float, int]:
    """Pooled variance of one visit in points² over (n, total, total_sq) cells, and its degrees of freedom."""
    rows = list(cells)
    variance, df = pooled_within([row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows])
    return float(variance) / 10_000, df


def mean_range(
    cells: Iterable[Sequence[int]], variance: float, df: int, level: float = 0.95
) -> MeanRange | None:
    """Mean of all visits in (n, total, total_sq) cells with its range; None without visits.

    It speaks of the branches that were visited, so only chance between visits counts: ȳ ± t·√(s²/n).
    variance (points²) and df as `visit_variance` gives them; df = 0: no range. For measures that can be
    negative (the gap) as well, so the range is not cut to 0–100.
    """
    rows = list(cells)
    n = sum(row[0] for row in rows)
    if n == 0:
        return None
    mean = sum(row[1] for row in rows) / n / 100
    if df == 0:
        return MeanRange(mean, None, None, n)
    half = t_quantile(level, df) * max(variance / n, LEAST_VARIANCE) ** 0.5
    return MeanRange(mean, mean - half, mean + half, n)


def points(cells: Iterable[Sequence[int]], variance: float) -> tuple[Floats, Floats]:
    """Means of (n, total, …) cells with n > 0 in points, and their floored sampling variances s²/n."""
    table = np.array([(row[0], row[1]) for row in cells], dtype=np.float64)
    return table[:, 1] / table[:, 0] / 100, np.maximum(variance / table[:, 0], LEAST_VARIANCE)


def t_quantile(level: float, df: int) -> float:
    """Half-width of a central range in standard errors: t below 30 degrees of freedom, else normal."""
    return float(ndtri((1 + level) / 2)) * t_over_z(level, df)
