"""Control charts: the limits that ordinary ups and downs stay within."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from scoring.compare import Floats

D2 = 1.128
"""Mean range of two normal values, in standard deviations."""


class Xmr(NamedTuple):
    """Individuals chart: centre and limits in the unit of the points, and how many there were."""

    center: float
    mr_bar: float
    upper: float
    lower: float
    n: int

    @property
    def sigma(self) -> float:
        """Sd of ordinary ups and downs."""
        return self.mr_bar / D2


class Ewma(NamedTuple):
    """Weighted running mean after each point; limits where an sd is known."""

    values: Floats
    upper: float | None
    lower: float | None

    @property
    def n(self) -> int:
        """Points."""
        return len(self.values)


class PChart(NamedTuple):
    """Chart of a rate, as parts of 1; limits are one number for equal n, else one per point."""

    center: float
    upper: float | Floats
    lower: float | Floats
    signals: tuple[int, ...]
    """Points outside the limits, counted from 1."""
    n: int
    """All trials together."""


def xmr(x: ArrayLike) -> Xmr:
    """Centre and natural limits of at least two points in order: mean ± 3·(mean moving range)/1.128.

    3/1.128 = 2.66. NIST/SEMATECH e-Handbook 6.3.2.2. Raises ValueError for fewer than two points.
    """
    points = _points(x, 2)
    center, mr_bar = float(points.mean()), float(np.abs(np.diff(points)).mean())
    return Xmr(center, mr_bar, center + 3 * mr_bar / D2, center - 3 * mr_bar / D2, len(points))


def ewma(x: ArrayLike, weight: float, start: float, sd: float | None = None, limit: float = 3.0) -> Ewma:
    """E_t = weight·x_t + (1 − weight)·E_{t−1} from E_0 = start, with 0 < weight ≤ 1.

    Limits start ± limit·sd·√(weight/(2 − weight)), those of the long run; None without an sd.
    NIST/SEMATECH e-Handbook 6.3.2.4. Raises ValueError for another weight or no points.
    """
    if not 0 < weight <= 1:
        raise ValueError("the weight of the newest point is above 0 and at most 1")
    values = _points(x, 1).copy()
    before = start
    for t, point in enumerate(values.tolist()):
        before = values[t] = weight * point + (1 - weight) * before
    if sd is None:
        return Ewma(values, None, None)
    reach = limit * sd * (weight / (2 - weight)) ** 0.5
    return Ewma(values, start + reach, start - reach)


def p_chart(hits: ArrayLike, n: ArrayLike) -> PChart:
    """Chart of a rate: p̄ = Σhits/Σn, limits p̄ ± 3·√(p̄(1−p̄)/n) cut to 0–1; n per point or one for all.

    NIST/SEMATECH e-Handbook 6.3.3.2. Raises ValueError for points without trials or with more hits than n.
    """
    counts, trials = np.broadcast_arrays(_points(hits, 1), np.asarray(n, dtype=np.float64))
    if (trials <= 0).any() or (counts < 0).any() or (counts > trials).any():
        raise ValueError("every point needs n above 0 and 0 to n hits")
    center = float(counts.sum() / trials.sum())
    reach = 3 * np.sqrt(center * (1 - center) / trials)
    upper, lower = np.minimum(center + reach, 1), np.maximum(center - reach, 0)
    outside = (counts / trials > upper) | (counts / trials < lower)
    signals = tuple((np.flatnonzero(outside) + 1).tolist())
    if np.ndim(n) == 0:
        return PChart(center, float(upper[0]), float(lower[0]), signals, int(trials.sum()))
    return PChart(center, upper, lower, signals, int(trials.sum()))


def _points(x: ArrayLike, least: int) -> Floats:
    points = np.asarray(x, dtype=np.float64)
    if points.ndim != 1 or len(points) < least or not np.isfinite(points).all():
        raise ValueError(f"needs a flat list of at least {least} finite points")
    return points
