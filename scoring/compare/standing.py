"""Where a branch stands among the others, said as a chance or a range and never as a bare rank."""

import numpy as np
from numpy.typing import ArrayLike
from scipy.interpolate import CubicHermiteSpline
from scipy.optimize import brentq
from scipy.special import ndtr, ndtri

from scoring.compare.records import Floats

PAIRS_AT_ONCE = 2_000_000
"""Largest branch × point table held at a time."""
EXACT_TO = 200
"""Up to this many branches the spread of all of them is evaluated at every point asked for."""


def probability_in_bottom(theta: ArrayLike, sd: ArrayLike, share: float) -> Floats:
    """Chance that each branch is in the bottom `share` (0–1) of all L, shape (L,); sums to share·L.

    c solves ΣΦ((c−θ)/sd) = share·L and P = Φ((c−θ)/sd). sd = 0 is certain; ties at c share what is left.
    Raises ValueError for a share outside 0–1 or a negative sd.
    """
    middle, spread = _checked(theta, sd)
    if not 0 <= share <= 1:
        raise ValueError("share is a part of all branches, 0 to 1")
    if share in (0, 1):
        return np.full(len(middle), float(share))
    target = share * len(middle)
    for step in np.unique(middle[spread == 0]):
        tied = (middle == step) & (spread == 0)
        chance = _below(np.array([step]), middle, spread)[:, 0]
        rest = chance[~tied].sum()
        if rest <= target <= rest + tied.sum():
            chance[tied] = (target - rest) / tied.sum()
            return chance
    ends = middle - 40 * spread, middle + 40 * spread
    cut = brentq(
        lambda c: _below(np.array([c]), middle, spread).sum() - target,
        ends[0].min() - 1,
        ends[1].max() + 1,
        xtol=1e-13,
        rtol=1e-14,
    )
    return _below(np.array([cut]), middle, spread)[:, 0]


def percentile_interval(theta: ArrayLike, sd: ArrayLike, level: float = 0.90) -> tuple[Floats, Floats]:
    """Likely place among all L branches as (low, high), 0 = worst, 100 = best, each of shape (L,).

    F(x) = mean_j Φ((x−θ_j)/sd_j) is the spread of all branches; the place is F(θ ± z·sd)·100.
    Exact up to 200 branches; above, F is read from a cubic through values and slopes (error < 0.01 of 100).
    """
    middle, spread = _checked(theta, sd)
    z = float(ndtri((1 + level) / 2))
    ends = np.concatenate([middle - z * spread, middle + z * spread])
    low, high = np.split(100 * np.clip(_share_below(ends, middle, spread), 0, 1), 2)
    return low, high


def expected_rank(theta: ArrayLike, sd: ArrayLike) -> Floats:
    """Expected rank, 1 = largest value: 1 + Σ_{j≠i} P(branch j is above branch i), shape (L,).

    Averages to (L+1)/2. Laird and Louis (1989), doi:10.3102/10769986014001029.
    """
    middle, spread = _checked(theta, sd)
    rank = np.empty(len(middle))
    for start in range(0, len(middle), rows := max(1, PAIRS_AT_ONCE // len(middle))):
        part = slice(start, start + rows)
        ahead = _cdf(middle - middle[part, None], np.hypot(spread, spread[part, None]))
        rank[part] = ahead.sum(axis=1) + 0.5  # a branch is half above itself
    return rank


def _checked(theta: ArrayLike, sd: ArrayLike) -> tuple[Floats, Floats]:
    middle, spread = np.broadcast_arrays(
        np.asarray(theta, dtype=np.float64), np.asarray(sd, dtype=np.float64)
    )
    if middle.ndim != 1 or not len(middle) or (spread < 0).any():
        raise ValueError("needs a flat list of estimates and an sd of 0 or more for each")
    return middle, spread


def _cdf(distance: Floats, spread: Floats) -> Floats:
    """Φ(distance/spread); with spread 0 it is 0, ½ or 1."""
    sure = spread == 0
    smooth = ndtr(distance / np.where(sure, 1.0, spread))
    return np.asarray(np.where(sure, (np.sign(distance) + 1) / 2, smooth))


def _below(x: Floats, middle: Floats, spread: Floats) -> Floats:
    """Chance that each branch (rows) lies below each x (columns)."""
    return _cdf(x - middle[:, None], spread[:, None])


def _share_below(x: Floats, middle: Floats, spread: Floats) -> Floats:
    """F(x), the mean over the branches, in one piece or through a spline."""
    if len(middle) <= EXACT_TO:
        return np.asarray(_below(x, middle, spread).mean(axis=0))
    fixed = np.sort(middle[spread == 0])
    steps = np.searchsorted(fixed, x, "left") + np.searchsorted(fixed, x, "right")
    moving = spread > 0
    smooth = _smooth_share(x, middle[moving], spread[moving]) * moving.sum() if moving.any() else 0.0
    return np.asarray((steps / 2 + smooth) / len(middle))


def _smooth_share(x: Floats, middle: Floats, spread: Floats) -> Floats:
    """F on a grid four times finer than the sharpest branch, then the cubic through value and slope."""
    finest = (x.max() - x.min()) / (float(spread.min()) / 4)
    points = np.linspace(x.min(), x.max(), int(np.clip(finest, 64, 4_000)) + 1)
    value, slope = np.zeros_like(points), np.zeros_like(points)
    for start in range(0, len(middle), rows := PAIRS_AT_ONCE // len(points)):
        part = slice(start, start + rows)
        z = (points - middle[part, None]) / spread[part, None]
        value += ndtr(z).sum(axis=0)
        slope += (np.exp(-(z**2) / 2) / (spread[part, None] * np.sqrt(2 * np.pi))).sum(axis=0)
    return np.asarray(CubicHermiteSpline(points, value / len(middle), slope / len(middle))(x))
