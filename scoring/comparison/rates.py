"""Branches beside each other on a rate, such as the share of best answers to one question."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from scipy.optimize import brentq
from scipy.special import betainc, betaincinv, betaln

from scoring.compare import Floats, Interval, wilson
from scoring.comparison.records import NEED, QUARTER, Flag, flag_of

NODES, DEPTH = 61, 20.0
LEAST, MOST = 1e-4, 0.998
"""Between these the likeness of visits to one branch is looked for."""

Hits = Mapping[str, tuple[int, int]]
"""(hits, visits) by branch."""


class BranchRate(NamedTuple):
    """One branch; shares are parts of 1."""

    key: str
    hits: int
    n: int
    own: Interval
    """Wilson's range around what its own visits show."""
    theta: float
    """What its share is estimated to be, once chance is allowed for."""
    low: float
    high: float
    flag: Flag


class RateComparison(NamedTuple):
    """All branches with a visit, those who need attention first."""

    branches: tuple[BranchRate, ...]
    hits: int
    n: int
    shrunk: bool
    """False where too few branches have visits: each then stands on its own."""


def compare_rates(period: Hits, before: Sequence[Hits] = ()) -> RateComparison:
    """Compare all branches of the reference population on (hits, visits), 0 ≤ hits ≤ visits.

    before: earlier periods, from which only the likeness of visits to one branch is learned as well.
    Branches without visits are left out. Fewer than 3 branches, or Σ(L − 1) < 4 over all periods:
    estimate and range are the branch's own (Wilson) and nobody is flagged."""
    seen = {key: found for key, found in period.items() if found[1] > 0}
    past = [[found for found in each.values() if found[1] > 0] for each in before]
    hits, n = (sum(found[at] for found in seen.values()) for at in (0, 1))
    if len(seen) < 3 or len(seen) - 1 + sum(max(len(each) - 1, 0) for each in past) < 4:
        rows = [_alone(key, *found) for key, found in seen.items()]
        return RateComparison(_by_need(rows), hits, n, shrunk=False)
    theta, sd = shrink_rates(list(seen.values()), [each for each in past if each])
    alpha, beta = _beta(theta, sd)
    low, high = (betaincinv(alpha, beta, p) for p in (0.025, 0.975))
    bottom, top = (_in_bottom(*pair) for pair in ((alpha, beta), (beta, alpha)))
    table = np.column_stack([theta, low, high, bottom, top]).tolist()
    rows = [_rate(key, *found, *row) for (key, found), row in zip(seen.items(), table, strict=True)]
    return RateComparison(_by_need(rows), hits, n, shrunk=True)


def shrink_rates(
    period: Sequence[tuple[int, int]], before: Sequence[Sequence[tuple[int, int]]] = ()
) -> tuple[Floats, Floats]:
    """Mean and sd of each branch's true share, shape (L,), from (hits, n) with n > 0.

    Shares are Beta(mκ, (1−m)κ) around the mean m of all; ρ = 1/(κ+1) is how alike two visits to one
    branch are, flat on 0–1, shared by all periods while each has its own m. Per ρ: visits count
    1/(1+(n−1)ρ), m = (Σhits+½)/(Σn+1) in that count; the share's mean is c = (mκ+h)/(κ+n), its variance
    c(1−c)/(κ+n+1) + (κ/(κ+n))²·Var(m); the mixture over ρ gives the moments. Gelman et al., Bayesian
    Data Analysis (2013), section 5.3."""
    table, past = _pairs(period), [_pairs(each) for each in before]
    rho, weight = _grid([_grouped(each) for each in (table, *past)])
    kappa = (1 / rho - 1)[:, None]
    mean, mean_var = _mean(rho, table, np.ones(len(table)))
    center = (mean[:, None] * kappa + table[:, 0]) / (kappa + table[:, 1])
    pull = kappa / (kappa + table[:, 1])
    variance = center * (1 - center) / (kappa + table[:, 1] + 1) + pull**2 * mean_var[:, None]
    theta = weight @ center
    return theta, np.sqrt(weight @ (variance + (center - theta) ** 2))


