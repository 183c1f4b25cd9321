"""The data of a figure: horizontal bars, lines, dots and the words beside them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, repeat
from typing import Any

from scoring.figures.svg.frame import Frame
from scoring.figures.svg.parts import colored, dot, hatch, stroke, tag, words
from scoring.figures.theme import CLEAR, Plotly

OVER = 14
"""Pixels from a dot to the middle of the words above it."""


def trace(data: Plotly, place: Frame) -> Iterator[str]:
    """Raises ValueError for a trace of another kind."""
    if data["type"] == "bar" and data.get("orientation") == "h":
        yield from _bars(data, place)
    elif data["type"] == "scatter":
        yield from _scatter(data, place)
    else:
        raise ValueError(f"no figure draws a trace of the type {data['type']!r}")


def _each(value: Any, at: int, otherwise: Any = None) -> Any:
    """One value for all, or one for each."""
    if value is None:
        return otherwise
    return value[at] if isinstance(value, list | tuple) else value


def _bars(data: Plotly, place: Frame) -> Iterator[str]:
    for at, (y, length) in enumerate(zip(data["y"], data["x"], strict=True)):
        base, thick = float(_each(data.get("base"), at, 0)), float(_each(data["width"], at))
        xs = sorted((place.x(base), place.x(base + length)))
        ys = sorted((place.y(y - thick / 2), place.y(y + thick / 2)))
        yield from _bar(data["marker"], at, (xs[0], xs[1]), (ys[0], ys[1]))
        if text := _each(data.get("text"), at, ""):
            yield words(text, sum(xs) / 2, sum(ys) / 2, "middle", data["textfont"]["color"])


def _bar(look: Plotly, at: int, xs: tuple[float, float], ys: tuple[float, float]) -> Iterator[str]:
    edge, fill = look.get("line", {}), _each(look["color"], at)
    width = float(_each(edge.get("width"), at, 0))
    line = {"stroke": _each(edge.get("color"), at), "stroke_width": width} if width else {}
    box = {"x": xs[0], "y": ys[0], "width": xs[1] - xs[0], "height": ys[1] - ys[0]}
    if not box["width"] or (fill == CLEAR and not width):
        return
    if "pattern" in look:
        yield from hatch(xs, ys, look["pattern"]["fgcolor"])
    opacity = float(_each(look.get("opacity"), at, 1))
    shade = "none" if fill == CLEAR else fill
    yield tag("rect", **box, fill=shade, fill_opacity=None if opacity == 1 else opacity, **line)


def _scatter(data: Plotly, place: Frame) -> Iterator[str]:
    points = [
        None if x is None or y is None else (place.x(x), place.y(y))
        for x, y in zip(data["x"], data["y"], strict=True)
    ]
    if "lines" in data["mode"]:
        yield from _lines(points, data["line"])
    if "markers" in data["mode"]:
        yield from _dots(points, data["marker"])
    if "text" in data["mode"]:
        yield from _texts(points, data)


def _lines(points: Sequence[tuple[float, float] | None], look: Plotly) -> Iterator[str]:
    """A line stops at a gap and begins anew behind it."""
    for there, run in groupby(points, key=lambda point: point is not None):
        if there:
            path = " ".join(f"{point[0]:.2f},{point[1]:.2f}" for point in run if point)
            yield tag("polyline", points=path, fill="none", **stroke(look))


def _dots(points: Sequence[tuple[float, float] | None], look: Plotly) -> Iterator[str]:
    edge = look.get("line", {})
    looks = zip(
        _all(look.get("symbol"), "circle"),
        _all(look.get("size"), 6),
        _all(look.get("color")),
        _all(edge.get("color")),
        _all(edge.get("width"), 0),
        strict=False,
    )
    for point, (symbol, size, *shades) in zip(points, looks, strict=False):
        if point and size:
            yield dot(symbol, *point, float(size), colored(symbol, *shades))


def _all(value: Any, otherwise: Any = None) -> Iterable[Any]:
    """One for each, or the same for all again and again."""
    return value if isinstance(value, list | tuple) else repeat(otherwise if value is None else value)


def _texts(points: Sequence[tuple[float, float] | None], data: Plotly) -> Iterator[str]:
    shade = data["textfont"]["color"]
    for point, text in zip(points, data["text"], strict=True):
        if point and data["textposition"] == "middle right":
            yield words(text, point[0] + 7, point[1], "start", shade)
        elif point:
            yield words(text, point[0], point[1] - OVER, "middle", shade)
