"""Rebuilding the tallies of 100,000 visits from their stored snapshots."""

import resource
import time
from collections.abc import Iterator

from results import Line
from world import empty_tallies, world

from shopper.review.rebuild import check, rebuild

VISITS = 100_000


def run() -> Iterator[Line]:
    with world(VISITS, whole=False):
        empty_tallies()
        start = time.perf_counter()
        read = rebuild(lambda _done: None)
        seconds = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        yield Line("tallies rebuild", f"{seconds:.1f} s", f"{read:,} visits", "≤ 120 s", seconds <= 120)
        yield Line("its process at the highest", f"{peak:.0f} MB", f"{read:,} visits", "< 500 MB", peak < 500)
        differing = sum(1 for _ in check(lambda _done: None))
        yield Line(
            "tallies that differ from a rebuild", str(differing), f"{read:,} visits", "0", differing == 0
        )
