"""What the comparison functions return: small frozen records that know how many they speak for."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


class Interval(NamedTuple):
    """A likely range and the number of visits behind it."""

    low: float
    high: float
    n: int


class PlugIn(NamedTuple):
    """Estimates under one fixed between-branch variance."""

    mu: float
    """Mean of the chain."""
    se_mu: float
    theta: Floats
    """Per branch: its own mean drawn towards mu."""
    sd: Floats
    """Per branch: uncertainty of theta, that of mu included."""
    q: float
    """Cochran's Q, the spread beyond one common mean."""

    @property
    def n(self) -> int:
        """Branches compared."""
        return len(self.theta)


class Nodes(NamedTuple):
    """The between-branch sd τ as a weighted grid, with the chain mean under each value."""

    tau: Floats
    weight: Floats
    """Sums to 1."""
    mu: Floats
    mu_var: Floats


class Shrunk(NamedTuple):
    """Hierarchical-normal estimates, averaged over everything τ may be."""

    theta: Floats
    sd: Floats
    mu: float
    """Mean of the chain, averaged over the nodes."""
    tau: float
    """Between-branch sd, averaged over the nodes."""
    nodes: Nodes

    @property
    def n(self) -> int:
        """Branches compared."""
        return len(self.theta)


class Funnel(NamedTuple):
    """Limits around the chain mean by number of visits: inner 95 %, outer 99.8 %."""

    n: Floats
    inner_low: Floats
    inner_high: Floats
    outer_low: Floats
    outer_high: Floats


def means_and_variances(y: ArrayLike, v: ArrayLike, least: int = 2) -> tuple[Floats, Floats]:
    """y and v as float arrays of one shape (L,); a single v serves all branches.

    Raises ValueError for fewer than `least` branches, a v that is not positive, or anything not finite.
    """
    means = np.atleast_1d(np.asarray(y, dtype=np.float64))
    variances = np.array(np.broadcast_to(np.asarray(v, dtype=np.float64), means.shape))
    if means.ndim != 1 or len(means) < least:
        raise ValueError(f"needs a flat list of at least {least} means, got shape {means.shape}")
    if not (np.isfinite(means).all() and np.isfinite(variances).all() and (variances > 0).all()):
        raise ValueError("every mean must be finite and every variance finite and above 0")
    return means, variances
