"""Sets of ranks that hold with a stated confidence; 1 is the largest value."""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import brentq
from scipy.special import ndtr, ndtri

from scoring.compare.records import Floats

Ranks = NDArray[np.int64]
POINTS = 2_001


def joint_rank_sets(y: ArrayLike, se: ArrayLike, level: float = 0.90) -> tuple[Ranks, Ranks]:
    """Best and worst rank of all L ≥ 2 branches, right for all of them at once with `level`.

    Simultaneous intervals y ± z·se with z = Φ⁻¹(1 − (1 − level^{1/L})/2); i is above j when theirs do
    not touch. Klein, Wright and Wieczorek (2020), doi:10.1111/rssa.12544.
    """
    means, errors = _checked(y, se)
    z = float(ndtri(1 - (1 - level ** (1 / len(means))) / 2))
    low, high = means - z * errors, means + z * errors
    above = len(means) - np.searchsorted(np.sort(low), high, "right")
    below = np.searchsorted(np.sort(high), low, "left")
    return 1 + above, len(means) - below


def rank_set(y: ArrayLike, se: ArrayLike, i: int, level: float = 0.95) -> tuple[int, int]:
    """Best and worst rank that branch i (from 0) may have, right for this one branch with `level`.

    Single-step marginal set: j is above i when y_j − y_i > c·√(se_i²+se_j²), with c the exact `level`
    quantile of the largest standardised difference from i. Standard errors above 0, L ≥ 2.
    Mogstad, Romano, Shaikh and Wilhelm (2024), doi:10.1093/restud/rdad006.
    """
    means, errors = _checked(y, se)
    if (errors <= 0).any():
        raise ValueError("every standard error must be above 0")
    others = np.arange(len(means)) != np.arange(len(means))[i]
    gap = means[others] - means[i]
    reach = _critical(float(errors[i]), errors[others], level) * np.hypot(errors[i], errors[others])
    return 1 + int((gap > reach).sum()), len(means) - int((gap < -reach).sum())


def _checked(y: ArrayLike, se: ArrayLike) -> tuple[Floats, Floats]:
    means = np.asarray(y, dtype=np.float64)
    errors = np.array(np.broadcast_to(np.asarray(se, dtype=np.float64), means.shape))
    if means.ndim != 1 or len(means) < 2 or (errors < 0).any():
        raise ValueError("ranks need at least two means and standard errors of 0 or more")
    return means, errors


def _critical(own: float, others: Floats, level: float) -> float:
    """c with P(max_j |e_i − e_j|/√(se_i²+se_j²) ≤ c) = level.

    Given e_i the differences are independent, so the chance is one integral over e_i: evenly spaced
    points over ±8, closer the larger own is, because 64 Hermite nodes miss the kinks when one se is
    many times the others.
    """
    error, count = np.unique(others, return_counts=True)
    x = np.linspace(-8, 8, int(np.clip(160 * own / error.min(), POINTS, 20 * POINTS)))
    density = np.exp(-(x**2) / 2)
    density /= density.sum()

    def miss(c: float) -> float:
        reach = c * np.hypot(own, error)[:, None]
        inside = ndtr((own * x + reach) / error[:, None]) - ndtr((own * x - reach) / error[:, None])
        return float(density @ np.prod(inside ** count[:, None], axis=0)) - level

    return float(brentq(miss, 0.0, 40.0, xtol=1e-10))
