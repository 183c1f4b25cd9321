"""A region by month: control chart from twelve full months, run chart below that."""

from collections.abc import Iterator
from typing import NamedTuple

from scoring.change import RegionChart
from scoring.figures.chart import Chart, Field, Number, kept_apart, named, plain, thinned, tick_step, whole
from scoring.figures.theme import Plotly, block, color, layout, line, note

HEIGHT, TOP, BOTTOM = 286, 24, 36


class MonthWords(NamedTuple):
    """Translated words; those in braces are filled in."""

    month: str
    score: str
    visits: str
    version: str
    """Column head."""
    signal: str
    """Column head."""
    signal_to_check: str
    version_name: str
    """`{version}`"""
    center: str
    """`{value}`: the mean of a control chart, the median of a run chart."""
    upper: str
    """`{value}`"""
    lower: str
    """`{value}`"""
    last: str
    """`{month}` `{value}`"""
    point: str
    """`{month}` `{value}` `{visits}`, when a point is pointed at."""
    alt: str
    """`{months}` `{least}` `{most}` `{center}` `{lower}` `{upper}` `{signals}` `{last}`"""


def control_chart(chart: RegionChart, words: MonthWords, number: Number = plain) -> Chart:
    """Monthly means since the newest version with mean and usual limits; older versions kept apart.

    Raises ValueError for a run chart or no months.
    """
    if chart.kind != "control":
        raise ValueError("no limits from so few visits: draw run_chart")
    return _monthly(chart, words, number)


def run_chart(chart: RegionChart, words: MonthWords, number: Number = plain) -> Chart:
    """Monthly means around their median, without limits. Raises ValueError without months."""
    return _monthly(chart._replace(upper=None, lower=None), words, number)


def _monthly(chart: RegionChart, words: MonthWords, number: Number) -> Chart:
    if chart.center is None:
        raise ValueError("there are no months to draw")
    known = [chart.center, *(edge for edge in (chart.upper, chart.lower) if edge is not None)]
    bottom, top = _span([*known, *(month.mean for month in chart.months)])
    ticks = thinned(len(chart.months))
    figure = {
        "data": [*_old_lines(chart, words, number), _newest_line(chart, words, number)],
        "layout": layout(
            HEIGHT,
            {"l": 36, "r": 92, "t": TOP, "b": BOTTOM},
            {
                "range": [-0.5, len(chart.months) - 0.5],
                "tickvals": ticks,
                "ticktext": [named(chart.months[at].label, 8) for at in ticks],
                "showline": True,
            },
            {"range": [bottom, top], "dtick": tick_step(top - bottom, 4), "showgrid": True},
            shapes=_shapes(chart),
            annotations=[*_versions(chart, words), *_right(chart, words, number, top - bottom)],
        ),
    }
    head = (words.month, words.score, words.visits, words.version, words.signal)
    return Chart(figure, head, tuple(_rows(chart, words)), _alt(chart, words, number))


def _span(values: list[float]) -> tuple[float, float]:
    """A whole number of fives around all values, at least ten high."""
    bottom, top = (min(values) - 1) // 5 * 5, -(-(max(values) + 1) // 5) * 5
    return (bottom, top) if top - bottom >= 10 else (bottom - 5, top)


def _line(chart: RegionChart, start: int, stop: int, words: MonthWords, number: Number) -> Plotly:
    months = chart.months[start:stop]
    said = [
        words.point.format(month=named(month.label, 40), value=number(month.mean, 0), visits=month.n)
        for month in months
    ]
    return {
        "type": "scatter",
        "x": list(range(start, stop)),
        "y": [month.mean for month in months],
        "mode": "lines+markers",
        "hovertext": said,
        "hoverinfo": "text",
    }


def _old_lines(chart: RegionChart, words: MonthWords, number: Number) -> Iterator[Plotly]:
    """One grey line per earlier version; they are not joined."""
    starts = [*_breaks(chart)]
    for start, stop in zip([0, *starts], starts, strict=False):
        yield _line(chart, start, stop, words, number) | {
            "line": {"color": color("neutral"), "width": 1.25},
            "marker": {"color": color("neutral"), "size": 6},
        }