Grouped = tuple[Floats, Floats]
"""Different (hits, n) pairs, and how many branches have each."""


def _pairs(period: Iterable[tuple[int, int]]) -> Floats:
    return np.array(list(period), dtype=np.float64).reshape(-1, 2)


def _grouped(table: Floats) -> Grouped:
    pairs, size = np.unique(table, axis=0, return_counts=True)
    return pairs, size.astype(np.float64)


def _mean(rho: Floats, pairs: Floats, size: Floats) -> tuple[Floats, Floats]:
    """Mean share and its variance under each ρ."""
    count = size / (1 + (pairs[:, 1] - 1) * rho[:, None])
    hits, n = count @ pairs[:, 0], count @ pairs[:, 1]
    mean = (hits + 0.5) / (n + 1)
    return mean, mean * (1 - mean) / (n + 2)


def _log_density(rho: Floats, periods: Sequence[Grouped]) -> Floats:
    log_p = np.log(rho) / 2  # the nodes are evenly spread in √ρ
    kappa = 1 / rho - 1
    for pairs, size in periods:
        mean, mean_var = _mean(rho, pairs, size)
        alpha, beta = (mean * kappa)[:, None], ((1 - mean) * kappa)[:, None]
        hits, n = pairs[:, 0], pairs[:, 1]
        log_p += (betaln(alpha + hits, beta + n - hits) - betaln(alpha, beta)) @ size + np.log(mean_var) / 2
    return np.asarray(log_p)


def _grid(periods: Sequence[Grouped]) -> tuple[Floats, Floats]:
    """ρ and weights, the nodes zoomed twice to where the density is."""
    root = np.linspace(LEAST**0.5, MOST**0.5, NODES)
    for _zoom in range(2):
        log_p = _log_density(root**2, periods)
        inside = np.flatnonzero(log_p > log_p.max() - DEPTH)
        root = np.linspace(root[max(inside[0] - 1, 0)], root[min(inside[-1] + 1, NODES - 1)], NODES)
    log_p = _log_density(root**2, periods)
    weight = np.exp(log_p - log_p.max())
    weight[[0, -1]] /= 2
    return root**2, weight / weight.sum()


def _beta(theta: Floats, sd: Floats) -> tuple[Floats, Floats]:
    """The beta distribution with these moments."""
    size = np.maximum(theta * (1 - theta) / sd**2 - 1, 1e-6)
    return theta * size, (1 - theta) * size


def _in_bottom(alpha: Floats, beta: Floats) -> Floats:
    """Chance of each branch to be in the lowest quarter; these add up to a quarter of the branches."""
    target = QUARTER * len(alpha)
    cut = brentq(lambda c: betainc(alpha, beta, c).sum() - target, 0.0, 1.0, xtol=1e-12)
    return np.asarray(betainc(alpha, beta, cut))


def _rate(key: str, hits: int, n: int, *row: float) -> BranchRate:
    theta, low, high, bottom, top = row
    return BranchRate(key, hits, n, _wilson(hits, n), theta, low, high, flag_of(n, bottom, top))


def _alone(key: str, hits: int, n: int) -> BranchRate:
    own = _wilson(hits, n)
    return BranchRate(key, hits, n, own, hits / n, own.low, own.high, flag_of(n, 0.0, 0.0))


def _wilson(hits: int, n: int) -> Interval:
    found = wilson(hits, n)
    if found is None:
        raise ValueError("a branch without visits has no rate")
    return found


def _by_need(rows: Iterable[BranchRate]) -> tuple[BranchRate, ...]:
    """In the order of `NEED`, each group from the lowest estimate up."""
    return tuple(sorted(rows, key=lambda each: (NEED.index(each.flag), each.theta, each.key)))
