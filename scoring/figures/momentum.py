"""Which way each touchpoint moved customers: as it scored, and below it as they felt."""

from collections.abc import Sequence
from typing import NamedTuple

from scoring.figures.chart import Chart, Field, Number, named, plain
from scoring.figures.theme import CLEAR, Plotly, color, layout, note
from scoring.pointed import pointed

BAR, PAIR, ROOM, INSIDE = 18, 4, 12, 18
"""Pixels of a bar, between the two of a touchpoint, and between touchpoints; percent that hold a number."""


class Moved(NamedTuple):
    """Visits by the way a touchpoint moved the customer."""

    forward: int
    drift: int
    away: int

    @property
    def n(self) -> int:
        return sum(self)


class MomentumRow(NamedTuple):
    """A touchpoint in journey order; a side nobody knows anything of has only zeros."""

    name: str
    scored: Moved
    felt: Moved
    last: bool = False


class MomentumWords(NamedTuple):
    """Translated words; those in braces are filled in."""

    touchpoint: str
    """Column head."""
    side: str
    """Column head: scored or felt."""
    scored: str
    felt: str
    forward: str
    drift: str
    away: str
    visits: str
    """Column head."""
    label: str
    """`{side}` `{n}`, at the right of a bar."""
    step: str
    """`{name}` `{forward}` `{away}`, one of the `{steps}`: percent as scored."""
    alt: str
    """`{steps}`"""


class _Bar(NamedTuple):
    at: int
    """Which touchpoint."""
    name: str
    side: str
    moved: Moved


def momentum(rows: Sequence[MomentumRow], words: MomentumWords, number: Number = plain) -> Chart:
    """Two bars of 100 % a touchpoint: forward solid, drift clear, away hatched.

    Raises ValueError where no visit moved anybody."""
    bars = _bars(rows, words)
    if not bars:
        raise ValueError("no visit was seen to move anybody")
    y, height = _places(bars)
    tops = {bar.at: place for bar, place in reversed(list(zip(bars, y, strict=True)))}
    figure = {
        "data": [_part(way, bars, y, number) for way in Moved._fields],
        "layout": layout(
            round(height) + 8,
            {"l": 100, "r": 92, "t": 4, "b": 4},
            {"range": [0, 100], "showticklabels": False},
            {
                "range": [height, 0],
                "tickvals": [tops[at] for at in sorted(tops)],
                "ticktext": [named(rows[at].name, 11, bold=rows[at].last) for at in sorted(tops)],
            },
            annotations=[_label(bar, place, words) for bar, place in zip(bars, y, strict=True)],
        ),
    }
    head = (words.touchpoint, words.side, words.forward, words.drift, words.away, words.visits)
    return Chart(figure, head, tuple(_line(bar) for bar in bars), _alt(rows, words, number))


def _bars(rows: Sequence[MomentumRow], words: MomentumWords) -> list[_Bar]:
    sides = ((words.scored, "scored"), (words.felt, "felt"))
    every = [
        _Bar(at, row.name, side, getattr(row, field)) for at, row in enumerate(rows) for side, field in sides
    ]
    return [bar for bar in every if bar.moved.n]


def _places(bars: Sequence[_Bar]) -> tuple[list[float], float]:
    """The middle of each bar in pixels from the top, those of one touchpoint together; and the height."""
    places: list[float] = []
    top = 0.0
    for before, bar in zip([bars[0], *bars], bars, strict=False):
        top += (PAIR if bar.at == before.at else ROOM) if places else 0
        places.append(top + BAR / 2)
        top += BAR
    return places, top + PAIR


def _label(bar: _Bar, y: float, words: MomentumWords) -> Plotly:
    text = words.label.format(side=bar.side, n=bar.moved.n)
    return note(text, 100, y, xanchor="left", xshift=6, yanchor="middle")


def _shares(moved: Moved) -> tuple[float, ...]:
    return tuple(100 * part / moved.n for part in moved)


def _part(way: str, bars: Sequence[_Bar], y: Sequence[float], number: Number) -> Plotly:
    at = Moved._fields.index(way)
    shares = [_shares(bar.moved)[at] for bar in bars]
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(y),
        "width": [BAR] * len(shares),
        "base": [sum(_shares(bar.moved)[:at]) for bar in bars],
        "x": shares,
        "text": [number(share, 0) if share >= INSIDE else "" for share in shares],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"size": 13, "color": color("paper" if way == "forward" else "ink")}
        | ({"shadow": "auto"} if way == "away" else {}),
        "marker": _LOOKS[way],
        "hoverinfo": "skip",
    }


_LOOKS: dict[str, Plotly] = {
    "forward": {"color": color("ink-2"), "line": {"color": color("ink-2"), "width": 1}},
    "drift": {"color": color("sheet"), "line": {"color": color("edge"), "width": 1}},
    "away": {
        "color": CLEAR,
        "line": {"color": color("worse"), "width": 1.5},
        "pattern": {
            "shape": "/",
            "fgcolor": color("worse"),
            "bgcolor": CLEAR,
            "size": 6,
            "solidity": 0.25,
        },
    },
}


def _line(bar: _Bar) -> tuple[Field, ...]:
    return bar.name, bar.side, *(int(pointed(share, 0)) for share in _shares(bar.moved)), bar.moved.n


def _alt(rows: Sequence[MomentumRow], words: MomentumWords, number: Number) -> str:
    said = []
    for row in rows:
        if row.scored.n:
            forward, _drift, away = (number(share, 0) for share in _shares(row.scored))
            said.append(words.step.format(name=row.name, forward=forward, away=away))
    return words.alt.format(steps=", ".join(said))
