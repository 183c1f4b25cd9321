"""Is there one point in time where the level changed."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import rankdata

LEAST_POINTS = 4


class ChangePoint(NamedTuple):
    """Where the level most likely changed, and how likely chance alone would show as much."""

    at: int
    """The last point before the change, counted from 1."""
    statistic: float
    """K = max|U_t|."""
    p: float
    """About: chance of a K as large where nothing changed."""
    before: float
    after: float
    """Medians of the two parts, in the unit of y."""
    n: int


def change_point(y: ArrayLike) -> ChangePoint:
    """Pettitt's test for one change of level in points y (n ≥ 4) in order of time.

    U_t = 2·Σ_{i≤t} rank_i − t(n+1), K = max|U_t|, p ≈ 2·exp(−6K²/(n³+n²)), at most 1; ties get mean ranks.
    Pettitt 1979, doi 10.2307/2346729. Raises ValueError for fewer than four points or values not finite.
    """
    points = np.asarray(y, dtype=np.float64)
    n = len(points)
    if points.ndim != 1 or n < LEAST_POINTS or not np.isfinite(points).all():
        raise ValueError("a change point needs at least four finite values in order")
    order = np.arange(1, n)
    u = 2 * np.cumsum(rankdata(points))[:-1] - order * (n + 1)
    at = int(np.argmax(np.abs(u))) + 1
    k = float(abs(u[at - 1]))
    p = min(1.0, 2 * float(np.exp(-6 * k**2 / (n**3 + n**2))))
    return ChangePoint(at, k, p, float(np.median(points[:at])), float(np.median(points[at:])), n)
