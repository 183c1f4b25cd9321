"""How severe is a shopper, and who may be compared with whom. Shown to reviewers only."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import coo_array, diags_array
from scipy.sparse.csgraph import connected_components
from scipy.special import ndtri

from scoring.compare import Floats

LEAST_VISITS = 8
"""Fewer visits say nothing about the person who made them."""
ROUNDS = 500
STILL = 1e-10

Ints = NDArray[np.int64]


class Components(NamedTuple):
    """Variances in points²: between branches, between shoppers, and what is left of a visit."""

    branch: float
    shopper: float
    error: float


class Severity(NamedTuple):
    """One shopper: points above (lenient) or below (severe) the others at the same branches."""

    shopper: int
    effect: float
    low: float
    high: float
    n: int
    """Visits."""

    @property
    def shown(self) -> bool:
        """Whether there are enough visits to show it at all."""
        return self.n >= LEAST_VISITS


class Effects(NamedTuple):
    """The mean in points, and what each branch and each shopper add to it."""

    mu: float
    branch: Floats
    shopper: Floats
    severities: tuple[Severity, ...]
    n: int
    """Visits."""


def variance_components(y: ArrayLike, branch: ArrayLike, shopper: ArrayLike) -> Components:
    """Variances of y = μ + branch + shopper + e, from three sums of squares; each at least 0.

    y (n,) in points; branch, shopper (n,) any labels. The sums within branches, within shoppers and over
    all visits are set equal to what they are expected to be:
    E(W_b) = σ_s²(N − Σ n_ij²/n_i·) + σ_e²(N − B), E(W_s) = σ_b²(N − Σ n_ij²/n_·j) + σ_e²(N − S),
    E(N·SS) = σ_b²(N² − Σn_i·²) + σ_s²(N² − Σn_·j²) + σ_e²(N² − N).
    Gao and Owen 2017, doi 10.1214/17-EJS1236, with several visits in a cell allowed. What the visits
    cannot tell apart (one shopper for all of them, say) is 0. Raises ValueError for fewer than two visits.
    """
    values, rows, columns = _coded(y, branch, shopper)
    n = len(values)
    by_row, by_column = np.bincount(rows), np.bincount(columns)
    cells = coo_array((np.ones(n), (rows, columns))).tocsr()
    cells.sum_duplicates()
    squares = cells.power(2)
    shared_rows = float((squares.sum(axis=1) / by_row).sum())
    shared_columns = float((squares.sum(axis=0) / by_column).sum())
    expected = np.array(
        [
            [0.0, n - shared_rows, n - len(by_row)],
            [n - shared_columns, 0.0, n - len(by_column)],
            [n**2 - float((by_row**2).sum()), n**2 - float((by_column**2).sum()), n**2 - n],
        ]
    )
    sums = np.array(
        [_within(values, rows), _within(values, columns), n * _within(values, np.zeros_like(rows))]
    )
    found = np.linalg.lstsq(_scaled(expected), sums / _scale(expected), rcond=1e-12)[0]
    return Components(*(max(0.0, float(one)) for one in found))


def _scale(expected: Floats) -> Floats:
    """Rows of like size, so that what cannot be told apart is seen to be so."""
    return np.asarray(np.maximum(expected.max(axis=1), 1.0))


def _scaled(expected: Floats) -> Floats:
    return np.asarray(expected / _scale(expected)[:, None])


def _within(values: Floats, labels: Ints) -> float:
    """Σ(y − group mean)²."""
    mean = np.bincount(labels, weights=values) / np.bincount(labels)
    return float(((values - mean[labels]) ** 2).sum())


def _coded(y: ArrayLike, branch: ArrayLike, shopper: ArrayLike) -> tuple[Floats, Ints, Ints]:
    values = np.asarray(y, dtype=np.float64)
    rows = np.unique(np.asarray(branch), return_inverse=True)[1].astype(np.int64)
    columns = np.unique(np.asarray(shopper), return_inverse=True)[1].astype(np.int64)
    if len(values) < 2 or not len(values) == len(rows) == len(columns):
        raise ValueError("needs at least two visits, each with a branch and a shopper")
    return values, rows, columns


def effects(
    y: ArrayLike,
    branch: ArrayLike,
    shopper: ArrayLike,
    variances: Components | None = None,
    level: float = 0.95,
) -> Effects:
    """What branches and shoppers add to the mean, each drawn towards 0 by how little it rests on.

    Backfitting: branch_i = Σ(y − μ − shopper)/(n_i + σ_e²/σ_b²), then the shoppers the same way, until
    nothing moves; the fixed point is the best linear unbiased prediction (Ghosh, Hastie and Owen 2022,
    doi 10.1214/21-AOS2121). Effects stand in the order of the sorted labels. The range of a shopper is
    from the prediction error given the branches' own uncertainty. `variances` default to those of
    `variance_components`. Raises ValueError for fewer than two visits.
    """
    values, rows, columns = _coded(y, branch, shopper)
    known = variances or variance_components(values, rows, columns)
    error = max(known.error, 1e-9)
    by_row, by_column = np.bincount(rows), np.bincount(columns)
    of_branch, of_shopper, mu = np.zeros(len(by_row)), np.zeros(len(by_column)), float(values.mean())
    for _ in range(ROUNDS):
        before = of_shopper
        of_branch = _drawn(values - mu - of_shopper[columns], rows, by_row, known.branch, error)
        of_shopper = _drawn(values - mu - of_branch[rows], columns, by_column, known.shopper, error)
        mu = float((values - of_branch[rows] - of_shopper[columns]).mean())
        if float(np.abs(of_shopper - before).max()) < STILL:
            break
    sd = _shopper_sd(rows, columns, known, error)
    reach = float(ndtri((1 + level) / 2)) * sd
    told = zip(of_shopper.tolist(), reach.tolist(), by_column.tolist(), strict=True)
    severities = tuple(Severity(at, e, e - far, e + far, n) for at, (e, far, n) in enumerate(told))
    return Effects(mu, of_branch, of_shopper, severities, len(values))


def _drawn(left: Floats, labels: Ints, size: Ints, variance: float, error: float) -> Floats:
    """Group sums of what is left, drawn towards 0."""
    if variance <= 0:
        return np.zeros(len(size))
    return np.asarray(np.bincount(labels, weights=left, minlength=len(size)) / (size + error / variance))


def _shopper_sd(rows: Ints, columns: Ints, known: Components, error: float) -> Floats:
    """Prediction error of each shopper's effect, the branches and the mean unknown too."""
    count = int(columns.max()) + 1
    if known.shopper <= 0:
        return np.zeros(count)
    cells = coo_array((np.ones(len(rows)), (rows, columns))).tocsr()
    by_row = np.asarray(cells.sum(axis=1), dtype=np.float64)
    ridge = error / known.branch if known.branch > 0 else np.inf
    shared = diags_array(1 / (by_row + ridge)) @ cells
    information = np.diag(np.asarray(cells.sum(axis=0), dtype=np.float64)) - (cells.T @ shared).toarray()
    alone = by_row - by_row * by_row / (by_row + ridge)
    cross = np.asarray(cells.sum(axis=0), dtype=np.float64) - np.asarray(shared.T @ by_row)
    information -= np.outer(cross, cross) / max(float(alone.sum()), 1e-12)
    inverse = np.linalg.inv(information + np.eye(count) * error / known.shopper)
    return np.asarray(np.sqrt(error * np.maximum(np.diag(inverse), 0.0)))


def components(branch: ArrayLike, shopper: ArrayLike) -> Ints:
    """Per visit the number of the group it belongs to, from 0: shoppers of different groups share no
    branch, not even by way of others, so nothing can tell a severe shopper from a poor branch there."""
    rows = np.unique(np.asarray(branch), return_inverse=True)[1]
    columns = np.unique(np.asarray(shopper), return_inverse=True)[1]
    if len(rows) != len(columns) or not len(rows):
        raise ValueError("needs at least one visit, each with a branch and a shopper")
    size = int(rows.max()) + 1 + int(columns.max()) + 1
    graph = coo_array((np.ones(len(rows)), (rows, columns + int(rows.max()) + 1)), shape=(size, size))
    return np.asarray(connected_components(graph, directed=False)[1][rows], dtype=np.int64)
