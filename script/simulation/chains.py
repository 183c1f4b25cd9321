"""Coverage, chances and errors of what is said about the branches of a chain."""

import time
from collections.abc import Iterator

import numpy as np

from scoring.compare import (
    interval,
    joint_rank_sets,
    percentile_interval,
    probability_in_bottom,
    shrink,
)
from script.simulation.bars import Bar, shown
from script.simulation.worlds import BETWEEN, MEAN, VISIT, Year, year

TENTHS = np.linspace(0, 1, 11)


def _shrunk(made: Year) -> tuple[np.ndarray, np.ndarray, object]:
    now = made.now
    return now.y, now.v, shrink(now.y, now.v, [(q.y, q.v) for q in made.quarters])


def coverage(times: int, quiet: bool) -> Iterator[Bar]:
    """How often the likely range holds the truth: over all, in the observed bottom tenth, in small chains."""
    over_all, bottom, percentile, rmse, naive = [], [], [], [], []
    for seed in shown(range(times), "200 branches", quiet):
        made = year(np.random.default_rng([1, seed]), 200)
        y, v, found = _shrunk(made)
        truth = made.now.truth
        low, high = interval(y, v, found)
        covered = (low <= truth) & (truth <= high)
        over_all.append(covered.mean())
        bottom.append(covered[np.argsort(y)[:20]].mean())
        place = (np.argsort(np.argsort(truth)) + 0.5) / len(truth) * 100
        at_least, at_most = percentile_interval(found.theta, found.sd, 0.90)
        percentile.append(((at_least <= place) & (place <= at_most)).mean())
        rmse.append(np.mean((found.theta - truth) ** 2))
        naive.append(np.mean((y - truth) ** 2))
    yield Bar("95 % ranges hold the truth", float(np.mean(over_all)), 0.935, 0.960)
    yield Bar("… in the observed bottom tenth", float(np.mean(bottom)), 0.92)
    yield Bar("90 % percentile ranges hold the place", float(np.mean(percentile)), 0.88, 0.92)
    yield Bar("root mean square error, points", float(np.sqrt(np.mean(rmse))), None, 4.5)
    yield Bar("… of the naive mean", float(np.sqrt(np.mean(naive))), 7.3)
    for branches in (8, 20):
        yield Bar(f"95 % ranges hold the truth at {branches} branches", _small(branches, times, quiet), 0.92)


def _small(branches: int, times: int, quiet: bool) -> float:
    held = []
    for seed in shown(range(2 * times), f"{branches} branches", quiet):
        made = year(np.random.default_rng([branches, seed]), branches)
        y, v, found = _shrunk(made)
        low, high = interval(y, v, found)
        held.append(((low <= made.now.truth) & (made.now.truth <= high)).mean())
    return float(np.mean(held))


def chances(times: int, quiet: bool) -> Iterator[Bar]:
    """Whether "likely in the bottom quarter" is as likely as it says."""
    told, true, brier, naive, sums = [], [], [], [], []
    for seed in shown(range(times), "chances", quiet):
        made = year(np.random.default_rng([2, seed]), 200)
        _, _, found = _shrunk(made)
        truth = made.now.truth
        quarter = probability_in_bottom(found.theta, found.sd, 0.25)
        told.append(quarter)
        true.append(np.argsort(np.argsort(truth)) < 50)
        sums.append(abs(quarter.sum() - 50))
        tenth = np.argsort(np.argsort(truth)) < 20
        brier.append(np.mean((probability_in_bottom(found.theta, found.sd, 0.10) - tenth) ** 2))
        naive.append(np.mean(((np.argsort(np.argsort(made.now.y)) < 20).astype(float) - tenth) ** 2))
    yield Bar(
        "P(bottom quarter): worst miss of a tenth",
        _worst_miss(np.concatenate(told), np.concatenate(true)),
        None,
        0.04,
    )
    yield Bar("… its sum over branches, away from L/4", float(np.max(sums)), None, 1e-6)
    yield Bar("Brier score of P(bottom tenth)", float(np.mean(brier)), None, 0.085)
    yield Bar("… of the naive list", float(np.mean(naive)), 0.120)


def _worst_miss(told: np.ndarray, true: np.ndarray) -> float:
    """Among tenths of the told chance with at least 300 cases: the largest gap to what was observed."""
    tenth = np.minimum((told * 10).astype(int), 9)
    gaps = [
        abs(told[tenth == k].mean() - true[tenth == k].mean()) for k in range(10) if (tenth == k).sum() >= 300
    ]
    return float(max(gaps))


def flags(times: int, quiet: bool) -> Iterator[Bar]:
    """Of the branches flagged "likely" (P ≥ .8) with unequal visits, how many belong there."""
    right, count = 0, 0
    for seed in shown(range(2 * times), "flags", quiet):
        made = year(np.random.default_rng([3, seed]), 200, None)
        _, _, found = _shrunk(made)
        flagged = probability_in_bottom(found.theta, found.sd, 0.25) >= 0.8
        count += int(flagged.sum())
        right += int((flagged & (np.argsort(np.argsort(made.now.truth)) < 50)).sum())
    yield Bar("flags counted", count, min(200, 2 * times))
    yield Bar("flags that are right", right / max(count, 1), 0.75)


def speed() -> Iterator[Bar]:
    """Everything about 10,000 branches, the median of three."""
    rng = np.random.default_rng(4)
    v = VISIT**2 / rng.integers(1, 8, 10_000)
    y = rng.normal(MEAN + rng.normal(0, BETWEEN, 10_000), np.sqrt(v))
    taken = []
    for _ in range(3):
        began = time.perf_counter()
        found = shrink(y, v)
        interval(y, v, found)
        probability_in_bottom(found.theta, found.sd, 0.10)
        percentile_interval(found.theta, found.sd)
        joint_rank_sets(y, np.sqrt(v))
        taken.append(time.perf_counter() - began)
    yield Bar("10,000 branches, all of it, seconds", sorted(taken)[1], None, 2.0)
