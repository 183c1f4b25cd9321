"""Where months stand on an axis, and how high the axis is."""

from collections.abc import Sequence
from typing import TypeVar

from scoring.change import Month

Item = TypeVar("Item")


def slots(months: Sequence[Month]) -> list[int]:
    """Places from 0 on, one for each calendar month, those without a point left free.

    A month that two versions share has a place for each. Months that do not know their calendar
    month stand side by side."""
    places: list[int] = []
    for at, month in enumerate(months):
        before = months[at - 1] if at else None
        places.append(0 if before is None else places[-1] + _step(before, month))
    return places


def _step(before: Month, month: Month) -> int:
    if before.at is None or month.at is None:
        return 1
    return max(month.at - before.at, 1)


def gapped(values: Sequence[Item], places: Sequence[int], free: Item | None = None) -> list[Item | None]:
    """The values with one `free` wherever a place is, so that no line crosses it."""
    shown: list[Item | None] = []
    for at, value in enumerate(values):
        if at and places[at] > places[at - 1] + 1:
            shown.append(free)
        shown.append(value)
    return shown


def span(values: Sequence[float]) -> tuple[float, float]:
    """A whole number of fives around all values, at least ten high; from 0 up where none is negative."""
    bottom, top = (min(values) - 1) // 5 * 5, -(-(max(values) + 1) // 5) * 5
    bottom = bottom if top - bottom >= 10 else bottom - 5
    return (max(bottom, 0.0), max(top, 10.0)) if min(values) >= 0 else (bottom, top)
