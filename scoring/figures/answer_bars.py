"""What was answered to one question: a bar for each answer, those that are no answer set apart."""

from collections.abc import Sequence
from typing import NamedTuple

from scoring.figures.chart import Chart, Field, Number, named, plain
from scoring.figures.theme import CLEAR, Plotly, color, labels_at_right, layout, line, note
from scoring.pointed import pointed

ROW, BAR, APART, ROOM = 48, 0.34, 0.25, 38
"""A row holds the answer in words and its bar below them, so that long options need not be cut."""


class AnswerBar(NamedTuple):
    """One answer in the words of the question."""

    name: str
    n: int
    best: bool = False
    """Worth the most: in solid ink, named in bold."""
    apart: bool = False
    """No answer but a state beside it, such as *does not apply*: an outline."""


class AnswerWords(NamedTuple):
    """Translated words; those in braces are filled in."""

    answer: str
    visits: str
    share: str
    """Column head: per cent of those asked."""
    label: str
    """`{n}` `{share}`, at the end of a bar."""
    step: str
    """`{name}` `{n}`, one of the `{steps}`."""
    alt: str
    """`{steps}` `{asked}`"""


def answer_bars(bars: Sequence[AnswerBar], asked: int, words: AnswerWords, number: Number = plain) -> Chart:
    """One row per answer in the order given; length is its share of the `asked` visits.

    Several ticks by one visit are several answers, so shares may add up to more than 100.
    Raises ValueError without bars or without visits.
    """
    if not bars or asked <= 0:
        raise ValueError("there are no answers to draw")
    shares = [100 * bar.n / asked for bar in bars]
    at = _places(bars)
    labels = [
        words.label.format(n=bar.n, share=number(share, 0)) for bar, share in zip(bars, shares, strict=True)
    ]
    figure = {
        "data": [_bars(bars, shares, at), labels_at_right(labels, at, 100)],
        "layout": layout(
            round(ROW * (at[-1] + 1)) + 8,
            {"l": 2, "r": 92, "t": 4, "b": 4},
            {"range": [0, 100], "showticklabels": False},
            {"range": [at[-1] + 0.3, -0.7], "showticklabels": False},
            shapes=[line((0, 0), (0, 1), "edge", yref="paper")],
            annotations=[_name(bar, place) for bar, place in zip(bars, at, strict=True)],
        ),
    }
    steps = ", ".join(words.step.format(name=bar.name, n=bar.n) for bar in bars)
    head = (words.answer, words.visits, words.share)
    rows = tuple(_row(bar, share) for bar, share in zip(bars, shares, strict=True))
    return Chart(figure, head, rows, words.alt.format(steps=steps, asked=asked))


def _name(bar: AnswerBar, at: float) -> Plotly:
    """The answer in words, over its bar."""
    words = named(bar.name, ROOM, bold=bar.best)
    return note(words, 0, at - BAR / 2, xanchor="left", yanchor="bottom", align="left", xshift=2)


def _places(bars: Sequence[AnswerBar]) -> list[float]:
    """Row after row, with a gap before what stands apart."""
    first = next((row for row, bar in enumerate(bars) if bar.apart), len(bars))
    return [row + (APART if 0 < first <= row else 0) for row in range(len(bars))]


def _bars(bars: Sequence[AnswerBar], shares: list[float], at: list[float]) -> Plotly:
    return {
        "type": "bar",
        "orientation": "h",
        "hoverinfo": "skip",
        "y": at,
        "x": shares,
        "width": [BAR] * len(at),
        "marker": {
            "color": [CLEAR if bar.apart else color("ink-2" if bar.best else "band-50") for bar in bars],
            "line": {"color": color("edge"), "width": [1.5 if bar.apart and bar.n else 0 for bar in bars]},
        },
    }


def _row(bar: AnswerBar, share: float) -> tuple[Field, ...]:
    return bar.name, bar.n, pointed(share, 0)
