"""One branch: its visits and months against what its own past predicts."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scoring.change import Month, Watch
from scoring.figures.chart import Chart, Field, Number, kept_apart, named, plain, thinned, tick_step
from scoring.figures.months import span
from scoring.figures.theme import Plotly, block, color, layout, line, note
from scoring.pointed import pointed

HEIGHT, TOP, BOTTOM = 300, 24, 36


class WatchedVisit(NamedTuple):
    """A single visit; `x` in months since the first one shown, `key` its page."""

    x: float
    score: float
    said: str
    key: str


class WatchedBranch(NamedTuple):
    """What is drawn; months carry their calendar month in `at`."""

    before: Sequence[Month]
    """The months with visits before watching began, those of older versions first."""
    watch: Watch
    labels: Sequence[str]
    """Names of the months watched."""
    version: str
    """The one that is watched; months of others are drawn open."""
    visits: Sequence[WatchedVisit] = ()
    least: float = 0.0
    """The lowest value there is: −100 for a gap."""


class WatchedWords(NamedTuple):
    """Translated words; those in braces are filled in."""

    month: str
    """Column head."""
    score: str
    visits: str
    version: str
    expected: str
    usual: str
    running: str
    """Column head: the months so far together, in parts of what chance allows."""
    signal: str
    higher: str
    """In the table: a signal, better than predicted."""
    lower: str
    """In the table: a signal to check."""
    span: str
    """`{low}` `{high}`"""
    learned: str
    """Over the months before."""
    watching: str
    """Over the months watched."""
    predicted: str
    """`{value}`, at the right end."""
    last: str
    """`{month}` `{value}`"""
    point: str
    """`{month}` `{value}` `{visits}`"""
    alt: str
    """`{months}` `{least}` `{most}` `{predicted}` `{signals}` `{last}`"""


def watched(branch: WatchedBranch, words: WatchedWords, number: Number = plain) -> Chart:
    """Monthly means of a watched branch inside what chance allows around its own past.

    The first place on the axis is that of the first month shown. A month without visits is a gap."""
    watch = branch.watch
    first = _first(branch)
    months = [*branch.before, *_watched_months(branch)]
    edges = [edge for at in range(len(watch.months)) for edge in usual(branch, at)]
    bottom, top = span([*edges, *(month.mean for month in months), *(each.score for each in branch.visits)])
    places = [(month.at or 0) - first for month in months]
    ticks = thinned(len(months))
    figure = {
        "data": [
            _visits(branch),
            _dots(branch.before, first, words, number) | {"marker": _learned(branch)},
            _dots(_watched_months(branch), first, words, number) | {"marker": _signals(watch)},
        ],
        "layout": layout(
            HEIGHT,
            {"l": 36, "r": 104, "t": TOP, "b": BOTTOM},
            {
                "range": [-0.5, places[-1] + 0.5],
                "tickvals": [places[at] for at in ticks],
                "ticktext": [named(months[at].label, 8) for at in ticks],
                "showline": True,
            },
            {"range": [bottom, top], "dtick": tick_step(top - bottom, 4), "showgrid": True},
            shapes=list(_shapes(branch)),
            annotations=[*_sides(branch, words), *_right(branch, words, number, top - bottom)],
        ),
    }
    return Chart(figure, _head(words), tuple(_rows(branch, words, number)), _alt(branch, words, number))


def _first(branch: WatchedBranch) -> int:
    """The calendar month of the first place."""
    return min(month.at or 0 for month in branch.before) if branch.before else branch.watch.months[0]


def _watched_months(branch: WatchedBranch) -> list[Month]:
    watch = branch.watch
    told = zip(branch.labels, watch.means.tolist(), watch.visits, watch.months, strict=True)
    return [Month(label, mean, n, branch.version, at) for label, mean, n, at in told]


def _dots(months: Sequence[Month], first: int, words: WatchedWords, number: Number) -> Plotly:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [(month.at or 0) - first for month in months],
        "y": [month.mean for month in months],
        "hovertext": [
            words.point.format(month=named(month.label, 40), value=number(month.mean, 0), visits=month.n)
            for month in months
        ],
        "hoverinfo": "text",
    }


def _visits(branch: WatchedBranch) -> Plotly:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [each.x for each in branch.visits],
        "y": [each.score for each in branch.visits],
        "marker": {"symbol": "circle-open", "size": 5, "color": color("edge"), "opacity": 1},
        "customdata": [each.key for each in branch.visits],
        "hovertext": [each.said for each in branch.visits],
        "hoverinfo": "text",
    }


def _learned(branch: WatchedBranch) -> Plotly:
    marks = ["circle" if month.version == branch.version else "circle-open" for month in branch.before]
    return {"symbol": marks, "color": color("neutral"), "size": 7, "opacity": 1}


def _signals(watch: Watch) -> Plotly:
    ways = [
        0 if not odd else side for odd, side in zip(watch.monitor.alarms, watch.monitor.sides, strict=True)
    ]
    return {
        "symbol": [{0: "circle", 1: "triangle-up", -1: "triangle-down"}[way] for way in ways],
        "color": [color({0: "ink", 1: "better", -1: "worse"}[way]) for way in ways],
        "size": [12 if way else 8 for way in ways],
        "opacity": 1,
    }


def usual(branch: WatchedBranch, at: int) -> tuple[float, float]:
    """Between what a month watched may lie by chance, in points."""
    expected, reach = float(branch.watch.expected[at]), float(branch.watch.reach[at])
    return max(expected - reach, branch.least), min(expected + reach, 100.0)


def _shapes(branch: WatchedBranch) -> Iterator[Plotly]:
    watch, first = branch.watch, _first(branch)
    cut = watch.began - first - 0.5
    if cut > 0:
        yield line((cut, cut), (0, 1), "ink", yref="paper", dash="dot")
    for at, (month, expected) in enumerate(zip(watch.months, watch.expected.tolist(), strict=True)):
        x, ends = (month - first - 0.5, month - first + 0.5), usual(branch, at)
        yield block(x, ends, "sheet")
        yield line(x, (expected, expected), "ink")
        yield from (line(x, (edge, edge), "neutral", dash="dash") for edge in ends)


def _sides(branch: WatchedBranch, words: WatchedWords) -> list[Plotly]:
    """Which months taught the prediction and which are watched; a side too narrow is not named."""
    first, watch = _first(branch), branch.watch
    cut = watch.began - first - 0.5
    across = watch.months[-1] - first + 1
    top = {"yref": "paper", "yanchor": "bottom"}
    notes = []
    if cut >= 0.3 * across:
        notes.append(note(named(words.learned, 18), cut, 1, xanchor="right", xshift=-6, **top))
    if across - cut >= 0.3 * across:
        notes.append(
            note(named(words.watching, 18, bold=True), max(cut, -0.5), 1, xanchor="left", xshift=6, **top)
        )
    return notes


def _right(branch: WatchedBranch, words: WatchedWords, number: Number, height: float) -> list[Plotly]:
    watch = branch.watch
    newest, expected = float(watch.means[-1]), float(watch.expected[-1])
    last = words.last.format(month=named(branch.labels[-1], 8), value=number(newest, 0))
    said = [(f"<b>{last}</b>", newest), (words.predicted.format(value=number(expected, 0)), expected)]
    shifts = kept_apart([y for _, y in said], (HEIGHT - TOP - BOTTOM) / height)
    at = {"xref": "paper", "xanchor": "left", "xshift": 6}
    return [note(text, 1, y, yshift=shift, **at) for (text, y), shift in zip(said, shifts, strict=True)]


def _head(words: WatchedWords) -> tuple[str, ...]:
    seen = (words.month, words.score, words.visits, words.version)
    return (*seen, words.expected, words.usual, words.running, words.signal)


def _rows(branch: WatchedBranch, words: WatchedWords, number: Number) -> Iterator[tuple[Field, ...]]:
    for month in branch.before:
        yield month.label, int(pointed(month.mean, 0)), month.n, month.version, None, None, None, ""
    watch, told = branch.watch, {1: words.higher, -1: words.lower}
    for at, label in enumerate(branch.labels):
        low, high = (number(edge, 0) for edge in usual(branch, at))
        together = float(watch.monitor.running[at] / watch.monitor.limit[at])
        yield (
            label,
            int(pointed(float(watch.means[at]), 0)),
            watch.visits[at],
            branch.version,
            int(pointed(float(watch.expected[at]), 0)),
            words.span.format(low=low, high=high),
            pointed(together, 1),
            told[watch.monitor.sides[at]] if watch.monitor.alarms[at] else "",
        )


def _alt(branch: WatchedBranch, words: WatchedWords, number: Number) -> str:
    watch = branch.watch
    means = watch.means.tolist()
    numbers = {"least": min(means), "most": max(means), "last": means[-1], "predicted": watch.baseline.mean}
    written = {key: number(value, 0) for key, value in numbers.items()}
    return words.alt.format(months=len(means), signals=sum(watch.monitor.alarms), **written)
