"""One measured line, and how samples become p50 and p95."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True)
class Line:
    what: str
    measured: str
    data: str
    bar: str
    holds: bool
    queries: str = ""


def show(line: Line) -> None:
    """Print a line as soon as it is measured."""
    verdict = "holds " if line.holds else "MISSES"
    queries = f"; {line.queries}" if line.queries else ""
    sys.stdout.write(f"{verdict}  {line.what}: {line.measured} (bar {line.bar}; {line.data}{queries})\n")
    sys.stdout.flush()


def times(run: Callable[[], object], count: int, warm: int = 3) -> list[float]:
    """Milliseconds of `count` runs, after a few that do not count."""
    for _ in range(warm):
        run()
    taken = []
    for _ in range(count):
        start = time.perf_counter()
        run()
        taken.append((time.perf_counter() - start) * 1e3)
    return taken


def spread(taken: list[float]) -> tuple[float, float]:
    """p50 and p95."""
    return median(taken), quantiles(taken, n=20)[-1]


def said(taken: list[float]) -> str:
    p50, p95 = spread(taken)
    return f"p50 {p50:.1f} ms, p95 {p95:.1f} ms"
