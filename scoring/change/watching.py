"""All branches of a client watched at once, each against its own past, from exact monthly tallies."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.change.branch import LEAST_VARIANCE, LIMIT, Baseline, Monitor, baseline, monitor
from scoring.compare import Floats, shrink

YEAR, QUARTER, LEARNING = 12, 3, 6
"""Months of a prediction, of a cell of the visit variance, and least months before watching begins."""
SPAN = 2 * YEAR
"""Months that are read: a year of watching and the year before it."""

Whole = NDArray[np.int64]
Cells = Mapping[str, Mapping[int, Sequence[int]]]
"""Branch → month → (n, total, total_sq) in hundredths."""


class Watch(NamedTuple):
    """One branch since watching began; a year on, watching begins anew."""

    began: int
    """The first month watched."""
    baseline: Baseline
    months: tuple[int, ...]
    """Those with visits."""
    means: Floats
    visits: tuple[int, ...]
    expected: Floats
    """What its own past predicts for each, season allowed for, in points."""
    reach: Floats
    """Points up or down that a month may lie from it by chance."""
    monitor: Monitor


class Past(NamedTuple):
    """The year before watching began: every branch's visits and mean, and what all have in common."""

    n: Whole
    means: Floats
    s2: float
    mu: float
    tau2: float
    """Infinite where too few branches were visited to learn from each other."""
    season: Floats
    """Points by which the chain's month of that year lay from its mean."""


def watch_begins(first: int, half_year: int, last: int) -> int | None:
    """Month in which the watching that is in force at `last` began; None while the branch is too new.

    Watching begins half a year after the `first` month with visits, or a year after it where that half
    year saw fewer than six, and begins anew each year: predictions stay frozen in between."""
    begins = first + (LEARNING if half_year >= LEARNING else YEAR)
    return None if last < begins else last - (last - begins) % YEAR


def watch_branches(cells: Cells, begins: Mapping[str, int], last: int, *, seasonal: bool) -> dict[str, Watch]:
    """Watch each branch in `begins` from that month up to `last`; those with too short a past are left out.

    `cells` are those of the whole reference population, in the 24 months up to `last`; `seasonal` where
    the chain has as many months of visits. What is learned from all: visit variance, spread, mean, season.
    """
    keys = list(cells)
    table = _table([cells[key] for key in keys], last)
    watched: dict[str, Watch] = {}
    for start in sorted(set(begins.values())):
        past = _past(table, start - (last - SPAN + 1), seasonal)
        if past is not None:
            own = ((at, key) for at, key in enumerate(keys) if begins.get(key) == start)
            watched |= _group(table, past, own, start, last)
    return watched


def _table(rows: Sequence[Mapping[int, Sequence[int]]], last: int) -> Whole:
    """Branches × months × (n, total, total_sq)."""
    table = np.zeros((len(rows), SPAN, 3), dtype=np.int64)
    for at, row in enumerate(rows):
        for month, cell in row.items():
            if 0 <= (place := month - (last - SPAN + 1)) < SPAN:
                table[at, place] = tuple(cell)
    return table


def _past(table: Whole, start: int, seasonal: bool) -> Past | None:
    """What the twelve months before the column `start` say; None where no branch was seen twice a quarter."""
    year = table[:, start - YEAR : start]
    s2, df = _variance(year.reshape(len(year), YEAR // QUARTER, QUARTER, 3).sum(axis=2))
    if df == 0:
        return None
    n, total = year[..., 0].sum(axis=1), year[..., 1].sum(axis=1)
    means = np.divide(total, n * 100, out=np.zeros(len(n)), where=n > 0)
    mu, tau2 = _spread(means[n > 0], np.maximum(s2 / n[n > 0], LEAST_VARIANCE))
    by_month = year.sum(axis=0)
    chain = by_month[:, 1].sum() / by_month[:, 0].sum() / 100
    season = np.divide(
        by_month[:, 1], by_month[:, 0] * 100, out=np.full(YEAR, chain), where=by_month[:, 0] > 0
    )
    return Past(n, means, s2, mu, tau2, season - chain if seasonal else np.zeros(YEAR))


def _variance(cells: Whole) -> tuple[float, int]:
    """Pooled variance of a visit in points² and its degrees of freedom; n·Q − S² is a whole number."""
    n, total, total_sq = (cells[..., at] for at in range(3))
    df = int(np.maximum(n - 1, 0).sum())
    around = np.divide(n * total_sq - total**2, n, out=np.zeros(n.shape), where=n > 1).sum()
    return (float(around) / df / 10_000 if df else 0.0), df


def _spread(means: Floats, v: Floats) -> tuple[float, float]:
    """Chain mean and variance between branches; infinite with too few branches to learn it from."""
    if len(means) < 5:
        return float(means.mean()) if len(means) else 0.0, math.inf
    found = shrink(means, v)
    return found.mu, found.tau**2


def _group(
    table: Whole, past: Past, own: Iterable[tuple[int, str]], start: int, last: int
) -> dict[str, Watch]:
    found = {key: _watch(table[at], past, at, start, last) for at, key in own}
    return {key: watch for key, watch in found.items() if watch is not None}


def _watch(row: Whole, past: Past, at: int, start: int, last: int) -> Watch | None:
    """One branch; None where its past or its present has too little."""
    predicted = baseline(int(past.n[at]), float(past.means[at]), past.s2, past.mu, past.tau2)
    seen = row[start - last + SPAN - 1 :]
    kept = np.flatnonzero(seen[:, 0])
    if predicted is None or not len(kept):
        return None
    n, means, season = seen[kept, 0], seen[kept, 1] / seen[kept, 0] / 100, past.season[kept]
    reach = LIMIT * np.sqrt(np.maximum(past.s2 / n, LEAST_VARIANCE) + predicted.variance)
    return Watch(
        began=start,
        baseline=predicted,
        months=tuple((kept + start).tolist()),
        means=means,
        visits=tuple(n.tolist()),
        expected=predicted.mean + season,
        reach=reach,
        monitor=monitor(means, n, past.s2, predicted.mean, predicted.variance, season),
    )
