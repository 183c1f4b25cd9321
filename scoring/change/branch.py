"""One branch by month against what its own past predicts."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.compare import Floats

WEIGHT, LIMIT = 0.2, 3.0
BASELINE_VISITS = 6
"""Fewer visits before watching began carry no prediction."""
LEAST_VARIANCE = 0.25
"""Half a point squared, in points²: nothing is claimed to be sharper."""


class Baseline(NamedTuple):
    """What a branch's past predicts, in points and points², and the visits it rests on."""

    mean: float
    variance: float
    n: int


class Monitor(NamedTuple):
    """Per month with visits, in order; all in standard deviations of what was predicted."""

    z: Floats
    """How far the month's mean lies from the prediction."""
    running: Floats
    """E_t: the months so far taken together, the newest with weight .2."""
    limit: Floats
    """How far E_t may stray by chance."""
    alarms: tuple[bool, ...]
    """Whether this month alone, or the months so far, are a signal."""
    n: int
    """Visits."""

    @property
    def sides(self) -> tuple[int, ...]:
        """Per month 1 above what was predicted, −1 below; of an alarm the side that raised it."""
        told = zip(self.z.tolist(), self.running.tolist(), strict=True)
        return tuple(1 if (month if abs(month) > LIMIT else together) > 0 else -1 for month, together in told)


def baseline(n: int, mean: float, s2: float, mu: float, tau2: float) -> Baseline | None:
    """The shrunk mean and variance of N visits before watching began; None under six of them.

    m = B·μ + (1−B)·ȳ and V = (s²/N)(1−B) with B = (s²/N)/(s²/N + τ²). mean and mu in points, s2 (variance
    of a visit) and tau2 (between branches) in points². Raises ValueError for a negative variance.
    """
    if s2 < 0 or tau2 < 0:
        raise ValueError("variances are not negative")
    if n < BASELINE_VISITS:
        return None
    v = max(s2 / n, LEAST_VARIANCE)
    drawn = v / (v + tau2)
    return Baseline(drawn * mu + (1 - drawn) * mean, v * (1 - drawn), n)


def monitor(  # noqa: PLR0913, PLR0917  the six things the formula takes
    y: ArrayLike,
    n: ArrayLike,
    s2: float,
    baseline_mean: float,
    baseline_var: float,
    season: ArrayLike = 0.0,
) -> Monitor:
    """Watch a branch by month: z_t = (ȳ_t − m − season_t)/√(s²/n_t + V), E_t = .2·z_t + .8·E_{t−1}, E_0 = 0.

    y: means of the months that have visits, in order, in points; n: their visits; s2 (variance of a visit,
    s²/n_t never taken under .25) and baseline_var in points². Alarm where |z_t| > 3 or
    |E_t| > 3·√(.2/1.8·(1 − .8^{2t})), the limit of an EWMA that has just begun (NIST/SEMATECH e-Handbook
    6.3.2.4 gives that of the long run). Raises ValueError for months without visits, lists of different
    length or negative variances.
    """
    means, visits = np.asarray(y, dtype=np.float64), np.asarray(n, dtype=np.float64)
    if means.ndim != 1 or means.shape != visits.shape or (visits <= 0).any():
        raise ValueError("every month has a mean and at least one visit")
    if s2 < 0 or baseline_var < 0:
        raise ValueError("variances are not negative")
    away = means - baseline_mean - np.asarray(season, dtype=np.float64)
    z = away / np.sqrt(np.maximum(s2 / visits, LEAST_VARIANCE) + baseline_var)
    running, limit, alarms = running_means(z[None, :], np.ones((1, len(z)), dtype=np.bool_))
    return Monitor(z, running[0], limit[0], tuple(alarms[0].tolist()), int(visits.sum()))


def running_means(z: Floats, seen: NDArray[np.bool_]) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """E_t, its limit and the alarms of many branches at once; all are branches × months.

    Where a month was not `seen` its z counts for nothing and E_t stays what it was."""
    running, before = np.zeros_like(z), np.zeros(len(z))
    for t in range(z.shape[1]):
        before = np.where(seen[:, t], WEIGHT * z[:, t] + (1 - WEIGHT) * before, before)
        running[:, t] = before
    limit = LIMIT * np.sqrt(WEIGHT / (2 - WEIGHT) * (1 - (1 - WEIGHT) ** (2 * seen.cumsum(axis=1))))
    return running, limit, seen & ((np.abs(z) > LIMIT) | (np.abs(running) > limit))
