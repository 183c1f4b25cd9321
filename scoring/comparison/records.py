"""What a comparison says about each branch and about all of them, in points 0–100."""

from typing import Literal, NamedTuple

Flag = Literal["likely_low", "possibly_low", "middle", "possibly_high", "likely_high", "too_few"]
Reason = Literal["one_visit_each", "few_branches", "few_comparisons"]

ENOUGH_VISITS = 4
"""Below this a branch is shown hollow, without a flag and without a place."""
QUARTER = 0.25
LIKELY, POSSIBLE = 0.8, 0.5
"""Chances of being in the lowest or highest quarter from which a branch is flagged."""
NEED: tuple[Flag, ...] = (
    "likely_low",
    "possibly_low",
    "middle",
    "possibly_high",
    "likely_high",
    "too_few",
)


class Cell(NamedTuple):
    """Sufficient statistics of some visits: number, sum and sum of squares, in hundredths of a point."""

    n: int
    total: int
    total_sq: int


class BranchEstimate(NamedTuple):
    """One branch in the chosen period, in points 0–100."""

    key: str
    n: int
    mean: float
    """What its own visits averaged."""
    theta: float
    """What it is estimated to be worth, once chance is allowed for."""
    low: float | None
    """95 % range; None when nothing is known about how much visits differ."""
    high: float | None
    low_50: float | None
    high_50: float | None
    place: tuple[float, float] | None
    """90 % range of its place among all branches, 0 = worst, 100 = best."""
    p_low: float | None
    """Chance of being in the lowest quarter of all branches."""
    p_high: float | None
    flag: Flag


class Comparison(NamedTuple):
    """All branches with a visit in the period, those who need attention first."""

    branches: tuple[BranchEstimate, ...]
    mu: float | None
    """Chain mean; None without visits."""
    tau: float | None
    """Between-branch sd; None where it could not be learned."""
    s: float | None
    """Sd of single visits to the same branch in the same quarter; None when df = 0."""
    df: int
    method: Literal["shrunk", "own_mean"]
    reason: Reason | None
    """Why each branch stands on its own mean."""
    n: int
    """Visits in the period."""


class MeanRange(NamedTuple):
    """A mean over many visits with its likely range, in points."""

    mean: float
    low: float | None
    high: float | None
    n: int


def flag_of(n: int, p_low: float, p_high: float) -> Flag:
    """What is said of a branch, from its visits and its chances of being in the lowest and highest quarter."""
    if n < ENOUGH_VISITS:
        return "too_few"
    if p_low >= POSSIBLE:
        return "likely_low" if p_low >= LIKELY else "possibly_low"
    if p_high >= POSSIBLE:
        return "likely_high" if p_high >= LIKELY else "possibly_high"
    return "middle"
