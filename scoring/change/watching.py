"""All branches of a client watched at once, each against its own past, from exact monthly tallies."""

import math
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scoring.change.branch import (
    BASELINE_VISITS,
    LEAST_VARIANCE,
    LIMIT,
    Baseline,
    Monitor,
    baseline,
    running_means,
)
from scoring.compare import Floats, shrink

YEAR, QUARTER, LEARNING = 12, 3, 6
"""Months of a prediction, of a cell of the visit variance, and least months before watching begins."""
SPAN = 2 * YEAR
"""Months that are read: a year of watching and the year before it."""

Whole = NDArray[np.int64]
Bools = NDArray[np.bool_]
Rows = Sequence[Sequence[int]] | Whole
"""(branch, month, n, total, total_sq), points in hundredths."""


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


def watch_branches(rows: Rows, begins: Mapping[int, int], last: int, *, seasonal: bool) -> dict[int, Watch]:
    """Watch each branch in `begins` from that month up to `last`; those with too short a past are left out.

    `rows` are those of the whole reference population, in the 24 months up to `last`; `seasonal` where
    the chain has as many months of visits. What is learned from all: visit variance, spread, mean, season.
    """
    keys, table = _table(rows, last)
    watched: dict[int, Watch] = {}
    for start in sorted(set(begins.values())):
        past = _past(table, start - (last - SPAN + 1), seasonal)
        if past is not None:
            own = np.array([begins.get(key) == start for key in keys]) & (past.n >= BASELINE_VISITS)
            kept = [key for key, mine in zip(keys, own, strict=True) if mine]
            mine = past._replace(n=past.n[own], means=past.means[own])
            watched |= _group(kept, table[own, start - last + SPAN - 1 :], mine, start)
    return watched


def _table(rows: Rows, last: int) -> tuple[list[int], Whole]:
    """The branches, and branches × months × (n, total, total_sq)."""
    flat = rows if isinstance(rows, np.ndarray) else _flat(rows)
    flat = flat[(flat[:, 1] > last - SPAN) & (flat[:, 1] <= last)]
    keys, places = np.unique(flat[:, 0], return_inverse=True)
    table = np.zeros((len(keys), SPAN, 3), dtype=np.int64)
    table[places, flat[:, 1] - (last - SPAN + 1)] = flat[:, 2:]
    return keys.tolist(), table


def _flat(rows: Sequence[Sequence[int]]) -> Whole:
    return np.fromiter(chain.from_iterable(rows), dtype=np.int64, count=5 * len(rows)).reshape(-1, 5)


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
    usual = by_month[:, 1].sum() / by_month[:, 0].sum() / 100
    season = np.divide(
        by_month[:, 1], by_month[:, 0] * 100, out=np.full(YEAR, usual), where=by_month[:, 0] > 0
    )
    return Past(n, means, s2, mu, tau2, season - usual if seasonal else np.zeros(YEAR))


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


def _group(keys: Sequence[int], now: Whole, past: Past, start: int) -> dict[int, Watch]:
    """The watches of branches with enough of a past, all watched since `start`."""
    known = [
        baseline(int(n), float(mean), past.s2, past.mu, past.tau2)
        for n, mean in zip(past.n, past.means, strict=True)
    ]
    table = np.array([(each.mean, each.variance) for each in known if each]).reshape(-1, 2)
    n, seen = now[..., 0], now[..., 0] > 0
    means = np.divide(now[..., 1], n * 100, out=np.zeros(n.shape), where=seen)
    expected = table[:, :1] + past.season[: n.shape[1]]
    sd = np.sqrt(np.maximum(past.s2 / np.maximum(n, 1), LEAST_VARIANCE) + table[:, 1:])
    z = np.where(seen, (means - expected) / sd, 0.0)
    months = _Months(start, seen, n, means, expected, LIMIT * sd, z, *running_means(z, seen))
    found = ((key, _watch(months, at, own)) for at, (key, own) in enumerate(zip(keys, known, strict=True)))
    return {key: watch for key, watch in found if watch is not None}


class _Months(NamedTuple):
    """Of the branches watched since one month: branches × months since then."""

    began: int
    seen: Bools
    n: Whole
    means: Floats
    expected: Floats
    reach: Floats
    z: Floats
    running: Floats
    limit: Floats
    alarms: Bools


def _watch(months: _Months, at: int, own: Baseline | None) -> Watch | None:
    """One branch, without the months that nobody visited it in; None where there are no others."""
    kept = np.flatnonzero(months.seen[at])
    if own is None or not len(kept):
        return None
    n, means, expected, reach, z, running, limit, alarms = (each[at, kept] for each in months[2:])
    return Watch(
        began=months.began,
        baseline=own,
        months=tuple((kept + months.began).tolist()),
        means=means,
        visits=tuple(n.tolist()),
        expected=expected,
        reach=reach,
        monitor=Monitor(z, running, limit, tuple(alarms.tolist()), int(n.sum())),
    )
