"""How heavily each touchpoint counts in a visit: the curve of the set, and what its weakest link adds."""

from collections.abc import Sequence
from fractions import Fraction

from survey_defs.finish_curves import AHEAD, Place, finish_weights, flat, geometric, linear, share

__all__ = [
    "AHEAD",
    "Place",
    "effective_kappa",
    "finish_weights",
    "flat",
    "geometric",
    "linear",
    "share",
    "weakest_of",
    "with_weakest_link",
]


def weakest_of(scores: Sequence[Fraction]) -> int:
    """Where the smallest score stands; of equals, the later."""
    return max(range(len(scores)), key=lambda at: (-scores[at], at))


def effective_kappa(kappa: Fraction, weights: Sequence[Fraction]) -> Fraction:
    """κ_eff = min(κ, ½·g/(1+g)), g = w_last − max w_head: so much that the last stays strictly heaviest."""
    if len(weights) < 2:
        return Fraction(0)
    lead = weights[-1] - max(weights[:-1])
    return min(kappa, lead / (1 + lead) / 2)


def with_weakest_link(
    weights: Sequence[Fraction], scores: Sequence[Fraction], kappa: Fraction
) -> tuple[Fraction, ...]:
    """w_eff = (1 − κ_eff)·w, plus κ_eff on the weakest touchpoint."""
    moved = effective_kappa(kappa, weights)
    if not moved:
        return tuple(weights)
    weakest = weakest_of(scores)
    return tuple((1 - moved) * w + (moved if at == weakest else 0) for at, w in enumerate(weights))
