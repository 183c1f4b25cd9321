"""Score against number of visits: few visits scatter widely, many do not, and the limits say how widely."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from scoring.compare import funnel_limits
from scoring.figures.chart import Chart, Field, Number, kept_apart, named, plain, tick_step, whole
from scoring.figures.theme import Plotly, color, layout, note

HEIGHT, TOP, BOTTOM = 320, 20, 44
CURVE = 60
"""Points of a limit."""
NAMED = 3
"""Branches outside that are named on the drawing; all are in the table."""
SMALL, LARGE = 7, 18
"""Pixels of a dot of one branch, and of the largest that stands for several."""


class FunnelDot(NamedTuple):
    """A branch by the name the reader knows, with the mean of its own visits."""

    name: str
    n: int
    mean: float
    outside: bool = False


class FunnelLimits(NamedTuple):
    """What the limits are made of, in points: mean of the chain, variance of a visit and between branches."""

    mu: float
    s2: float
    tau2: float


class FunnelWords(NamedTuple):
    """Translated words; those in braces are filled in."""

    branch: str
    score: str
    visits: str
    """Column head, and the words under the axis."""
    low: str
    """Column heads of the 95 % limits."""
    high: str
    says: str
    says_low: str
    says_high: str
    says_inside: str
    mean: str
    """`{value}`, at the end of the line of the chain mean."""
    inner: str
    """At the end of the 95 % limits."""
    outer: str
    """At the end of the 99.8 % limits."""
    point: str
    """`{name}` `{value}` `{visits}`, when a branch outside is pointed at."""
    several: str
    """`{count}` `{value}` `{visits}`, when a dot of those inside is pointed at."""
    alt: str
    """`{branches}` `{low}` `{high}` `{mean}`: how many there are and lie outside on each side."""


def funnel(
    dots: Sequence[FunnelDot],
    limits: FunnelLimits,
    words: FunnelWords,
    number: Number = plain,
    listed: int | None = None,
) -> Chart:
    """Each branch at its visits and its own mean, between limits of 95 % and 99.8 %.

    Those inside that stand at the same place (visits, whole points) are one dot, larger the more they are,
    so that ten thousand branches are a picture too. The table has all, or the first `listed`, in the
    order given. Raises ValueError without branches.
    """
    if not dots:
        raise ValueError("there are no branches to draw")
    most = max(dot.n for dot in dots)
    span = _span(dots, limits)
    outside = [dot for dot in dots if dot.outside]
    across = {"range": [0, most * 1.05 + 0.5], "dtick": tick_step(most, 5), "showline": True}
    under = {"xref": "paper", "yref": "paper", "xanchor": "right", "yanchor": "top", "yshift": -20}
    figure = {
        "data": [
            *_curves(most, limits, span),
            _inside([dot for dot in dots if not dot.outside], words, number),
            _outside(outside, limits.mu, words, number),
        ],
        "layout": layout(
            HEIGHT,
            {"l": 44, "r": 88, "t": TOP, "b": BOTTOM},
            across,
            {"range": list(span), "dtick": tick_step(span[1] - span[0], 5), "showgrid": True},
            annotations=[
                *_right(most, limits, span, words, number),
                *_names(outside[:NAMED], most, limits.mu),
                note(words.visits, 1, 0, **under),
            ],
        ),
    }
    head = (words.branch, words.score, words.visits, words.low, words.high, words.says)
    table = _rows(dots[:listed], limits, words)
    return Chart(figure, head, table, _alt(dots, limits.mu, words, number))


def _span(dots: Sequence[FunnelDot], limits: FunnelLimits) -> tuple[float, float]:
    """Tens around every dot and around the limits of the most visits, within 0–100."""
    ends = funnel_limits(limits.mu, limits.s2, limits.tau2, [max(dot.n for dot in dots)])
    seen = [*(dot.mean for dot in dots), float(ends.outer_low[0]), float(ends.outer_high[0])]
    low, high = max(min(seen) // 10 * 10, 0.0), min(-(-max(seen) // 10) * 10, 100.0)
    return (low, high) if high - low >= 20 else (max(high - 20, 0.0), max(high, 20.0))


def _curves(most: int, limits: FunnelLimits, span: tuple[float, float]) -> Iterator[Plotly]:
    visits = np.geomspace(1, max(most, 2), CURVE)
    ends = funnel_limits(limits.mu, limits.s2, limits.tau2, visits)
    for edges, dash in ((ends[1:3], "dash"), (ends[3:5], "dot")):
        for edge in edges:
            inside = [round(y, 2) if span[0] <= y <= span[1] else None for y in edge.tolist()]
            yield _line([round(x, 2) for x in visits.tolist()], inside, "neutral", dash)
    yield _line([0, max(most, 2)], [limits.mu, limits.mu], "ink", "solid")


def _line(x: list[float], y: Sequence[float | None], shade: str, dash: str) -> Plotly:
    look = {"color": color(shade), "width": 1.25, "dash": dash}
    return {"type": "scatter", "mode": "lines", "x": x, "y": list(y), "line": look, "hoverinfo": "skip"}


def _inside(dots: Sequence[FunnelDot], words: FunnelWords, number: Number) -> Plotly:
    places = Counter((dot.n, int(dot.mean + 0.5)) for dot in dots)
    together = sorted(places.items())
    written = {mean: number(mean, 0) for mean in {mean for _n, mean in places}}
    return _dots(
        [n for (n, _mean), _count in together],
        [float(mean) for (_n, mean), _count in together],
        {
            "color": color("band-50"),
            "symbol": "circle",
            "size": [min(SMALL * count**0.35, LARGE) for _place, count in together],
            "line": {"color": color("paper"), "width": 1},
        },
        [words.several.format(count=count, value=written[mean], visits=n) for (n, mean), count in together],
    )


def _outside(dots: Sequence[FunnelDot], mu: float, words: FunnelWords, number: Number) -> Plotly:
    low = [dot.mean < mu for dot in dots]
    return _dots(
        [dot.n for dot in dots],
        [dot.mean for dot in dots],
        {
            "color": [color("worse" if is_low else "better") for is_low in low],
            "symbol": ["triangle-down" if is_low else "triangle-up" for is_low in low],
            "size": 12,
            "line": {"color": color("ink"), "width": 1.5},
        },
        [
            words.point.format(name=named(dot.name, 60), value=number(dot.mean, 0), visits=dot.n)
            for dot in dots
        ],
    )


def _dots(x: list[int], y: list[float], look: Plotly, said: list[str]) -> Plotly:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": x,
        "y": y,
        "marker": look | {"opacity": 1},
        "cliponaxis": False,
        "hovertext": said,
        "hoverinfo": "text",
    }


def _right(
    most: int, limits: FunnelLimits, span: tuple[float, float], words: FunnelWords, number: Number
) -> list[Plotly]:
    """Direct labels instead of a legend, moved apart where two would touch."""
    ends = funnel_limits(limits.mu, limits.s2, limits.tau2, [max(most, 2)])
    mean = f"<b>{words.mean.format(value=number(limits.mu, 0))}</b>"
    said = [
        (mean, limits.mu),
        (words.inner, float(ends.inner_high[0])),
        (words.outer, float(ends.outer_high[0])),
    ]
    shown = [(text, y) for text, y in said if span[0] <= y <= span[1]]
    shifts = kept_apart([y for _, y in shown], (HEIGHT - TOP - BOTTOM) / (span[1] - span[0]))
    at = {"xref": "paper", "xanchor": "left", "xshift": 6}
    return [note(text, 1, y, yshift=shift, **at) for (text, y), shift in zip(shown, shifts, strict=True)]


def _names(dots: Sequence[FunnelDot], most: int, mu: float) -> list[Plotly]:
    """Those furthest outside by name, beyond their dot as seen from the mean."""
    return [
        note(
            named(dot.name, 14, bold=True),
            dot.n,
            dot.mean,
            yshift=-16 if dot.mean < mu else 16,
            xanchor="right" if dot.n > most / 2 else "left",
        )
        for dot in dots
    ]


def _rows(
    dots: Sequence[FunnelDot], limits: FunnelLimits, words: FunnelWords
) -> tuple[tuple[Field, ...], ...]:
    visits = sorted({dot.n for dot in dots})
    ends = funnel_limits(limits.mu, limits.s2, limits.tau2, visits)
    edges = zip(ends.inner_low.clip(0).tolist(), ends.inner_high.clip(None, 100).tolist(), strict=True)
    usual = {n: (whole(low), whole(high)) for n, (low, high) in zip(visits, edges, strict=True)}
    return tuple(
        (dot.name, whole(dot.mean), dot.n, *usual[dot.n], _says(dot, limits.mu, words)) for dot in dots
    )


def _says(dot: FunnelDot, mu: float, words: FunnelWords) -> str:
    if not dot.outside:
        return words.says_inside
    return words.says_low if dot.mean < mu else words.says_high


def _alt(dots: Sequence[FunnelDot], mu: float, words: FunnelWords, number: Number) -> str:
    low = sum(dot.outside and dot.mean < mu for dot in dots)
    high = sum(dot.outside for dot in dots) - low
    return words.alt.format(branches=len(dots), low=low, high=high, mean=number(mu, 0))
