"""Likely ranges of branch scores, from the mixture that `shrink` returns."""

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr, ndtri, stdtrit

from scoring.compare.records import Floats, Shrunk, means_and_variances
from scoring.compare.shrinkage import conditional

MIXTURE_TO = 50
"""Up to this many branches τ is uncertain enough for the mixture's own shape to matter."""


def quantile(y: ArrayLike, v: ArrayLike, shrunk: Shrunk, p: float) -> Floats:
    """The p quantile (0 < p < 1) of every branch's score, shape (L,), in the unit of y.

    Up to 50 branches the exact quantile of the mixture over τ, to 12 digits; above, θ + Φ⁻¹(p)·sd.
    y and v are those given to `shrink`.
    """
    if len(shrunk.theta) > MIXTURE_TO:
        return np.asarray(shrunk.theta + float(ndtri(p)) * shrunk.sd)
    center, variance = conditional(*means_and_variances(y, v, least=1), shrunk.nodes)
    sd = np.sqrt(variance)
    ends = center + float(ndtri(p)) * sd
    low, high = ends.min(axis=0), ends.max(axis=0)
    for _ in range(45):
        middle = (low + high) / 2
        below = shrunk.nodes.weight @ ndtr((middle - center) / sd) < p
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return np.asarray((low + high) / 2)


def interval(
    y: ArrayLike, v: ArrayLike, shrunk: Shrunk, level: float = 0.95, df: float | None = None
) -> tuple[Floats, Floats]:
    """Central range of every branch's score at `level`: (low, high), each of shape (L,).

    `df` are the degrees of freedom behind v: below 30 the distances from theta grow by t/z, because
    the visit sd itself is then poorly known.
    """
    wider = t_over_z(level, df)
    low, high = (quantile(y, v, shrunk, p) for p in ((1 - level) / 2, (1 + level) / 2))
    return shrunk.theta - wider * (shrunk.theta - low), shrunk.theta + wider * (high - shrunk.theta)


def t_over_z(level: float, df: float | None) -> float:
    """How much wider a range becomes when its variance rests on df < 30 degrees of freedom; else 1."""
    if df is None or df >= 30:
        return 1.0
    p = (1 + level) / 2
    return float(stdtrit(df, p) / ndtri(p))
