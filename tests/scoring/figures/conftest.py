"""English words for the charts, as a page would pass them, and the checks every chart must pass."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import plotly.graph_objects as go
import pytest

from scoring.figures import TOKENS, Chart, painted


def strings(part: Any) -> Iterator[str]:
    """Every text anywhere in a figure."""
    if isinstance(part, dict):
        part = part.values()
    if isinstance(part, str):
        yield part
    elif not isinstance(part, int | float | None):
        for inner in part:
            yield from strings(inner)


@pytest.fixture
def sound() -> Callable[[Chart], Chart]:
    """What holds for every chart: Plotly takes it, the look rules it, the table and sentence are there."""

    def check(chart: Chart) -> Chart:
        assert set(chart.figure) == {"data", "layout"}
        go.Figure(chart.figure)
        go.Figure(painted(chart.figure))
        page = json.loads(json.dumps(chart.to_dict(), allow_nan=False))
        assert (page["config"]["showSendToCloud"], page["config"]["displayModeBar"]) == (False, False)
        used = {text for text in strings(chart.figure) if text.startswith("var(")}
        assert used <= {f"var(--{name})" for name in TOKENS}
        assert not [text for text in strings(chart.figure) if text.startswith("#")], (
            "a colour without a token"
        )
        assert not any(text.startswith("var(") for text in strings(painted(chart.figure)))
        layout = chart.figure["layout"]
        assert layout["template"] is None
        assert (layout["showlegend"], "title" in layout, "width" in layout) == (False, False, False)
        room = 360 - 24 - layout["margin"]["l"] - layout["margin"]["r"]
        assert room >= 140, "too little left of a phone"
        assert layout["xaxis"]["fixedrange"], "a finger on the chart must scroll the page"
        assert chart.alt
        assert {len(row) for row in chart.rows} == {len(chart.columns)}
        return chart

    return check
