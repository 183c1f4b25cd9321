"""One branch: a dot per visit over time."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from scoring.figures.chart import Chart, Field, Number, kept_apart, named, plain
from scoring.figures.theme import Plotly, color, layout, line, note
from scoring.pointed import pointed

HEIGHT, TOP, BOTTOM = 200, 16, 32


class VisitDot(NamedTuple):
    """A visit with the words for its day."""

    on: date
    day: str
    score: Decimal | float
    """Points 0–100."""
    critical: bool = False
    """A critical question failed."""
    key: str = ""
    """Given back to the page when the dot is chosen."""


class StripWords(NamedTuple):
    """Translated words; those in braces are filled in."""

    visit: str
    score: str
    critical: str
    """Column head, and the mark in a row where it happened."""
    mean: str
    """`{value}`, beside the line of the branch's estimate."""
    point: str
    """`{day}` `{value}`, when a dot is pointed at and beside the newest."""
    alt: str
    """`{visits}` `{least}` `{most}` `{last}` `{day}` `{critical}`"""


def visit_strip(
    visits: Sequence[VisitDot],
    words: StripWords,
    ticks: Sequence[tuple[date, str]] = (),
    mean: float | None = None,
    number: Number = plain,
) -> Chart:
    """Scores of single visits, never joined: they are different shoppers on different days.

    `ticks` are the days named on the axis, at most five of them are kept; `mean` the branch's
    estimate. A visit with a failed critical question is a square. Raises ValueError without visits.
    """
    if not visits:
        raise ValueError("there are no visits to draw")
    ordered = sorted(visits, key=lambda visit: visit.on)
    first, final = ordered[0].on.toordinal(), ordered[-1].on.toordinal()
    pad = max((final - first) * 0.04, 2)
    kept = ticks[:: max(1, -(-len(ticks) // 5))]
    figure = {
        "data": [_dots(ordered, words, number)],
        "layout": layout(
            HEIGHT,
            {"l": 32, "r": 108, "t": TOP, "b": BOTTOM},
            {
                "range": [first - pad, final + pad],
                "tickvals": [day.toordinal() for day, _ in kept],
                "ticktext": [named(text, 8) for _, text in kept],
                "showline": True,
            },
            {"range": [-4, 104], "tickvals": [0, 25, 50, 75, 100], "showgrid": True},
            shapes=[] if mean is None else [line((0, 1), (mean, mean), "ink", xref="paper", layer="below")],
            annotations=_right(ordered[-1], mean, words, number),
        ),
    }
    head = (words.visit, words.score, words.critical)
    return Chart(figure, head, tuple(_row(visit, words) for visit in ordered), _alt(ordered, words, number))


def _dots(visits: Sequence[VisitDot], words: StripWords, number: Number) -> Plotly:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [visit.on.toordinal() for visit in visits],
        "y": [float(visit.score) for visit in visits],
        "marker": {
            "symbol": ["square" if visit.critical else "circle" for visit in visits],
            "color": [color("worse" if visit.critical else "ink") for visit in visits],
            "opacity": 1,
            "size": [8] * (len(visits) - 1) + [12],
            "line": {"color": color("paper"), "width": 1},
        },
        "customdata": [visit.key for visit in visits],
        "hovertext": [_said(visit, words, number) for visit in visits],
        "hoverinfo": "text",
    }


def _said(visit: VisitDot, words: StripWords, number: Number) -> str:
    return words.point.format(day=named(visit.day, 40), value=number(visit.score, 1))


def _right(newest: VisitDot, mean: float | None, words: StripWords, number: Number) -> list[Plotly]:
    said = [(f"<b>{_said(newest, words, number)}</b>", float(newest.score))]
    if mean is not None:
        said.append((words.mean.format(value=number(mean, 0)), mean))
    shifts = kept_apart([y for _, y in said], (HEIGHT - TOP - BOTTOM) / 108)
    at = {"xref": "paper", "xanchor": "left", "xshift": 6}
    return [note(text, 1, y, yshift=shift, **at) for (text, y), shift in zip(said, shifts, strict=True)]


def _row(visit: VisitDot, words: StripWords) -> tuple[Field, ...]:
    return visit.day, pointed(visit.score, 1), words.critical if visit.critical else ""


def _alt(visits: Sequence[VisitDot], words: StripWords, number: Number) -> str:
    scores = [float(visit.score) for visit in visits]
    numbers = {"least": min(scores), "most": max(scores), "last": scores[-1]}
    written = {key: number(value, 1) for key, value in numbers.items()}
    critical = sum(visit.critical for visit in visits)
    return words.alt.format(visits=len(visits), day=visits[-1].day, critical=critical, **written)
