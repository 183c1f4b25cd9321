"""The first picture of a chart: the same drawing as SVG, in the page before any script has come."""

from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

from flask.json import dumps
from markupsafe import Markup

from shopper.dashboards.blueprint import dashboards

if TYPE_CHECKING:
    from scoring.figures import Chart

WIDTHS = (("is-narrow", 336), ("is-wide", 640))
"""What a phone leaves, and a usual column of the desk. Wider or narrower ones scale it; its height stays."""


@dashboards.app_template_filter("picture")
def picture(chart: "Chart") -> Markup:
    """Both drawings, of which the style sheet shows one; words for a screen reader stand around them."""
    return _drawn(_Figure(dumps(chart.figure), chart))


@dataclass(frozen=True)
class _Figure:
    """A chart that is the same as another where all that is drawn of it is."""

    written: str
    chart: "Chart" = field(compare=False)


@lru_cache(maxsize=128)
def _drawn(figure: _Figure) -> Markup:
    """Drawing takes longer than all else of a page, and several people look at the same figures."""
    draw = import_module("scoring.figures.svg").svg
    return Markup("").join(_held(draw(figure.chart, width), name, width) for name, width in WIDTHS)


def _held(drawing: str, name: str, width: int) -> Markup:
    """In a box as wide as the page has room, and always of the height that Plotly will take."""
    own = f'width="{width}"'
    free = f'class="chart-hold {name}" aria-hidden="true" width="100%"'
    return Markup(drawing.replace(own, free, 1))  # noqa: S704 - every value in it was escaped
