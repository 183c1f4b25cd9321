"""The run chart: a median and how often the points change sides, for series too short for limits."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import bdtr

from scoring.compare import Floats

ENOUGH = 10
"""Below this many points off the median no run is called unusual."""


class RunChart(NamedTuple):
    """What the order of the points says."""

    median: float
    useful: int
    """Points not on the median."""
    longest: int
    """Points of the longest run on one side."""
    longest_usual: int
    crossings: int
    crossings_usual: int
    """Fewest crossings that still are usual."""
    signal: bool
    n: int


def run_chart(x: ArrayLike) -> RunChart:
    """Runs about the median of at least one point in order; points on the median are passed over.

    A signal is a longest run above round(log₂ n + 3), or fewer crossings than the 5 % quantile of a
    fair coin thrown n − 1 times, n = points off the median, from 10 on.
    Anhøj and Olesen (2014), doi:10.1371/journal.pone.0113825. Raises ValueError without points.
    """
    points = np.asarray(x, dtype=np.float64)
    if points.ndim != 1 or not len(points) or not np.isfinite(points).all():
        raise ValueError("needs a flat list of finite points")
    median = float(np.median(points))
    lengths = _run_lengths(points - median)
    useful, longest, crossings = sum(lengths), max(lengths, default=0), max(len(lengths) - 1, 0)
    usual = round(math.log2(useful) + 3) if useful else 0
    fewest = int((bdtr(np.arange(max(useful, 1)), max(useful - 1, 0), 0.5) < 0.05).sum())
    signal = useful >= ENOUGH and (longest > usual or crossings < fewest)
    return RunChart(median, useful, longest, usual, crossings, fewest, signal, len(points))


def _run_lengths(away: Floats) -> list[int]:
    sides = np.sign(away[away != 0])
    starts = np.flatnonzero(np.diff(sides, prepend=0.0) != 0)
    lengths: list[int] = np.diff(starts, append=len(sides)).tolist()
    return lengths
