"""A dot with its likely range a row: a few numbers beside each other, and a line to measure them by."""

from collections.abc import Sequence
from typing import NamedTuple

from scoring.figures.chart import Chart, Field, Number, named, plain, tick_step, whole
from scoring.figures.theme import Plotly, color, labels_at_right, layout, line, note

ROW, BAR, TOP, BOTTOM = 44, 10, 24, 30


class RangeRow(NamedTuple):
    """One number; no range where nobody knows it."""

    name: str
    value: float
    low: float | None
    high: float | None
    last: bool = False
    """The last inch, or what the eye should end on."""


class RangeWords(NamedTuple):
    """Translated words; those in braces are filled in."""

    name: str
    """Column head."""
    value: str
    low: str
    high: str
    step: str
    """`{name}` `{value}` `{low}` `{high}`, one of the `{steps}`; `alone` where there is no range."""
    alone: str
    """`{name}` `{value}`"""
    mean: str
    """`{value}`, over the line to measure by."""
    alt: str
    """`{steps}`"""


def range_rows(
    rows: Sequence[RangeRow],
    words: RangeWords,
    span: tuple[float, float],
    reference: float | None = None,
    number: Number = plain,
) -> Chart:
    """Numbers in the order given inside `span`, each a dot on its 95 % range.

    `reference` is drawn as a line with its words above it. Raises ValueError without rows.
    """
    if not rows:
        raise ValueError("there is nothing to draw")
    at = [float(row) for row in range(len(rows))]
    shown = [] if reference is None else [reference]
    figure = {
        "data": [_bars(rows, at), _dots(rows, at), labels_at_right(_labels(rows, number), at, span[1])],
        "layout": layout(
            ROW * len(rows) + TOP + BOTTOM,
            {"l": 128, "r": 56, "t": TOP, "b": BOTTOM},
            {"range": list(span), "dtick": tick_step(span[1] - span[0], 4), "showgrid": True},
            {
                "range": [len(rows) - 0.5, -0.5],
                "tickvals": at,
                "ticktext": [named(row.name, 15, bold=row.last) for row in rows],
            },
            shapes=[line((x, x), (0, 1), "ink", yref="paper", layer="below") for x in shown],
            annotations=[
                note(words.mean.format(value=number(x, 0)), x, 1, yref="paper", yanchor="bottom")
                for x in shown
            ],
        ),
    }
    head = (words.name, words.value, words.low, words.high)
    said = ", ".join(_said(row, words, number) for row in rows)
    return Chart(figure, head, tuple(_row(row) for row in rows), words.alt.format(steps=said))


def _bars(rows: Sequence[RangeRow], at: Sequence[float]) -> Plotly:
    known = [
        (place, row.low, row.high)
        for place, row in zip(at, rows, strict=True)
        if row.low is not None and row.high is not None
    ]
    return {
        "type": "bar",
        "orientation": "h",
        "y": [place for place, _low, _high in known],
        "base": [low for _place, low, _high in known],
        "x": [high - low for _place, low, high in known],
        "width": BAR / ROW,
        "marker": {"color": color("band-95"), "line": {"width": 0}},
        "hoverinfo": "skip",
    }


def _dots(rows: Sequence[RangeRow], at: Sequence[float]) -> Plotly:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [row.value for row in rows],
        "y": list(at),
        "marker": {
            "symbol": ["diamond" if row.last else "circle" for row in rows],
            "size": [14 if row.last else 12 for row in rows],
            "color": [color("inch" if row.last else "paper") for row in rows],
            "line": {"color": [color("on-inch" if row.last else "ink") for row in rows], "width": 2},
            "opacity": 1,
        },
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _labels(rows: Sequence[RangeRow], number: Number) -> list[str]:
    return [f"<b>{number(row.value, 0)}</b>" for row in rows]


def _said(row: RangeRow, words: RangeWords, number: Number) -> str:
    if row.low is None or row.high is None:
        return words.alone.format(name=row.name, value=number(row.value, 0))
    told = {"value": number(row.value, 0), "low": number(row.low, 0), "high": number(row.high, 0)}
    return words.step.format(name=row.name, **told)


def _row(row: RangeRow) -> tuple[Field, ...]:
    return row.name, whole(row.value), whole(row.low), whole(row.high)
