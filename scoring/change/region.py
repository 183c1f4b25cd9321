"""A region or chain by month: which chart its data carry and what may be said."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np

from scoring.change.control import xmr
from scoring.change.rules import run_rules
from scoring.change.runs import ENOUGH, run_chart
from scoring.compare import Floats

Verdict = Literal["normal", "signal_up", "signal_down", "too_few"]
ENOUGH_POINTS = 12
ENOUGH_VISITS = 20


class Month(NamedTuple):
    """One point: the mean of a month's visits in points 0–100, its visits and the set version asked."""

    label: str
    mean: float
    n: int
    version: str
    at: int | None = None
    """Which calendar month, as a running number: a gap in these is a gap in the line."""


class RegionChart(NamedTuple):
    """Centre and limits of the months since the newest version; the earlier ones are only shown."""

    kind: Literal["control", "run"]
    months: tuple[Month, ...]
    since: int
    """Index of the first month of the newest version; all before are kept apart."""
    center: float | None
    """Mean on a control chart, median on a run chart; None without months."""
    upper: float | None
    lower: float | None
    signals: tuple[bool, ...]
    """Per month: does it complete a pattern that is unlikely to be chance?"""
    verdict: Verdict
    """About the newest month: normal ups and downs, a signal to check, or too few points to say."""
    n: int
    """Visits since the newest version."""
    limits: tuple[tuple[float, float], ...] = ()
    """(lower, upper) of each month since then, where they differ with its visits; else `lower` and `upper`."""


def region_chart(points: Sequence[Month]) -> RegionChart:
    """Control chart (XmR, rules 1 and 2 with 8 in a row) where there are at least 12 months of the newest
    set version with at least 20 visits each; else a run chart, which speaks from 10 points off its median.

    `points` are months with visits, in order. A new version breaks the line: other questions were asked.
    """
    months = tuple(points)
    if not months:
        return RegionChart("run", (), 0, None, None, None, (), "too_few", 0)
    since = start_of_version(months)
    newest = months[since:]
    means = np.array([month.mean for month in newest])
    if len(newest) >= ENOUGH_POINTS and min(month.n for month in newest) >= ENOUGH_VISITS:
        return _control(months, since, means)
    return _run(months, since, means)


def start_of_version(months: Sequence[Month]) -> int:
    """Index of the first month of the newest version, of at least one month."""
    others = [at for at, month in enumerate(months) if month.version != months[-1].version]
    return others[-1] + 1 if others else 0


def _control(months: tuple[Month, ...], since: int, means: Floats) -> RegionChart:
    chart = xmr(means)
    away = (means - chart.center) / chart.sigma if chart.sigma else np.zeros_like(means)
    signals = run_rules(away, (1, 2), run=8).tolist()
    verdict = _side(away[-1]) if signals[-1] else "normal"
    shown = (False,) * since + tuple(signals)
    n = sum(month.n for month in months[since:])
    return RegionChart("control", months, since, chart.center, chart.upper, chart.lower, shown, verdict, n)


def _run(months: tuple[Month, ...], since: int, means: Floats) -> RegionChart:
    chart = run_chart(means)
    off = means[means != chart.median] - chart.median
    verdict: Verdict = "normal" if chart.useful >= ENOUGH else "too_few"
    if chart.signal:
        verdict = _side(off[-1])
    shown = (False,) * (len(months) - 1) + (chart.signal,)
    n = sum(month.n for month in months[since:])
    return RegionChart("run", months, since, chart.median, None, None, shown, verdict, n)


def _side(away: float) -> Verdict:
    return "signal_up" if away > 0 else "signal_down"
