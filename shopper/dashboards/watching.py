"""Which branches changed: each one watched against its own past."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np

from scoring.change import Watch, watch_begins, watch_branches
from shopper.dashboards.filters import Showing
from shopper.dashboards.measures import Measure
from shopper.dashboards.months import QUARTER
from shopper.dashboards.queries.chain import Chain
from shopper.dashboards.queries.change import Start

TWO_YEARS = 24


class Watched(NamedTuple):
    """What is known of the branches that may be named; the others only taught us."""

    by_branch: Mapping[int, Watch]
    starts: Mapping[int, Start]
    """When each was first visited with this version, watched or not."""


class Signal(NamedTuple):
    """The latest alarm of a branch, and the months that raised it."""

    branch_id: int
    watch: Watch
    first: int
    """Index of the first month meant; the same as `at` where one month alone is a signal."""
    at: int
    up: bool

    @property
    def strength(self) -> float:
        """How many times the limit was passed."""
        monitor = self.watch.monitor
        running = abs(monitor.running[self.at] / monitor.limit[self.at])
        return float(max(abs(monitor.z[self.at]) / 3, running))

    @property
    def visits(self) -> int:
        return sum(self._visits)

    @property
    def mean(self) -> float:
        """Of all visits in those months."""
        return float(np.average(self.watch.means[self.first : self.at + 1], weights=self._visits))

    @property
    def expected(self) -> float:
        """What was predicted for those visits."""
        return float(np.average(self.watch.expected[self.first : self.at + 1], weights=self._visits))

    @property
    def _visits(self) -> tuple[int, ...]:
        return self.watch.visits[self.first : self.at + 1]


def watch(chain: Chain, showing: Showing, measure: Measure, branches: Iterable[int]) -> Watched:
    """Watch these branches up to the end of the period; they are all in the person's grants."""
    begun = chain.starts(measure.tally)
    starts = begun.once("starts", lambda: {row[0]: Start(*row[1:]) for row in begun.rows.tolist()})
    begins = _begins(starts, set(branches), showing.last)
    if not begins:
        return Watched({}, starts)
    cells = chain.months([measure.tally])[measure.tally]
    oldest = min(start.first for start in starts.values())
    seasonal = showing.last - oldest + 1 >= TWO_YEARS
    key = ("watched", frozenset(begins.items()), seasonal)
    watched = cells.once(key, lambda: watch_branches(cells.rows, begins, showing.last, seasonal=seasonal))
    return Watched(watched, starts)


def _begins(starts: Mapping[int, Start], wanted: set[int], last: int) -> dict[int, int]:
    """When the watching that is in force began at each of these branches that is not too new."""
    begun = {branch: watch_begins(*start, last) for branch, start in starts.items() if branch in wanted}
    return {branch: month for branch, month in begun.items() if month is not None}


def signals(watched: Watched, last: int) -> list[Signal]:
    """Branches with an alarm in the last quarter: those to check first, the strongest first."""
    found = (signal_of(branch, each, last) for branch, each in watched.by_branch.items())
    known = [each for each in found if each is not None]
    return sorted(known, key=lambda each: (each.up, -each.strength, each.branch_id))


def signal_of(branch_id: int, watch: Watch, last: int) -> Signal | None:
    """The branch's latest alarm, if it lies in the quarter up to `last`."""
    recent = [
        at
        for at, (month, alarm) in enumerate(zip(watch.months, watch.monitor.alarms, strict=True))
        if alarm and month > last - QUARTER
    ]
    if not recent:
        return None
    at = recent[-1]
    alone = abs(watch.monitor.z[at]) > 3
    return Signal(branch_id, watch, at if alone else _run_start(watch, at), at, watch.monitor.sides[at] > 0)


def _run_start(watch: Watch, at: int) -> int:
    """Since when the months taken together have been on the side where they are."""
    side = np.sign(watch.monitor.running[: at + 1])
    other = np.flatnonzero(side != side[-1])
    return int(other[-1]) + 1 if len(other) else 0
