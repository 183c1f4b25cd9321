"""A region by month: control chart from twelve full months, run chart below that."""

from collections.abc import Iterator
from typing import NamedTuple

from scoring.change import RegionChart
from scoring.figures.chart import Chart, Field, Number, kept_apart, named, plain, thinned, tick_step, whole
from scoring.figures.months import gapped, slots, span
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


def control_chart(
    chart: RegionChart, words: MonthWords, number: Number = plain, *, more_is_better: bool = True
) -> Chart:
    """Monthly means since the newest version with mean and usual limits; older versions kept apart.

    A calendar month without a point is a gap in the line. Raises ValueError for a run chart or no months.
    """
    if chart.kind != "control":
        raise ValueError("no limits from so few visits: draw run_chart")
    return _monthly(chart, words, number, more_is_better)


def run_chart(
    chart: RegionChart, words: MonthWords, number: Number = plain, *, more_is_better: bool = True
) -> Chart:
    """Monthly means around their median, without limits. Raises ValueError without months."""
    return _monthly(chart._replace(upper=None, lower=None, limits=()), words, number, more_is_better)


def _monthly(chart: RegionChart, words: MonthWords, number: Number, more_is_better: bool) -> Chart:
    if chart.center is None:
        raise ValueError("there are no months to draw")
    edges = [edge for pair in limits(chart) for edge in pair]
    bottom, top = span([chart.center, *edges, *(month.mean for month in chart.months)])
    places, ticks = slots(chart.months), thinned(len(chart.months))
    figure = {
        "data": [*_old_lines(chart, words, number), _newest_line(chart, words, number, more_is_better)],
        "layout": layout(
            HEIGHT,
            {"l": 36, "r": 104, "t": TOP, "b": BOTTOM},
            {
                "range": [-0.5, places[-1] + 0.5],
                "tickvals": [places[at] for at in ticks],
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


def _line(chart: RegionChart, start: int, stop: int, words: MonthWords, number: Number) -> Plotly:
    months, places = chart.months[start:stop], slots(chart.months)[start:stop]
    said = [
        words.point.format(month=named(month.label, 40), value=number(month.mean, 0), visits=month.n)
        for month in months
    ]
    return {
        "type": "scatter",
        "x": gapped(places, places),
        "y": gapped([month.mean for month in months], places),
        "mode": "lines+markers",
        "hovertext": gapped(said, places, ""),
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


def _newest_line(chart: RegionChart, words: MonthWords, number: Number, more_is_better: bool) -> Plotly:
    places = slots(chart.months)[chart.since :]
    signals, means = chart.signals[chart.since :], [month.mean for month in chart.months[chart.since :]]
    up = [chart.center is not None and mean > chart.center for mean in means]
    marks = [
        ("triangle-up" if high else "triangle-down") if odd else "circle"
        for odd, high in zip(signals, up, strict=True)
    ]
    shades = [
        color("better" if high == more_is_better else "worse") if odd else color("ink")
        for odd, high in zip(signals, up, strict=True)
    ]
    sizes = [12 if odd else 7 for odd in signals[:-1]] + [12]
    return _line(chart, chart.since, len(chart.months), words, number) | {
        "line": {"color": color("ink"), "width": 1.75},
        "marker": {
            "color": gapped(shades, places, color("ink")),
            "size": gapped(sizes, places, 0),
            "symbol": gapped(marks, places, "circle"),
            "opacity": 1,
        },
    }


def _breaks(chart: RegionChart) -> Iterator[int]:
    """Indexes of the first month of each version but the first."""
    for at in range(1, len(chart.months)):
        if chart.months[at].version != chart.months[at - 1].version:
            yield at


def _shapes(chart: RegionChart) -> list[Plotly]:
    places = slots(chart.months)
    across = (places[chart.since] - 0.5, places[-1] + 0.5)
    cuts = [places[at] - 0.5 for at in _breaks(chart)]
    shapes = [line((cut, cut), (0, 1), "ink", yref="paper", dash="dot") for cut in cuts]
    shapes.append(line(across, (chart.center, chart.center), "ink"))
    for (low, high), x in _bands(chart, across):
        shapes.append(block(x, (low, high), "sheet"))
        shapes += [line(x, (edge, edge), "neutral", dash="dash") for edge in (high, low)]
    return shapes


def limits(chart: RegionChart) -> list[tuple[float, float]]:
    """(lower, upper): of every month where they differ, else once; none on a run chart."""
    if chart.upper is None or chart.lower is None:
        return list(chart.limits)
    return [(chart.lower, chart.upper)]


def _latest(chart: RegionChart) -> tuple[float, float] | tuple[None, None]:
    known = limits(chart)
    return known[-1] if known else (None, None)


def _bands(
    chart: RegionChart, across: tuple[float, float]
) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    if not chart.limits:
        yield from ((pair, across) for pair in limits(chart))
        return
    places = slots(chart.months)[chart.since :]
    yield from zip(chart.limits, [(place - 0.5, place + 0.5) for place in places], strict=True)


def _versions(chart: RegionChart, words: MonthWords) -> list[Plotly]:
    """Both sides of the newest break are named; an old side too narrow for its name is not."""
    if chart.since == 0:
        return []
    new, old = (
        named(words.version_name.format(version=chart.months[at].version), 12) for at in (-1, chart.since - 1)
    )
    places = slots(chart.months)
    top, cut = {"yref": "paper", "yanchor": "bottom"}, places[chart.since] - 0.5
    notes = [note(f"<b>{new}</b>", cut, 1, xanchor="left", xshift=6, **top)]
    if places[chart.since] >= 0.25 * (places[-1] + 1):
        notes.append(note(old, cut, 1, xanchor="right", xshift=-6, **top))
    return notes


def _right(chart: RegionChart, words: MonthWords, number: Number, span: float) -> list[Plotly]:
    """Direct labels instead of a legend, moved apart where two would touch."""
    newest = chart.months[-1]
    lower, upper = _latest(chart)
    last = words.last.format(month=named(newest.label, 8), value=number(newest.mean, 0))
    said: list[tuple[str, float | None]] = [
        (f"<b>{last}</b>", newest.mean),
        (words.center.format(value=number(chart.center or 0.0, 0)), chart.center),
        (words.upper.format(value=number(upper or 0.0, 0)), upper),
        (words.lower.format(value=number(lower or 0.0, 0)), lower),
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
    lower, upper = _latest(chart)
    edges = {"center": chart.center, "lower": lower, "upper": upper}
    numbers = edges | {"least": min(means), "most": max(means), "last": means[-1]}
    written = {key: "" if value is None else number(value, 0) for key, value in numbers.items()}
    return words.alt.format(months=len(newest), signals=sum(chart.signals), **written)
