"""Branches that chance and the usual differences between branches do not explain, beside the shrunk list.

Shrinkage draws a small group that is truly bad towards the rest; this list looks at its own mean."""

import math
from typing import NamedTuple

from scipy.special import ndtr

from scoring.compare import benjamini_hochberg, funnel_limits
from scoring.comparison.means import LEAST_VARIANCE
from scoring.comparison.records import Comparison

LEVEL = 0.05


class Outlying(NamedTuple):
    """A branch whose own mean is further from the chain's than `level` of false finds allows."""

    key: str
    n: int
    mean: float
    low: float
    """95 % limits for as many visits, in points."""
    high: float
    is_low: bool


def outlying(everyone: Comparison, level: float = LEVEL) -> tuple[Outlying, ...]:
    """Who lies outside, the furthest first: Benjamini–Hochberg on z = (y − μ)/√(s²/n + τ²).

    At most `level` of those named are expected to be there by chance. Nobody where branches could not be
    compared (`everyone.tau` is None).
    """
    if everyone.mu is None or everyone.tau is None or not everyone.branches:
        return ()
    variance = (everyone.s or 0.0) ** 2
    z = [
        (each.mean - everyone.mu) / math.sqrt(max(variance / each.n, LEAST_VARIANCE) + everyone.tau**2)
        for each in everyone.branches
    ]
    chosen = benjamini_hochberg([2 * float(ndtr(-abs(each))) for each in z], level)
    limits = funnel_limits(everyone.mu, variance, everyone.tau**2, [each.n for each in everyone.branches])
    ends = zip(limits.inner_low.tolist(), limits.inner_high.tolist(), strict=True)
    found = [
        (abs(far), Outlying(each.key, each.n, each.mean, *end, is_low=far < 0))
        for each, far, end, out in zip(everyone.branches, z, ends, chosen, strict=True)
        if out
    ]
    return tuple(one for _far, one in sorted(found, key=lambda pair: (-pair[0], pair[1].key)))
