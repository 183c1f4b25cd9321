"""The same figures as plain SVG: for PDF, and for the moment before Plotly has loaded.

It draws what the figures of this package use of Plotly: horizontal bars, lines, dots, words, rectangles,
notes and quiet axes. Text keeps its 13 px; a narrow drawing leaves out every other name on its axis.
"""

from collections.abc import Mapping

from scoring.figures.chart import Chart
from scoring.figures.svg.axes import axes
from scoring.figures.svg.frame import Frame, frame
from scoring.figures.svg.notes import annotations, shapes
from scoring.figures.svg.parts import around
from scoring.figures.svg.traces import trace
from scoring.figures.theme import painted

FONT = "system-ui, -apple-system, Segoe UI, Roboto, Noto Sans, Liberation Sans, sans-serif"

__all__ = ["Frame", "svg"]


def svg(chart: Chart, width: int, colors: Mapping[str, str] | None = None, fonts: str = FONT) -> str:
    """The chart as an SVG element `width` pixels wide and as high as its layout says.

    Colours stay `var(--name)`, for a page, unless `colors` (such as `TOKENS`) has their values. It says
    nothing to a screen reader: `chart.alt` does. Raises ValueError for what this package does not draw.
    """
    figure = painted(chart.figure, dict(colors)) if colors else chart.figure
    layout = figure["layout"]
    place = frame(layout, width)
    drawn = [
        *shapes(layout, place, below=True),
        *axes(layout, place),
        *(part for each in figure["data"] for part in trace(each, place)),
        *shapes(layout, place, below=False),
        *annotations(layout, place),
    ]
    size = {"width": width, "height": place.height, "viewBox": f"0 0 {width} {place.height}"}
    look = {"font-family": fonts, "font-size": layout["font"]["size"], "fill": layout["font"]["color"]}
    return around("svg", "".join(drawn), xmlns="http://www.w3.org/2000/svg", **size, **look)
