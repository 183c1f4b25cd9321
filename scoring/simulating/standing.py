"""Each branch against the mean of the visits to all others, before and after."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from scoring.comparison.means import LEAST_VARIANCE, t_quantile, visit_variance
from scoring.comparison.records import ENOUGH_VISITS
from scoring.simulating.records import BranchChange, Difference, Turn

LEVEL = 0.95
BEFORE, AFTER, OTHERS = 1, 3, 5
"""Where the sums of a side begin in the nine of `Sums.branches`, and the totals of other weightings."""


class _Side(NamedTuple):
    """All branches on one side, in hundredths: visits, their sum, and how much single visits differ."""

    n: int
    total: int
    variance: float
    df: int


def branch_changes(branches: Mapping[int, Sequence[int]]) -> tuple[BranchChange, ...]:
    """One record a branch, those whose difference changes most first; none for fewer than two branches.

    The range of a difference is d ± t·√(s²/n + s²/n_others) with the pooled variance s² of visits to the
    same branch: it speaks of chance between visits alone."""
    if len(branches) < 2:
        return ()
    before, after = (_side(branches, at) for at in (BEFORE, AFTER))
    every = [sum(column) for column in zip(*branches.values(), strict=True)]
    changes = [_change(branch, sums, before, after, every) for branch, sums in branches.items()]
    return tuple(sorted(changes, key=lambda one: (-abs(one.after.above - one.before.above), one.branch)))


def _side(branches: Mapping[int, Sequence[int]], at: int) -> _Side:
    cells = [(sums[0], sums[at], sums[at + 1]) for sums in branches.values()]
    return _Side(sum(n for n, *_ in cells), sum(total for _, total, _ in cells), *visit_variance(cells))


def _change(
    branch: int, sums: Sequence[int], before: _Side, after: _Side, every: Sequence[int]
) -> BranchChange:
    n = sums[0]
    old, new = _difference(n, sums[BEFORE], before), _difference(n, sums[AFTER], after)
    signs = set(_signs(sums, every))
    return BranchChange(branch, n, old, new, _turn(n, old, new), depends={1, -1} <= signs)


def _difference(n: int, total: int, side: _Side) -> Difference:
    rest, rest_total = side.n - n, side.total - total
    mean = Fraction(total, 100 * n)
    above = mean - Fraction(rest_total, 100 * rest)
    if side.df == 0:
        return Difference(mean, above, None, None)
    spread = sum(max(side.variance / visits, LEAST_VARIANCE) for visits in (n, rest))
    half = t_quantile(LEVEL, side.df) * spread**0.5
    return Difference(mean, above, float(above) - half, float(above) + half)


def _turn(n: int, before: Difference, after: Difference) -> Turn | None:
    if before.above * after.above >= 0:
        return None
    falls = after.above < 0
    if n >= ENOUGH_VISITS and after.clear:
        return "falls_below" if falls else "rises_above"
    if n >= ENOUGH_VISITS and before.clear:
        return "no_longer_above" if falls else "no_longer_below"
    return "unsure"


def _signs(sums: Sequence[int], every: Sequence[int]) -> Iterator[int]:
    """On which side of the others the branch is under each of the other weightings."""
    for own, total in zip(sums[OTHERS:], every[OTHERS:], strict=True):
        above = own * (every[0] - sums[0]) - (total - own) * sums[0]
        yield (above > 0) - (above < 0)
