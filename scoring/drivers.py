"""What moves the intent to recommend, and whether the last impression does; says when the data cannot tell."""

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.linalg import cholesky, solve_triangular
from scipy.optimize import nnls

from scoring.compare import Floats

RIDGE = 0.04
DRAWS = 200
ENOUGH_VISITS = 2_000
"""About as many visits as the claim about the last impression needs."""
LEAST_VISITS = 30

Ints = NDArray[np.int64]


class Driver(NamedTuple):
    """One touchpoint: its share of everything that moves the intent, and the range of that share."""

    share: float
    low: float
    high: float


class FinishClaim(NamedTuple):
    """Does the last impression matter most here."""

    share: float
    """Of the last touchpoint in Σβ, 0–1."""
    low: float
    high: float
    drivers: tuple[Driver, ...]
    """Every touchpoint in journey order, the last included."""
    lead: float
    """5 % quantile of D = β_last − the largest other β."""
    n: int
    """Visits."""

    @property
    def verdict(self) -> Literal["supported", "refuted", "cannot tell"]:
        """`supported` where the lead is above 0; `refuted` only where the whole range of the share lies
        under an equal part and the visits suffice."""
        if self.lead > 0:
            return "supported"
        equal = 1 / len(self.drivers)
        return "refuted" if self.high < equal and self.n >= ENOUGH_VISITS else "cannot tell"


def finish_claim(  # noqa: PLR0913, PLR0917 - the data, then three settings that a caller rarely names
    scores: ArrayLike,
    recommend: ArrayLike,
    branch: ArrayLike,
    shopper: ArrayLike,
    ridge: float = RIDGE,
    draws: int = DRAWS,
    seed: int = 0,
) -> FinishClaim | None:
    """recommend ~ touchpoints with β ≥ 0 and a ridge, centred within branch and shopper.

    scores (n, T): touchpoint scores of complete visits in journey order, 0–100; recommend (n,): 0–10;
    branch, shopper (n,): any labels. Columns are brought to sd 1, β minimises |r − Zβ|²/n + ridge·|β|².
    Ranges: 95 % of `draws` bootstraps in which whole branches are drawn. None where fewer than 30 visits,
    fewer than two touchpoints or branches, or nothing that varies leave nothing to estimate (SCORING §5).
    """
    x, r = np.asarray(scores, dtype=np.float64), np.asarray(recommend, dtype=np.float64)
    rows = np.unique(np.asarray(branch), return_inverse=True)[1].astype(np.int64)
    columns = np.unique(np.asarray(shopper), return_inverse=True)[1].astype(np.int64)
    if x.ndim != 2 or not len(x) == len(r) == len(rows) == len(columns):
        raise ValueError("every visit needs its touchpoint scores, an intent, a branch and a shopper")
    if len(x) < LEAST_VISITS or x.shape[1] < 2 or rows.max() == 0:
        return None
    z, left = _centred(x, rows, columns), _centred(r[:, None], rows, columns)[:, 0]
    spread = z.std(axis=0)
    if left.std() == 0 or (spread == 0).all():
        return None
    moments = _by_branch(z / np.where(spread > 0, spread, 1), left / left.std(), rows)
    return _claim(moments, ridge, draws, seed)


class _Moments(NamedTuple):
    """Per branch ZᵀZ, Zᵀr and visits: a bootstrap adds these up and never looks at a visit again."""

    grams: Floats
    crosses: Floats
    sizes: Floats


def _claim(moments: _Moments, ridge: float, draws: int, seed: int) -> FinishClaim | None:
    grams, crosses, sizes = moments
    beta = _beta(grams.sum(axis=0), crosses.sum(axis=0), float(sizes.sum()), ridge)
    if beta.sum() == 0:
        return None
    drawn = np.array(
        [
            _beta(times @ grams.reshape(len(times), -1), times @ crosses, float(times @ sizes), ridge)
            for times in _multiplicities(len(grams), draws, seed)
        ]
    )
    moved = drawn[drawn.sum(axis=1) > 0]
    shares = moved / moved.sum(axis=1, keepdims=True)
    lows, highs = np.quantile(shares, [0.025, 0.975], axis=0)
    told = zip((beta / beta.sum()).tolist(), lows.tolist(), highs.tolist(), strict=True)
    drivers = tuple(Driver(*one) for one in told)
    lead = float(np.quantile(drawn[:, -1] - drawn[:, :-1].max(axis=1), 0.05))
    return FinishClaim(*drivers[-1], drivers, lead, int(sizes.sum()))


def _centred(x: Floats, rows: Ints, columns: Ints) -> Floats:
    """Without what belongs to the branch and to the shopper: both means taken out until they are 0."""
    left: Floats = x - x.mean(axis=0)
    for _ in range(50):
        before = left
        for labels in (rows, columns):
            left = left - np.asarray(_group_means(left, labels)[labels])
        if float(np.abs(left - before).max(initial=0.0)) < 1e-9:
            break
    return left


def _group_means(x: Floats, labels: Ints) -> Floats:
    size = np.bincount(labels)
    sums: Floats = np.stack([np.bincount(labels, weights=column) for column in x.T], axis=1)
    return np.asarray(sums / size[:, None])


def _by_branch(z: Floats, r: Floats, rows: Ints) -> _Moments:
    order = np.argsort(rows, kind="stable")
    parts = np.split(order, np.cumsum(np.bincount(rows))[:-1])
    grams = np.stack([z[part].T @ z[part] for part in parts])
    crosses = np.stack([z[part].T @ r[part] for part in parts])
    return _Moments(grams, crosses, np.array([len(part) for part in parts], dtype=np.float64))


def _multiplicities(branches: int, draws: int, seed: int) -> Floats:
    """How often each branch is drawn, (draws, branches)."""
    rng = np.random.default_rng(seed)
    drawn = rng.multinomial(branches, np.full(branches, 1 / branches), size=draws)
    return np.asarray(drawn, dtype=np.float64)


def _beta(gram: Floats, cross: Floats, n: float, ridge: float) -> Floats:
    """β ≥ 0 that minimises βᵀ(G/n + ridge·I)β − 2βᵀc/n, by the Cholesky factor of the first."""
    size = len(cross)
    upper = cholesky(gram.reshape(size, size) / n + ridge * np.eye(size))
    target = solve_triangular(upper, cross / n, trans="T")
    found: Floats = np.asarray(nnls(upper, target)[0], dtype=np.float64)
    return found
