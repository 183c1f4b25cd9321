"""Quiet axes: hairlines where a figure asks for a grid, and names or numbers beside them."""

import math
from collections.abc import Iterator, Sequence

from scoring.figures.chart import named, tick_step
from scoring.figures.svg.frame import Frame
from scoring.figures.svg.parts import plain, tag, words
from scoring.figures.theme import Plotly

LEAST_THINNED = 4


def axes(layout: Plotly, place: Frame) -> Iterator[str]:
    across, down = layout["xaxis"], layout["yaxis"]
    if across.get("showgrid"):
        for at, _text in _ticks(across, place.across):
            yield _rule(across["gridcolor"], (place.x(at),) * 2, (place.top, place.bottom))
    if down.get("showgrid"):
        for at, _text in _ticks(down, place.down):
            yield _rule(down["gridcolor"], (place.left, place.right), (place.y(at),) * 2)
    if across.get("showline"):
        yield _rule(across["linecolor"], (place.left, place.right), (place.bottom,) * 2)
    if across.get("showticklabels", True):
        yield from _below(_thinned(_ticks(across, place.across), across, place), place)
    if down.get("showticklabels", True):
        yield from _beside(_ticks(down, place.down), place)


def _ticks(axis: Plotly, span: tuple[float, float]) -> list[tuple[float, str]]:
    """Places and words inside the span."""
    low, high = sorted(span)
    if "tickvals" in axis:
        values = [float(value) for value in axis["tickvals"]]
        texts: Sequence[str] = axis.get("ticktext") or [_number(value) for value in values]
        return [(at, text) for at, text in zip(values, texts, strict=True) if low <= at <= high]
    step = float(axis.get("dtick") or tick_step(high - low))
    count = range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)
    return [(at * step, _number(at * step)) for at in count]


def _number(value: float) -> str:
    return f"{value:g}".replace("-", "−")


def _thinned(ticks: list[tuple[float, str]], axis: Plotly, place: Frame) -> list[tuple[float, str]]:
    """On a phone every other one, the last always among them."""
    if not place.narrow or "tickvals" not in axis or len(ticks) < LEAST_THINNED:
        return ticks
    return [tick for at, tick in enumerate(ticks) if (len(ticks) - 1 - at) % 2 == 0]


def _below(ticks: list[tuple[float, str]], place: Frame) -> Iterator[str]:
    for at, text in ticks:
        yield words(text, place.x(at), place.bottom + 14, "middle")


def _beside(ticks: list[tuple[float, str]], place: Frame) -> Iterator[str]:
    """Names cut to the room there is; what is cut stands whole in the table."""
    for at, text in ticks:
        bold = text.startswith("<b>")
        short = named(plain(text), max(place.room, 3), bold=bold) if len(plain(text)) > place.room else text
        yield words(short, place.left - 8, place.y(at), "end")


def _rule(shade: str, x: Sequence[float], y: Sequence[float]) -> str:
    return tag("line", x1=x[0], x2=x[1], y1=y[0], y2=y[1], stroke=shade, stroke_width=1)
