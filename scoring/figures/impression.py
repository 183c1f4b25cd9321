"""One visit: the score so far after each touchpoint, where it was won and where it was lost."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from scoring.figures.chart import Chart, Number, named, plain
from scoring.figures.theme import Plotly, color, font, layout
from scoring.pointed import pointed
from scoring.shown import one_decimal

HEIGHT, TOP, BOTTOM = 176, 24, 44


class ImpressionWords(NamedTuple):
    """Translated words; those in braces are filled in."""

    touchpoint: str
    so_far: str
    """Column heads."""
    step: str
    """`{name}` `{points}`, one of the `{steps}`."""
    alt: str
    """`{steps}`"""


def impression(
    steps: Sequence[tuple[str, Fraction]], words: ImpressionWords, number: Number = plain
) -> Chart:
    """Running impression (points 0–100) by observed touchpoint, in journey order; the last is in tape.

    Raises ValueError without touchpoints.
    """
    if not steps:
        raise ValueError("no touchpoint was observed")
    points = [float(one_decimal(exact)) for _name, exact in steps]
    bottom = 0 if min(points) < 45 else 40
    figure = {
        "data": [_line(points, number)],
        "layout": layout(
            HEIGHT,
            {"l": 8, "r": 8, "t": TOP, "b": BOTTOM},
            {
                "range": [-0.5, len(steps) - 0.5],
                "tickvals": list(range(len(steps))),
                "ticktext": _ticks([name for name, _exact in steps]),
            },
            {"range": [bottom - 4, 108], "tickvals": [0, 50, 100], "showticklabels": False, "showgrid": True},
        ),
    }
    rows = tuple((name, one_decimal(exact)) for name, exact in steps)
    said = ", ".join(words.step.format(name=name, points=number(exact, 1)) for name, exact in rows)
    return Chart(figure, (words.touchpoint, words.so_far), rows, words.alt.format(steps=said))


def _line(points: list[float], number: Number) -> Plotly:
    last = len(points) - 1
    return {
        "type": "scatter",
        "mode": "lines+markers+text",
        "x": list(range(len(points))),
        "y": points,
        "text": [f"<b>{number(pointed(value, 0), 0)}</b>" for value in points],
        "textposition": "top center",
        "textfont": font("ink"),
        "cliponaxis": False,
        "hoverinfo": "skip",
        "line": {"color": color("ink"), "width": 1.75},
        "marker": {
            "color": [color("ink")] * last + [color("inch")],
            "size": [8] * last + [14],
            "line": {"color": color("on-inch"), "width": [0] * last + [1.5]},
        },
    }


def _ticks(names: list[str]) -> list[str]:
    """Every name where there are few; of many only every other one and the last."""
    room = max(6, 44 // len(names))
    step = 1 if len(names) <= 5 else 2
    last = len(names) - 1
    return [named(name, room) if (last - at) % step == 0 else "" for at, name in enumerate(names)]
