"""The journey as bars: length is the score, thickness the weight, so the area is the points."""

from collections.abc import Sequence
from typing import NamedTuple

from scoring.figures.chart import Chart, Field, Number, named, plain
from scoring.figures.theme import CLEAR, Plotly, color, labels_at_right, layout
from scoring.pointed import pointed

GAP, THINNEST, LEAST_INK = 8, 12, 110


class JourneyBar(NamedTuple):
    """A touchpoint in journey order."""

    name: str
    score: float | None
    """Points 0–100; None where it was not observed."""
    weight: float
    """Share of the whole score, 0–1."""
    last: bool = False
    """The last inch."""
    low: float | None = None
    high: float | None = None
    """Ends of the likely range; None where none is claimed."""
    beside: float | None = None
    """What it is compared with, in points."""
    mark: str = ""
    """A word or two beside the score, such as that this is the lowest."""


class JourneyWords(NamedTuple):
    """Translated words; those in braces are filled in."""

    touchpoint: str
    score: str
    weight: str
    """Column head: points out of 100 that it carries."""
    unknown: str
    """In place of a score that is not known."""
    step: str
    """`{name}` `{score}` `{weight}`, one of the `{steps}`."""
    alt: str
    """`{steps}`"""


def journey(
    bars: Sequence[JourneyBar], words: JourneyWords, number: Number = plain, places: int = 0
) -> Chart:
    """One bar per touchpoint, what was lost hatched, the last in tape; scores with so many decimals.

    Raises ValueError without a touchpoint that has weight.
    """
    if not any(bar.weight > 0 for bar in bars):
        raise ValueError("there is no weighted touchpoint to draw")
    thick = _thickness(bars)
    middle, height = _middles(thick)
    scores = [words.unknown if bar.score is None else number(bar.score, places) for bar in bars]
    figure = {
        "data": [
            _lost(bars, middle, thick),
            _kept(bars, middle, thick),
            labels_at_right(_labels(bars, scores), middle, 100),
            *_ranges(bars, middle),
            *_compared(bars, middle, thick),
        ],
        "layout": layout(
            round(height) + 8,
            {"l": 116, "r": 80 if any(bar.mark for bar in bars) else 52, "t": 4, "b": 4},
            {"range": [0, 100], "showticklabels": False},
            {
                "range": [height, 0],
                "tickvals": middle,
                "ticktext": [named(bar.name, 13, bold=bar.last) for bar in bars],
            },
        ),
    }
    said = [
        words.step.format(name=bar.name, score=score, weight=number(100 * bar.weight, 0))
        for bar, score in zip(bars, scores, strict=True)
    ]
    table = tuple(_row(bar, places) for bar in bars)
    head = (words.touchpoint, words.score, words.weight)
    return Chart(figure, head, table, words.alt.format(steps=", ".join(said)))


def _thickness(bars: Sequence[JourneyBar]) -> list[float]:
    """Pixels in proportion to weight, the lightest still as high as its name; no weight: a thin outline."""
    lightest = min(bar.weight for bar in bars if bar.weight > 0)
    ink = min(max(LEAST_INK, THINNEST / lightest), 600)
    return [max(bar.weight * ink, 2.0) for bar in bars]


def _middles(thick: Sequence[float]) -> tuple[list[float], float]:
    """Where each bar's middle lies, in pixels from the top, and the height of all."""
    middles, top = [], 0.0
    for high in thick:
        room = max(high + GAP, THINNEST + GAP)
        middles.append(top + room / 2)
        top += room
    return middles, top


def _kept(bars: Sequence[JourneyBar], middle: list[float], thick: list[float]) -> Plotly:
    return _trace(middle, thick, [0.0] * len(bars), [bar.score or 0.0 for bar in bars]) | {
        "marker": {
            "color": [color("inch" if bar.last else "ink-2") for bar in bars],
            "line": {
                "color": [color("on-inch" if bar.last else "ink-2") for bar in bars],
                "width": [1.5 if bar.last and bar.score else 0 for bar in bars],
            },
        },
    }


def _lost(bars: Sequence[JourneyBar], middle: list[float], thick: list[float]) -> Plotly:
    """Hatched from the score to 100; nothing where nothing was observed."""
    lost = [0.0 if bar.score is None else 100 - bar.score for bar in bars]
    return _trace(middle, thick, [100 - part for part in lost], lost) | {
        "marker": {
            "color": CLEAR,
            "line": {"color": color("edge"), "width": [0 if bar.score is None else 1 for bar in bars]},
            "pattern": {"shape": "/", "fgcolor": color("edge"), "bgcolor": CLEAR, "size": 6, "solidity": 0.2},
        },
    }


def _trace(middle: list[float], thick: list[float], base: list[float], length: list[float]) -> Plotly:
    shape = {"type": "bar", "orientation": "h", "hoverinfo": "skip"}
    return shape | {"y": middle, "width": thick, "base": base, "x": length}


def _labels(bars: Sequence[JourneyBar], scores: Sequence[str]) -> list[str]:
    return [
        f"<b>{score}</b> {named(bar.mark, 9)}" if bar.mark else f"<b>{score}</b>"
        for bar, score in zip(bars, scores, strict=True)
    ]


def _ranges(bars: Sequence[JourneyBar], middle: Sequence[float]) -> list[Plotly]:
    """The likely range across the end of each bar, edged with paper so that it shows on ink."""
    known = [
        (max(bar.low, 0.0), min(bar.high, 100.0), y)
        for bar, y in zip(bars, middle, strict=True)
        if bar.low is not None and bar.high is not None
    ]
    if not known:
        return []
    x = [part for low, high, _y in known for part in (low, high, None)]
    y = [part for _low, _high, at in known for part in (at, at, None)]
    line = {"type": "scatter", "x": x, "y": y, "hoverinfo": "skip", "cliponaxis": False}
    ends = {"symbol": "line-ns", "size": 8, "opacity": 1, "line": {"color": color("ink"), "width": 2}}
    return [
        line | {"mode": "lines", "line": {"color": color("paper"), "width": 6}},
        line | {"mode": "lines+markers", "line": {"color": color("ink"), "width": 2}, "marker": ends},
    ]


def _compared(bars: Sequence[JourneyBar], middle: Sequence[float], thick: Sequence[float]) -> list[Plotly]:
    """A diamond at the foot of each bar where those it is compared with stand."""
    places = zip(bars, middle, thick, strict=True)
    known = [(bar.beside, y + high / 2) for bar, y, high in places if bar.beside is not None]
    if not known:
        return []
    shape = {"symbol": "diamond", "size": 9, "color": color("paper"), "opacity": 1}
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [x for x, _ in known],
            "y": [y for _, y in known],
            "marker": shape | {"line": {"color": color("ink"), "width": 1.5}},
            "cliponaxis": False,
            "hoverinfo": "skip",
        }
    ]


def _row(bar: JourneyBar, places: int) -> tuple[Field, ...]:
    return bar.name, None if bar.score is None else pointed(bar.score, places), pointed(100 * bar.weight, 1)
