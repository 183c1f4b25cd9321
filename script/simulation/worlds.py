"""The generator: chains of branches, plans, watched branches and intents, each with its truth.

It imports nothing of ours, so that it cannot share a mistake with what it tries. All in points."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Rng = np.random.Generator

MEAN, BETWEEN, VISIT = 80.0, 5.0, 13.0
"""Mean of the chain, sd between branches, sd of a visit."""


class Quarter(NamedTuple):
    """Per branch: what is true, its visits, their mean and the known variance of that mean."""

    truth: Floats
    n: Floats
    y: Floats
    v: Floats


class Year(NamedTuple):
    """Four quarters of one chain; the branches differ by the same sd in each."""

    quarters: tuple[Quarter, ...]

    @property
    def now(self) -> Quarter:
        return self.quarters[-1]


def year(rng: Rng, branches: int, visits: int | None = 3) -> Year:
    """A chain with `visits` a branch and quarter; None for Poisson 3, clipped to 1–7."""
    effect = rng.normal(0, BETWEEN, branches)
    return Year(tuple(_quarter(rng, MEAN + rng.normal(0, 1) + effect, visits) for _ in range(4)))


def _quarter(rng: Rng, truth: Floats, visits: int | None) -> Quarter:
    n = np.full(len(truth), visits) if visits else np.clip(rng.poisson(3, len(truth)), 1, 7)
    variance = VISIT**2 / n
    return Quarter(truth, n.astype(float), rng.normal(truth, np.sqrt(variance)), variance)


class Plan(NamedTuple):
    """A quarter, the branches that got a plan because they looked bad, and the quarter after."""

    before: Quarter
    treated: NDArray[np.bool_]
    after: Quarter


def plan(rng: Rng, effect: float, branches: int = 200, treated: int = 20) -> Plan:
    """The worst-looking `treated` get a plan worth `effect` points; the chain moves by itself too."""
    before = year(rng, branches).now
    chosen = np.zeros(branches, dtype=bool)
    chosen[np.argsort(before.y)[:treated]] = True
    truth = before.truth + rng.normal(0, 1.5) + effect * chosen
    return Plan(before, chosen, _quarter(rng, truth, 3))


class Watched(NamedTuple):
    """A branch: the visits of its past, then the means of months and their visits."""

    past: Floats
    months: Floats
    n: NDArray[np.int64]


def watched(rng: Rng, change: float, past: int = 12, monthly: bool = True) -> Watched:
    """A branch that changes by `change` points when watching begins; 1–4 visits in each of 12 months, or
    three a quarter, one in a month."""
    truth = MEAN + rng.normal(0, BETWEEN)
    n = rng.integers(1, 5, 12) if monthly else np.ones(12, dtype=np.int64)
    means = rng.normal(truth + change, VISIT / np.sqrt(n))
    return Watched(rng.normal(truth, VISIT, past), means, n)


class Intents(NamedTuple):
    """Visits: touchpoint scores, the intent to recommend, where and by whom."""

    scores: Floats
    recommend: Floats
    branch: NDArray[np.int64]
    shopper: NDArray[np.int64]


def intents(rng: Rng, weights: tuple[float, ...], visits: int = 2_000) -> Intents:
    """Touchpoints with pairwise ρ .5 that explain 35 % of the intent by `weights`."""
    size = len(weights)
    together = np.full((size, size), 0.5) + 0.5 * np.eye(size)
    z = rng.normal(size=(visits, size)) @ np.linalg.cholesky(together).T
    w = np.array(weights)
    noise = np.sqrt(w @ together @ w * 0.65 / 0.35)
    branch, shopper = rng.integers(0, 200, visits), rng.integers(0, 40, visits)
    own = rng.normal(0, 0.2, 200)[branch] + rng.normal(0, 0.2, 40)[shopper]
    return Intents(MEAN + VISIT * z, z @ w + rng.normal(0, noise, visits) + own, branch, shopper)
