"""Branches beside each other: a dot, its likely ranges, and colour only where one truly stands out."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from scoring.comparison import BranchEstimate, Flag
from scoring.figures.chart import Chart, Field, Number, named, plain, tick_step, whole
from scoring.figures.theme import Plotly, color, labels_at_right, layout, line, note

ROW, BAR, TOP, BOTTOM = 28, 10, 24, 30
STANDS_OUT = {"likely_low": "worse", "likely_high": "better"}
TRIANGLES = {
    "likely_low": "triangle-down",
    "possibly_low": "triangle-down",
    "likely_high": "triangle-up",
    "possibly_high": "triangle-up",
}
OUTLINES = STANDS_OUT | {"possibly_low": "worse", "possibly_high": "better"}


class BranchDot(NamedTuple):
    """A branch by the name the reader knows."""

    name: str
    estimate: BranchEstimate


class DotWords(NamedTuple):
    """Translated words; those in braces are filled in."""

    branch: str
    estimate: str
    likely: str
    visits: str
    place: str
    says: str
    too_few: str
    """In place of the number."""
    no_place: str
    span: str
    """`{low}` `{high}`: a likely range, and a place among 100."""
    mean: str
    """`{value}`, over the line of the chain mean."""
    point: str
    """`{name}` `{value}` `{low}` `{high}` `{visits}`, when a dot is pointed at."""
    flags: Mapping[Flag, str]
    alt: str
    """`{branches}` `{low}` `{high}` `{few}` `{mean}`: how many there are, stand out, and are too few."""


def dot_plot(branches: Sequence[BranchDot], mean: float, words: DotWords, number: Number = plain) -> Chart:
    """One row per branch in the order given: 95 % and 50 % range, dot, and the estimate at the right.

    Fewer than 4 visits: dotted range, hollow dot, no number. `mean` is that of the whole chain.
    Raises ValueError without branches.
    """
    if not branches:
        raise ValueError("there are no branches to draw")
    span = _span(branches, mean)
    rows = list(range(len(branches)))
    figure = {
        "data": [
            _bars(branches, 0.95),
            _bars(branches, 0.5),
            _few_ranges(branches),
            _dots(branches, words, number),
            labels_at_right(
                [_label(dot, words, number) for dot in branches], [float(row) for row in rows], span[1]
            ),
        ],
        "layout": layout(
            ROW * len(rows) + TOP + BOTTOM,
            {"l": 128, "r": 64, "t": TOP, "b": BOTTOM},
            {"range": list(span), "dtick": tick_step(span[1] - span[0], 4), "showgrid": True},
            {
                "range": [len(rows) - 0.5, -0.5],
                "tickvals": rows,
                "ticktext": [named(dot.name, 15, bold=dot.estimate.flag in STANDS_OUT) for dot in branches],
            },
            shapes=[line((mean, mean), (0, 1), "ink", yref="paper", layer="below")],
            annotations=[note(_mean(mean, words, number), mean, 1, yref="paper", yanchor="bottom")],
        ),
    }
    head = (words.branch, words.estimate, words.likely, words.visits, words.place, words.says)
    table = tuple(_row(dot, words, number) for dot in branches)
    return Chart(figure, head, table, _alt(branches, mean, words, number))


def _span(branches: Sequence[BranchDot], mean: float) -> tuple[float, float]:
    """Tens around every range and dot, at least twenty wide, within 0–100."""
    seen = [mean]
    for _, branch in branches:
        seen += [end for end in (branch.low, branch.high, branch.theta) if end is not None]
    low, high = max(min(seen) // 10 * 10, 0), min(-(-max(seen) // 10) * 10, 100)
    return (low, high) if high - low >= 20 else (max(high - 20, 0), max(high, 20))


def _bars(branches: Sequence[BranchDot], level: float) -> Plotly:
    """Whole (95 %) or inner (50 %) likely ranges of the branches with enough visits."""
    whole_range = level == 0.95
    ends = [
        (row, (e.low, e.high) if whole_range else (e.low_50, e.high_50), e.flag)
        for row, (_, e) in enumerate(branches)
    ]
    shown = [
        (row, low, high, flag)
        for row, (low, high), flag in ends
        if low is not None and high is not None and flag != "too_few"
    ]
    grey = "band-95" if whole_range else "band-50"
    return {
        "type": "bar",
        "orientation": "h",
        "y": [row for row, *_ in shown],
        "base": [low for _, low, _, _ in shown],
        "x": [high - low for _, low, high, _ in shown],
        "width": BAR / ROW,
        "marker": {
            "color": [color(STANDS_OUT.get(flag, grey)) for *_, flag in shown],
            "opacity": [0.28 if whole_range and flag in STANDS_OUT else 1 for *_, flag in shown],
            "line": {"width": 0},
        },
        "hoverinfo": "skip",
    }


def _few_ranges(branches: Sequence[BranchDot]) -> Plotly:
    """Dotted lines for those too few to compare, in one trace with gaps."""
    x: list[float | None] = []
    y: list[int | None] = []
    for row, (_, branch) in enumerate(branches):
        if branch.flag == "too_few" and branch.low is not None:
            x += [branch.low, branch.high, None]
            y += [row, row, None]
    stroke = {"color": color("neutral"), "width": 1.25, "dash": "dot"}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": stroke, "hoverinfo": "skip"}


def _dots(branches: Sequence[BranchDot], words: DotWords, number: Number) -> Plotly:
    flags = [dot.estimate.flag for dot in branches]
    few = [flag == "too_few" for flag in flags]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [dot.estimate.theta for dot in branches],
        "y": list(range(len(branches))),
        "marker": {
            "symbol": [
                "circle-open" if hollow else TRIANGLES.get(flag, "circle")
                for flag, hollow in zip(flags, few, strict=True)
            ],
            "opacity": 1,
            "size": [14 if flag in TRIANGLES else 11 for flag in flags],
            "color": [color("neutral" if hollow else "paper") for hollow in few],
            "line": {
                "color": [
                    color("neutral" if hollow else _outline(flag))
                    for flag, hollow in zip(flags, few, strict=True)
                ],
                "width": 2,
            },
        },
        "hovertext": [_pointed_at(dot, words, number) for dot in branches],
        "hoverinfo": "text",
    }


def _outline(flag: Flag) -> str:
    """Ink on a coloured bar, colour on a grey one."""
    return "ink" if flag in STANDS_OUT else OUTLINES.get(flag, "ink")


def _label(dot: BranchDot, words: DotWords, number: Number) -> str:
    if dot.estimate.flag == "too_few":
        return named(words.too_few, 10)
    return f"<b>{number(dot.estimate.theta, 0)}</b>"


def _mean(mean: float, words: DotWords, number: Number) -> str:
    return f"<b>{words.mean.format(value=number(mean, 0))}</b>"


def _ends(low: float | None, high: float | None, words: DotWords, number: Number) -> str | None:
    if low is None or high is None:
        return None
    return words.span.format(low=number(low, 0), high=number(high, 0))


def _pointed_at(dot: BranchDot, words: DotWords, number: Number) -> str:
    branch = dot.estimate
    low, high = ("" if end is None else number(end, 0) for end in (branch.low, branch.high))
    name = named(dot.name, 60)
    return words.point.format(name=name, value=number(branch.theta, 0), low=low, high=high, visits=branch.n)


def _row(dot: BranchDot, words: DotWords, number: Number) -> tuple[Field, ...]:
    branch = dot.estimate
    place = _ends(*branch.place, words, number) if branch.place else words.no_place
    likely = _ends(branch.low, branch.high, words, number)
    return dot.name, whole(branch.theta), likely, branch.n, place, words.flags[branch.flag]


def _alt(branches: Sequence[BranchDot], mean: float, words: DotWords, number: Number) -> str:
    flags = [dot.estimate.flag for dot in branches]
    counts = {key: flags.count(flag) for key, flag in _COUNTED.items()}
    return words.alt.format(branches=len(branches), mean=number(mean, 0), **counts)


_COUNTED: dict[str, Flag] = {"low": "likely_low", "high": "likely_high", "few": "too_few"}