def _newest_line(chart: RegionChart, words: MonthWords, number: Number) -> Plotly:
    signals, means = chart.signals[chart.since :], [month.mean for month in chart.months[chart.since :]]
    up = [chart.center is not None and mean > chart.center for mean in means]
    marks = [
        ("triangle-up" if high else "triangle-down") if odd else "circle"
        for odd, high in zip(signals, up, strict=True)
    ]
    shades = [
        color("better" if high else "worse") if odd else color("ink")
        for odd, high in zip(signals, up, strict=True)
    ]
    sizes = [12 if odd else 7 for odd in signals[:-1]] + [12]
    return _line(chart, chart.since, len(chart.months), words, number) | {
        "line": {"color": color("ink"), "width": 1.75},
        "marker": {"color": shades, "size": sizes, "symbol": marks, "opacity": 1},
    }


def _breaks(chart: RegionChart) -> Iterator[int]:
    """Indexes of the first month of each version but the first."""
    for at in range(1, len(chart.months)):
        if chart.months[at].version != chart.months[at - 1].version:
            yield at


def _shapes(chart: RegionChart) -> list[Plotly]:
    across = (chart.since - 0.5, len(chart.months) - 0.5)
    shapes = [line((at - 0.5, at - 0.5), (0, 1), "ink", yref="paper", dash="dot") for at in _breaks(chart)]
    shapes.append(line(across, (chart.center, chart.center), "ink"))
    if chart.upper is not None and chart.lower is not None:
        shapes.append(block(across, (chart.lower, chart.upper), "sheet"))
        shapes += [line(across, (edge, edge), "neutral", dash="dash") for edge in (chart.upper, chart.lower)]
    return shapes


def _versions(chart: RegionChart, words: MonthWords) -> list[Plotly]:
    """Both sides of the newest break are named; an old side too narrow for its name is not."""
    if chart.since == 0:
        return []
    new, old = (
        named(words.version_name.format(version=chart.months[at].version), 12) for at in (-1, chart.since - 1)
    )
    top = {"yref": "paper", "yanchor": "bottom"}
    notes = [note(f"<b>{new}</b>", chart.since - 0.5, 1, xanchor="left", xshift=6, **top)]
    if chart.since >= 0.25 * len(chart.months):
        notes.append(note(old, chart.since - 0.5, 1, xanchor="right", xshift=-6, **top))
    return notes


def _right(chart: RegionChart, words: MonthWords, number: Number, span: float) -> list[Plotly]:
    """Direct labels instead of a legend, moved apart where two would touch."""
    newest = chart.months[-1]
    last = words.last.format(month=named(newest.label, 8), value=number(newest.mean, 0))
    said: list[tuple[str, float | None]] = [
        (f"<b>{last}</b>", newest.mean),
        (words.center.format(value=number(chart.center or 0.0, 0)), chart.center),
        (words.upper.format(value=number(chart.upper or 0.0, 0)), chart.upper),
        (words.lower.format(value=number(chart.lower or 0.0, 0)), chart.lower),
    ]
    shown = [(text, y) for text, y in said if y is not None]
    shifts = kept_apart([y for _, y in shown], (HEIGHT - TOP - BOTTOM) / span)
    at = {"xref": "paper", "xanchor": "left", "xshift": 6}
    return [note(text, 1, y, yshift=shift, **at) for (text, y), shift in zip(shown, shifts, strict=True)]


def _rows(chart: RegionChart, words: MonthWords) -> Iterator[tuple[Field, ...]]:
    for month, odd in zip(chart.months, chart.signals, strict=True):
        yield month.label, whole(month.mean), month.n, month.version, words.signal_to_check if odd else ""


def _alt(chart: RegionChart, words: MonthWords, number: Number) -> str:
    newest = chart.months[chart.since :]
    means = [month.mean for month in newest]
    edges = {"center": chart.center, "lower": chart.lower, "upper": chart.upper}
    numbers = edges | {"least": min(means), "most": max(means), "last": means[-1]}
    written = {key: "" if value is None else number(value, 0) for key, value in numbers.items()}
    return words.alt.format(months=len(newest), signals=sum(chart.signals), **written)
