"""A rate by month: p chart from twelve full months, run chart below that."""

from collections.abc import Sequence
from itertools import starmap
from typing import NamedTuple

import numpy as np

from scoring.change.control import p_chart
from scoring.change.region import (
    ENOUGH_POINTS,
    ENOUGH_VISITS,
    Month,
    RegionChart,
    region_chart,
    start_of_version,
)


class RateMonth(NamedTuple):
    """One point: how many of a month's n visits it happened in, and the set version asked."""

    label: str
    hits: int
    n: int
    version: str
    at: int | None = None
    """Which calendar month, as a running number."""


def rate_chart(points: Sequence[RateMonth]) -> RegionChart:
    """The same as `region_chart` for a rate, in percent: a p chart, whose limits follow each month's visits.

    `points` are months with visits, in order. Only points beyond a limit are signals: rates near 0 lie
    under their mean more often than over it, so eight in a row on one side are no rarity.
    Raises ValueError for more hits than visits.
    """
    months = tuple(starmap(_month, points))
    since = start_of_version(months) if months else 0
    newest = points[since:]
    if len(newest) < ENOUGH_POINTS or min(point.n for point in newest) < ENOUGH_VISITS:
        return region_chart(months)
    return _control(months, since, newest)


def _month(label: str, hits: int, n: int, version: str, at: int | None) -> Month:
    if not 0 <= hits <= n or n == 0:
        raise ValueError(f"{hits} of {n} visits cannot be")
    return Month(label, 100 * hits / n, n, version, at)


def _control(months: tuple[Month, ...], since: int, newest: Sequence[RateMonth]) -> RegionChart:
    visits = [point.n for point in newest]
    chart = p_chart([point.hits for point in newest], visits)
    limits = zip(np.asarray(chart.lower) * 100, np.asarray(chart.upper) * 100, strict=True)
    odd = [at + 1 in chart.signals for at in range(len(newest))]
    above = months[-1].mean > 100 * chart.center
    return RegionChart(
        "control",
        months,
        since,
        100 * chart.center,
        None,
        None,
        (False,) * since + tuple(odd),
        "normal" if not odd[-1] else "signal_up" if above else "signal_down",
        sum(visits),
        tuple((float(low), float(high)) for low, high in limits),
    )
