"""Is there a straight trend: weighted least squares with known variances, and the median of all slopes."""

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri

from scoring.compare import Floats
from scoring.compare.ranges import t_over_z

Direction = Literal["improving", "declining", "no evidence"]

LEAST_POINTS = 3


class Trend(NamedTuple):
    """Points (of score) per unit of t, its likely range, and what may be said."""

    slope: float
    low: float
    high: float
    theil_sen: float
    """Median of the slopes between every two points: one wild month does not move it."""
    inflation: float
    """√max(1, χ²/df): how much wider the range became because the points scatter more than they should."""
    n: int
    """Points in time."""

    @property
    def direction(self) -> Direction:
        """`improving` or `declining` only where the whole range lies on one side of 0."""
        return "improving" if self.low > 0 else "declining" if self.high < 0 else "no evidence"


def trend(t: ArrayLike, y: ArrayLike, v: ArrayLike, level: float = 0.95) -> Trend:
    """The trend of means y (n,) in points at times t (n,), with known variances v > 0 in points².

    slope = Σw(t−t̄)(y−ȳ)/Σw(t−t̄)² with w = 1/v, its standard error 1/√Σw(t−t̄)² times √max(1, χ²/df),
    χ² = Σw·residual² on df = n − 2 (Birge 1932, doi 10.1103/PhysRev.40.207). Where the inflation is at
    work the range uses t on df. Theil–Sen: Sen 1968, doi 10.1080/01621459.1968.10480934.

    Raises ValueError for fewer than three points, times that are all the same, or a v that is not positive.
    """
    times, means, variances = (np.asarray(one, dtype=np.float64) for one in (t, y, v))
    if times.ndim != 1 or len(times) < LEAST_POINTS or not times.shape == means.shape == variances.shape:
        raise ValueError("a trend needs at least three points, each with a time, a mean and a variance")
    if np.ptp(times) == 0 or not (variances > 0).all():
        raise ValueError("times must differ and variances be above 0")
    weight = 1 / variances
    away = times - weight @ times / weight.sum()
    slope = float(weight @ (away * means) / (weight @ away**2))
    residual = means - weight @ means / weight.sum() - slope * away
    df = len(times) - 2
    inflation = max(1.0, float(weight @ residual**2) / df) ** 0.5
    wider = t_over_z(level, df) if inflation > 1 else 1.0
    reach = float(ndtri((1 + level) / 2)) * inflation * wider / float(weight @ away**2) ** 0.5
    return Trend(slope, slope - reach, slope + reach, _theil_sen(times, means), inflation, len(times))


def _theil_sen(times: Floats, means: Floats) -> float:
    one, other = np.triu_indices(len(times), k=1)
    apart = times[other] - times[one]
    slopes = (means[other] - means[one])[apart != 0] / apart[apart != 0]
    return float(np.median(slopes))
