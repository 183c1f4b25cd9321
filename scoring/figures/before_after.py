"""How many visits stand in each range of scores, before and after a change of scoring."""

from collections.abc import Sequence
from typing import NamedTuple

from scoring.figures.chart import Chart, named
from scoring.figures.theme import CLEAR, Plotly, color, layout, note

BAR, PAIR, ROOM = 16, 3, 12
"""Pixels of a bar, between the two of a range, and between ranges."""


class Range(NamedTuple):
    """A range of scores in words, and the visits in it."""

    name: str
    before: int
    after: int


class BeforeAfterWords(NamedTuple):
    """Translated words; those in braces are filled in."""

    scores: str
    """Column head."""
    before: str
    after: str
    label: str
    """`{side}` `{n}`, at the right of a bar."""
    step: str
    """`{name}` `{before}` `{after}`, one of the `{steps}`."""
    alt: str
    """`{steps}`"""


def before_after(ranges: Sequence[Range], words: BeforeAfterWords) -> Chart:
    """Two bars a range in the order given: before in outline, after solid; empty ends are left out.

    Raises ValueError where no visit stands anywhere."""
    shown = _without_ends(ranges)
    most = max((max(each.before, each.after) for each in shown), default=0)
    if not most:
        raise ValueError("there are no visits to draw")
    tops = [at * (2 * BAR + PAIR + ROOM) for at in range(len(shown))]
    places = ([top + BAR / 2 for top in tops], [top + BAR * 1.5 + PAIR for top in tops])
    sides = ((words.before, [each.before for each in shown]), (words.after, [each.after for each in shown]))
    height = tops[-1] + 2 * BAR + PAIR
    figure = {
        "data": [_bars(counts, y, at) for at, ((_, counts), y) in enumerate(zip(sides, places, strict=True))],
        "layout": layout(
            height + 16,
            {"l": 78, "r": 104, "t": 4, "b": 4},
            {"range": [0, most], "showticklabels": False},
            {
                "range": [height + 4, -4],
                "tickvals": [top + BAR + PAIR / 2 for top in tops],
                "ticktext": [named(each.name, 9) for each in shown],
            },
            annotations=[
                _label(words.label.format(side=side, n=n), n, y)
                for (side, counts), row in zip(sides, places, strict=True)
                for n, y in zip(counts, row, strict=True)
            ],
        ),
    }
    steps = ", ".join(words.step.format(**each._asdict()) for each in shown)
    return Chart(
        figure, (words.scores, words.before, words.after), tuple(ranges), words.alt.format(steps=steps)
    )


def _without_ends(ranges: Sequence[Range]) -> Sequence[Range]:
    full = [at for at, each in enumerate(ranges) if each.before or each.after]
    return ranges[full[0] : full[-1] + 1] if full else ()


def _bars(counts: list[int], y: list[float], solid: int) -> Plotly:
    return {
        "type": "bar",
        "orientation": "h",
        "hoverinfo": "skip",
        "y": y,
        "x": counts,
        "width": [BAR] * len(y),
        "marker": {
            "color": color("ink-2") if solid else CLEAR,
            "line": {"color": color("edge"), "width": [1.5 if n else 0 for n in counts]},
        },
    }


def _label(text: str, n: int, y: float) -> Plotly:
    return note(text, n, y, xanchor="left", xshift=6, yanchor="middle")
