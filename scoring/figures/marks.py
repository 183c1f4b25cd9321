"""Numbers on a chart that stand for notes in a list below it."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from scoring.figures.chart import Chart
from scoring.figures.theme import color, line, note


class Mark(NamedTuple):
    """A note's number and its place on the chart's x-axis."""

    x: float
    number: str


def marked(chart: Chart, marks: Sequence[Mark]) -> Chart:
    """The chart with a numbered mark at the foot of each place; notes of one place share it."""
    layout = chart.figure["layout"]
    shapes, annotations = [*layout.get("shapes", [])], [*layout.get("annotations", [])]
    for x, here in groupby(sorted(marks, key=lambda mark: mark.x), key=lambda mark: mark.x):
        shapes.append(line((x, x), (0, 1), "edge", 1, yref="paper", dash="dot", layer="below"))
        numbers = f"<b>{', '.join(mark.number for mark in here)}</b>"
        box = {"bgcolor": color("sheet"), "bordercolor": color("ink"), "borderpad": 2}
        annotations.append(note(numbers, x, 0, yref="paper", yanchor="bottom", yshift=3, **box))
    changed = layout | {"shapes": shapes, "annotations": annotations}
    return chart._replace(figure=chart.figure | {"layout": changed})
