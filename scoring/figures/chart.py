"""A chart and what it says in other ways; how its numbers and names are written."""

import html
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

import numpy as np
from scipy.optimize import isotonic_regression

from scoring.figures.theme import CONFIG, Plotly
from scoring.pointed import pointed

Number = Callable[[float | Decimal, int], str]
"""Writes a value with so many decimals, as the reader's language does."""
Field = str | int | float | Decimal | None


class Chart(NamedTuple):
    """One figure, the table under it (also its CSV), and the sentence that stands for it."""

    figure: Plotly
    """`data` and `layout`."""
    columns: tuple[str, ...]
    rows: tuple[tuple[Field, ...], ...]
    """Rounded as the chart shows them; None where nothing is known."""
    alt: str

    def to_dict(self) -> Plotly:
        """What Plotly needs on the page: data, layout and config, JSON-ready."""
        return self.figure | {"config": CONFIG}


def plain(value: float | Decimal, places: int) -> str:
    """English digits with a true minus sign, rounded half away from zero."""
    return f"{pointed(value, places):.{places}f}".replace("-", "−")


def whole(value: float | None) -> int | None:
    """A mean or range as it is shown: whole points."""
    return None if value is None else int(pointed(value, 0))


def named(name: str, room: int, *, bold: bool = False) -> str:
    """A name for `room` characters beside an axis, safe from being read as markup."""
    short = name if len(name) <= room else name[: room - 1].rstrip() + "…"
    safe = html.escape(short, quote=False)
    return f"<b>{safe}</b>" if bold else safe


def tick_step(span: float, most: int = 5) -> float:
    """The smallest friendly step that leaves at most so many intervals."""
    return next(step for step in (1, 2, 5, 10, 20, 25, 50, 100, 200) if span / step <= most)


def thinned(count: int, most: int = 5) -> list[int]:
    """Positions of at most so many evenly spaced ticks out of `count`, the last one always among them."""
    step = max(1, -(-(count - 1) // (most - 1)))
    return list(range((count - 1) % step, count, step))


def kept_apart(y: Sequence[float], per_unit: float, least: float = 16) -> list[float]:
    """Pixels to shift labels up, as few as can be, so that neighbours are `least` pixels apart."""
    pixels = np.asarray(y, dtype=np.float64) * per_unit
    order, steps = np.argsort(pixels, kind="stable"), least * np.arange(len(pixels))
    shift = np.empty(len(pixels))
    shift[order] = isotonic_regression(pixels[order] - steps).x + steps - pixels[order]
    shifts: list[float] = shift.round(1).tolist()
    return shifts
