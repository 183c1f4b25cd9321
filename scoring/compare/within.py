"""How much visits to the same branch differ, from exact sums."""

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction
from typing import TypeVar

Number = TypeVar("Number", int, float, Fraction)


def pooled_within(
    n: Iterable[int], total: Iterable[Number], total_sq: Iterable[Number]
) -> tuple[Fraction | float, int]:
    """Pooled within-cell variance s² = Σ(Q − S²/n) / Σ(n − 1), and its degrees of freedom Σ(n − 1).

    One entry per cell (branch × quarter): number of visits n ≥ 0, their sum S and sum of squares Q.
    The variance is in the square of the unit given; hundredths of a point give 10⁻⁴ points².
    Integers and fractions give the exact Fraction (a float for floats, which cancel badly:
    NIST StRD SmLs09). df = 0: the variance is 0 and says nothing.

    Raises ValueError for a negative n, lists of different length, or sums no numbers could have.
    """
    by_n: defaultdict[int, Fraction | float] = defaultdict(int)
    df = 0
    for count, s, q in zip(n, total, total_sq, strict=True):
        visits = int(count)
        if visits < 0:
            raise ValueError(f"a cell cannot have {visits} visits")
        if visits > 1:
            by_n[visits] += visits * _plain(q) - _plain(s) ** 2
            df += visits - 1
    if any(isinstance(spread, int | Fraction) and spread < 0 for spread in by_n.values()):
        raise ValueError("sums of squares too small for their sums: n·Q − S² is negative")
    spread = sum((_divide(spread, visits) for visits, spread in by_n.items()), Fraction(0))
    return (spread / df if df else spread), df


def _plain(value: Number) -> Number:
    """A Python number for a numpy one, whose 64 bits could overflow when squared."""
    item = getattr(value, "item", None)
    return item() if item else value


def _divide(spread: Fraction | float, visits: int) -> Fraction | float:
    return spread / visits if isinstance(spread, float) else Fraction(spread) / visits
