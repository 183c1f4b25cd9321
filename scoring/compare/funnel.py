"""Score against number of visits, and bars that may be compared by eye."""

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import brentq
from scipy.special import ndtr

from scoring.compare.records import Floats, Funnel

DISTINCT = 1_000
"""More different standard errors than this are thinned to evenly spaced ones before pairing."""


def funnel_limits(mu: float, s2: float, tau2: float, n: ArrayLike) -> Funnel:
    """Limits μ ± 1.96 and ± 3.09·√(s²/n + τ²) for each number of visits n > 0, in the unit of μ.

    s2 is the pooled within variance of one visit. Spiegelhalter (2005), doi:10.1002/sim.1970.
    """
    visits = np.atleast_1d(np.asarray(n, dtype=np.float64))
    if (visits <= 0).any() or s2 < 0 or tau2 < 0:
        raise ValueError("visits must be above 0 and variances 0 or more")
    sd = np.sqrt(s2 / visits + tau2)
    return Funnel(visits, mu - 1.96 * sd, mu + 1.96 * sd, mu - 3.09 * sd, mu + 3.09 * sd)


def comparison_multiplier(se: ArrayLike = (1.0, 1.0), level: float = 0.95) -> float:
    """z such that bars of ± z·se that just touch are different at `level`, on average over all pairs.

    Two means differ when |d| > z(se_i+se_j), whose chance under equality is
    2·Φ(−z(se_i+se_j)/√(se_i²+se_j²)); z makes its mean 1 − level. 1.386 for equal se at 95 %.
    At least two se > 0. Goldstein and Healy (1995), doi:10.2307/2983411.
    """
    errors = np.sort(np.asarray(se, dtype=np.float64).ravel())
    if len(errors) < 2 or (errors <= 0).any():
        raise ValueError("needs at least two standard errors above 0")
    ratio, pairs = _pairs(errors)
    alarm = float(pairs.sum()) * (1 - level)
    return float(brentq(lambda z: 2 * float(pairs @ ndtr(-z * ratio)) - alarm, 0.0, 40.0, xtol=1e-12))


def _pairs(errors: Floats) -> tuple[Floats, Floats]:
    """(se_i+se_j)/√(se_i²+se_j²) of every pair of different branches, and how often it occurs."""
    values, count = np.unique(errors, return_counts=True)
    if len(values) > DISTINCT:
        at = np.linspace(0, len(errors) - 1, DISTINCT).astype(int)
        values, count = np.unique(errors[at], return_counts=True)
    ratio = (values + values[:, None]) / np.hypot(values, values[:, None])
    pairs = np.outer(count, count) - np.diag(count)
    return ratio.ravel(), pairs.ravel().astype(np.float64)
