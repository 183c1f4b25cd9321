"""Why this score: 100 points, what each touchpoint cost, and what is left, adding up exactly."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from scoring.figures.chart import Chart, Number, named, plain
from scoring.figures.theme import Plotly, block, color, labels_at_right, layout, line, note

ROW, BAR, TOP, BOTTOM = 32, 18, 24, 26
HUNDRED = Decimal(100)


class Loss(NamedTuple):
    """What a touchpoint cost, as shown (`visit.shown.losses`): tenths of a point, 0 or more."""

    name: str
    points: Decimal
    last: bool = False
    """The last touchpoint that was observed."""


class LostPoints(NamedTuple):
    """One visit's shown numbers (`visit.shown`)."""

    losses: Sequence[Loss]
    """In journey order."""
    cap: Decimal
    """The cap line: shown official − shown raw, 0 or less."""
    total: Decimal
    """The shown official score."""
    band: tuple[str, Decimal] | None = None
    """A named threshold to mark."""


class WaterfallWords(NamedTuple):
    """Translated words; those in braces are filled in."""

    touchpoint: str
    """Column head."""
    points: str
    """Column head."""
    start: str
    cap: str
    total: str
    step: str
    """`{name}` `{points}`, one of the `{steps}`."""
    alt: str
    """`{steps}` `{total}`"""


class _Step(NamedTuple):
    name: str
    change: Decimal
    after: Decimal
    shade: str
    last: bool = False


def waterfall(lost: LostPoints, words: WaterfallWords, number: Number = plain) -> Chart:
    """Lost points in journey order from 100 down to the shown total, on the full 0–100 axis.

    The largest loss is *fix first* (tie: the later), the last touchpoint is underlined in tape.
    Raises ValueError when 100 − losses + cap is not exactly the total.
    """
    if HUNDRED - sum(loss.points for loss in lost.losses) + lost.cap != lost.total:
        raise ValueError("losses and cap line must add up to the shown total exactly")
    steps = _steps(lost.losses, lost.cap, words)
    rows = [(words.start, HUNDRED), *((step.name, step.change) for step in steps), (words.total, lost.total)]
    written = [f"<b>{number(points, 1)}</b>" for _, points in rows]
    figure = {
        "data": [_bars(steps, lost.total), labels_at_right(written, [*map(float, range(len(rows)))], 100)],
        "layout": _layout(lost, steps, words, number),
    }
    said = ", ".join(words.step.format(name=step.name, points=number(step.change, 1)) for step in steps)
    alt = words.alt.format(steps=said, total=number(lost.total, 1))
    return Chart(figure, (words.touchpoint, words.points), tuple(rows), alt)


def _steps(losses: Sequence[Loss], cap: Decimal, words: WaterfallWords) -> list[_Step]:
    worst = max((loss.points for loss in losses), default=Decimal(0))
    first = max((at for at, loss in enumerate(losses) if loss.points == worst > 0), default=None)
    steps, left = [], HUNDRED
    for at, loss in enumerate(losses):
        left -= loss.points
        steps.append(_Step(loss.name, -loss.points, left, "worse" if at == first else "band-50", loss.last))
    if cap:
        steps.append(_Step(words.cap, cap, left + cap, "neutral"))
    return steps


def _bars(steps: Sequence[_Step], total: Decimal) -> Plotly:
    ends = [Decimal(0), *(step.after for step in steps), Decimal(0)]
    lengths = [HUNDRED, *(-step.change for step in steps), total]
    shades = ["band-95", *(step.shade for step in steps), "ink-2"]
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(ends))),
        "base": [float(end) for end in ends],
        "x": [float(length) for length in lengths],
        "width": BAR / ROW,
        "marker": {"color": [color(shade) for shade in shades], "line": {"width": 0}},
        "hoverinfo": "skip",
    }


def _layout(lost: LostPoints, steps: Sequence[_Step], words: WaterfallWords, number: Number) -> Plotly:
    strong = [named(step.name, 13, bold=step.shade == "worse" or step.last) for step in steps]
    names = [named(words.start, 13), *strong, named(words.total, 13, bold=True)]
    return layout(
        ROW * len(names) + TOP + BOTTOM,
        {"l": 116, "r": 56, "t": TOP, "b": BOTTOM},
        {"range": [0, 100], "tickvals": [0, 25, 50, 75, 100], "showgrid": True},
        {"range": [len(names) - 0.5, -0.5], "tickvals": list(range(len(names))), "ticktext": names},
        shapes=[*_connectors(steps), *_tape(steps), *_band_line(lost.band)],
        annotations=_band_name(lost.band, number),
    )


def _connectors(steps: Sequence[_Step]) -> list[Plotly]:
    """From each bar's end down to the next bar; a step that cost nothing is a line across its row."""
    half = BAR / ROW / 2
    levels = [HUNDRED, *(step.after for step in steps)]
    joins = [
        line((float(at), float(at)), (row + half, row + 1 - half), "edge", 1) for row, at in enumerate(levels)
    ]
    for row, step in enumerate(steps, start=1):
        if not step.change:
            joins.append(line((float(step.after),) * 2, (row - half, row + half), "ink"))
    return joins


def _tape(steps: Sequence[_Step]) -> list[Plotly]:
    """The last inch: tape under the last touchpoint's bar, two points long even where nothing was lost."""
    half, thick = BAR / ROW / 2, 6 / ROW
    inches = []
    for row, step in enumerate(steps, start=1):
        if step.last:
            length = max(float(-step.change), 2.0)
            left = min(float(step.after), 100 - length)
            under = (row + half, row + half + thick)
            inches.append(block((left, left + length), under, "inch", "on-inch", layer="above"))
    return inches


def _band_line(band: tuple[str, Decimal] | None) -> list[Plotly]:
    return [line((float(band[1]),) * 2, (0, 1), "ink", yref="paper", dash="dot")] if band else []


def _band_name(band: tuple[str, Decimal] | None, number: Number) -> list[Plotly]:
    if band is None:
        return []
    places = 0 if band[1] == band[1].to_integral_value() else 1
    text = f"{named(band[0], 14)} {number(band[1], places)}"
    return [note(text, float(band[1]), 1, yref="paper", yanchor="bottom")]
