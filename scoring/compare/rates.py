"""Rates (fumbles, critical failures) and many tests at once."""

from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.compare.records import Interval


def wilson(hits: int, n: int, level: float = 0.95) -> Interval | None:
    """Wilson score interval for a rate, as parts of 1, with 0 ≤ hits ≤ n.

    centre = (p + z²/2n) / (1 + z²/n). None when n = 0: no visits, so no claim.
    Wilson (1927), doi:10.1080/01621459.1927.10502953. Raises ValueError for more hits than visits.
    """
    if not 0 <= hits <= n:
        raise ValueError(f"{hits} hits of {n} cannot be")
    if n == 0:
        return None
    z = NormalDist().inv_cdf((1 + level) / 2)
    rate, grow = hits / n, 1 + z * z / n
    middle = (rate + z * z / (2 * n)) / grow
    half = z / grow * (rate * (1 - rate) / n + (z / (2 * n)) ** 2) ** 0.5
    return Interval(max(0.0, min(rate, middle - half)), min(1.0, max(rate, middle + half)), n)


def benjamini_hochberg(p: ArrayLike, level: float = 0.05) -> NDArray[np.bool_]:
    """Which of m p-values (0–1) to reject so that at most `level` of those rejected are expected false.

    Rejects the k smallest, k = max{i : p_(i) ≤ level·i/m}.
    Benjamini and Hochberg (1995), doi:10.1111/j.2517-6161.1995.tb02031.x.
    """
    values = np.asarray(p, dtype=np.float64)
    ordered = np.sort(values)
    passed = np.flatnonzero(ordered <= level * np.arange(1, len(values) + 1) / max(len(values), 1))
    limit = ordered[passed[-1]] if len(passed) else -1.0
    return np.asarray(values <= limit)
