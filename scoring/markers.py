"""Shoppers beside each other: how kindly each marks, and whether their marks go up and down as visits do."""

from collections.abc import Hashable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from scoring.raters import Severity, effects, variance_components
from scoring.screens import flat_residuals


class Marker(NamedTuple):
    """One shopper. `company` is with how many others they may be compared, at least by way of others."""

    shopper: Hashable
    severity: Severity
    spread: float
    """How far a visit of theirs stands from what its branch and they themselves explain: an sd in points."""
    usual: float
    """The same over all visits of those they are compared with."""
    flat: float
    """Chance, 0–1, that honest marks differ as little as theirs."""
    company: int


def markers(y: ArrayLike, branch: ArrayLike, shopper: ArrayLike) -> tuple[Marker, ...]:
    """Every shopper of visits that may be compared, in the order of the sorted labels.

    y (n,) in points; branch, shopper (n,) any labels, all of one group of `raters.components`. `flat` is
    the chance of `flat_residuals` at the visit variance of the group. A branch's own effect follows its
    visits and takes 1/(n_branch + σ_e²/σ_b²) of a degree of freedom from each of them, which is allowed
    for, so that small branches do not make their shoppers look flat. Raises ValueError for fewer than two
    visits.
    """
    values = np.asarray(y, dtype=np.float64)
    variances = variance_components(values, branch, shopper)
    found = effects(values, branch, shopper, variances)
    rows = np.unique(np.asarray(branch), return_inverse=True)[1]
    names, columns = np.unique(np.asarray(shopper), return_inverse=True)
    left = values - found.mu - found.branch[rows] - found.shopper[columns]
    ridge = variances.error / variances.branch if variances.branch > 0 else np.inf
    taken = 1 / (np.bincount(rows) + ridge)[rows]
    told = []
    for at, severity in enumerate(found.severities):
        mine = columns == at
        own, lost = left[mine], 1 + float(taken[mine].sum())
        spread = float(own.std(ddof=1)) if len(own) > 1 else 0.0
        flat = flat_residuals(own, variances.error, lost)
        told.append(
            Marker(names[at].item(), severity, spread, variances.error**0.5, flat, len(found.severities) - 1)
        )
    return tuple(told)
