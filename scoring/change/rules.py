"""Which patterns of points are unlikely to be chance."""

from collections.abc import Collection

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.compare import Floats

WINDOWS = {5: (2, 3, 2.0), 6: (4, 5, 1.0)}
"""Zone rules: so many of so many points beyond so many sigmas on one side."""


def run_rules(z: ArrayLike, rules: Collection[int] = (1, 2), run: int = 8) -> NDArray[np.bool_]:
    """Which points, in standard deviations from the centre, complete a pattern of the chosen rules.

    Rules by Nelson's numbers: 1 beyond 3 · 2 `run` points in a row on one side (a point on the centre
    is on neither) · 5 two of three beyond 2 on one side · 6 four of five beyond 1 on one side.
    Mean run length to a false alarm: rule 1 370, rules 1 and 2 with 8 in a row 153, all four 92.
    Champ and Woodall (1987), doi:10.1080/00401706.1987.10488266. Raises ValueError for another rule.
    """
    points = np.asarray(z, dtype=np.float64)
    unknown = set(rules) - {1, 2, *WINDOWS}
    if unknown or run < 1:
        raise ValueError("rules are 1, 2, 5 and 6, and a run has at least one point")
    found = np.zeros(len(points), dtype=np.bool_)
    for side in (points, -points) if len(points) else ():
        for rule in rules:
            found |= _completed(side, rule, run)
    return found


def _completed(z: Floats, rule: int, run: int) -> NDArray[np.bool_]:
    """Points above the centre that complete the rule on that side."""
    if rule == 1:
        return z > 3
    needed, window, beyond = (run, run, 0.0) if rule == 2 else WINDOWS[rule]
    out = z > beyond
    within = np.convolve(out, np.ones(window, dtype=int))[: len(z)]
    return out & (within >= needed)
