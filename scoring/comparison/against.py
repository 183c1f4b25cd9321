"""One branch held against others: how far apart their visits are, and which is likely the better one."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.special import ndtr, ndtri

from scoring.compare import shrink
from scoring.compare.ranges import t_over_z
from scoring.compare.shrinkage import conditional
from scoring.comparison.branches import why_alone
from scoring.comparison.means import LEAST_VARIANCE
from scoring.comparison.records import ENOUGH_VISITS
from scoring.comparison.tables import Branches, CellTable, as_points, quarters_of, visit_spread


class Against(NamedTuple):
    """One branch (`key`) against another (`other`), in points 0–100."""

    key: str
    other: str
    difference: float
    """Mean of its visits less that of the other's."""
    low: float | None
    """Range of it that holds for all the differences asked for together; None where no spread is known."""
    high: float | None
    better: float | None
    """Chance, 0–1, that it is the better one, chance between visits allowed for; None where nothing can be
    learned from the other branches."""
    n: int
    n_other: int

    @property
    def carried(self) -> bool:
        """Whether both have enough visits to be compared at all."""
        return _carried(self)

    @property
    def apart(self) -> bool:
        """Whether the difference is unlikely to be chance."""
        return _apart(self)


def hold_against(
    table: CellTable, overlapping: int, key: int, others: Sequence[int], level: float = 0.95
) -> tuple[Against, ...]:
    """The branch against each of the others that, like itself, has visits in the period.

    table, overlapping: as for `compare_table`. The difference of two means has the variance v_i + v_j,
    v = s²/n; its range is ± t or z standard errors at 1 − (1 − level)/k for k others, so that all hold
    together (Bonferroni). `better` is P(θ_i > θ_j) under the hierarchical model: per node of τ the two
    differ by c_i − c_j with variance v_i(1 − B_i) + v_j(1 − B_j) + (B_i − B_j)²/Σw, for both lean on the
    same chain mean; then the mean over the nodes.
    """
    quarters = quarters_of(table)
    variance, df = visit_spread([part for _quarter, part in quarters])
    period = table.where(table.inside).by_branch()
    known = {int(branch): at for at, branch in enumerate(period.branch)}
    pairs = [(known[key], known[other]) for other in others if key in known and other in known]
    before = [part for quarter, part in quarters if quarter > overlapping]
    better = _better(period, before, variance, df, pairs)
    wide = 1 - (1 - level) / max(len(pairs), 1)
    return tuple(
        _pair(period, variance, df, pair, wide, chance) for pair, chance in zip(pairs, better, strict=True)
    )


def _pair(  # noqa: PLR0913, PLR0917  what the two have in common
    period: Branches, variance: float, df: int, pair: tuple[int, int], level: float, better: float | None
) -> Against:
    (key, n, mean, v), (other, n_other, mean_other, v_other) = (_one(period, variance, at) for at in pair)
    low, high = difference_range(mean - mean_other, v + v_other, df, level)
    return Against(str(key), str(other), mean - mean_other, low, high, better, n, n_other)


def _one(period: Branches, variance: float, at: int) -> tuple[int, int, float, float]:
    n = int(period.n[at])
    mean = float(period.total[at]) / n / 100
    return int(period.branch[at]), n, mean, max(variance / n, LEAST_VARIANCE)


def difference_range(
    difference: float, variance: float, df: int, level: float = 0.95
) -> tuple[float | None, float | None]:
    """± t or z standard errors about a difference with this variance (points²); unknown where df = 0."""
    if df == 0:
        return None, None
    half = float(ndtri((1 + level) / 2)) * t_over_z(level, df) * variance**0.5
    return difference - half, difference + half


def _better(
    period: Branches, before: Sequence[Branches], variance: float, df: int, pairs: Sequence[tuple[int, int]]
) -> list[float | None]:
    if why_alone([len(period.n), *(len(each.n) for each in before)], df):
        return [None] * len(pairs)
    y, v = as_points(period, variance)
    shrunk = shrink(y, v, [(y, v), *(as_points(each, variance) for each in before)])
    center, _spread = conditional(y, v, shrunk.nodes)
    pull = v / (v + shrunk.nodes.tau[:, None] ** 2)
    own, shared = v * (1 - pull), shrunk.nodes.mu_var
    found: list[float | None] = []
    for one, other in pairs:
        var = own[:, one] + own[:, other] + (pull[:, one] - pull[:, other]) ** 2 * shared
        sd = np.sqrt(np.maximum(var, 1e-12)) * t_over_z(0.95, df)
        found.append(float(shrunk.nodes.weight @ ndtr((center[:, one] - center[:, other]) / sd)))
    return found


class Difference(NamedTuple):
    """One measure of a branch less that of another, in points, with the visits of both."""

    difference: float
    low: float | None
    high: float | None
    n: int
    n_other: int

    @property
    def carried(self) -> bool:
        """Whether both have enough visits to be compared at all."""
        return _carried(self)

    @property
    def apart(self) -> bool:
        """Whether the difference is unlikely to be chance."""
        return _apart(self)


def _carried(pair: Against | Difference) -> bool:
    return min(pair.n, pair.n_other) >= ENOUGH_VISITS


def _apart(pair: Against | Difference) -> bool:
    told = pair.low is not None and pair.high is not None and (pair.low > 0 or pair.high < 0)
    return _carried(pair) and told


def differences(
    pairs: Sequence[tuple[Sequence[int], Sequence[int]] | None],
    spreads: Sequence[tuple[float, int]],
    level: float = 0.95,
) -> list[Difference | None]:
    """Measures of one branch less those of another; None where one of the two never saw it.

    pairs: (n, total, …) in hundredths of the one and of the other, a measure each; spreads: the variance
    of a visit in points² and its degrees of freedom, of each measure. The ranges are wide enough for all
    that both saw often enough to hold together (Bonferroni), so that of ten touchpoints none is called
    apart by chance."""
    carried = sum(pair is not None and min(pair[0][0], pair[1][0]) >= ENOUGH_VISITS for pair in pairs)
    wide = 1 - (1 - level) / max(carried, 1)
    return [
        None if pair is None else _difference(*pair, spread, wide)
        for pair, spread in zip(pairs, spreads, strict=True)
    ]


def _difference(
    mine: Sequence[int], other: Sequence[int], spread: tuple[float, int], level: float
) -> Difference:
    difference = (mine[1] / mine[0] - other[1] / other[0]) / 100
    variance, df = spread
    both = sum(max(variance / n, LEAST_VARIANCE) for n in (mine[0], other[0]))
    return Difference(difference, *difference_range(difference, both, df, level), mine[0], other[0])
