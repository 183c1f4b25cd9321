"""The look of every chart, once: colours by name, quiet axes, no titles, no legends, no tool bar."""

from typing import Any

Plotly = dict[str, Any]
"""A trace, shape, annotation, layout or figure as Plotly reads it."""

TOKENS = {
    "paper": "#eef0ec",
    "sheet": "#fafbf8",
    "ink": "#17211d",
    "ink-2": "#47544e",
    "line": "#c3cbc4",
    "edge": "#737f78",
    "inch": "#ffca2e",
    "on-inch": "#17211d",
    "better": "#0b6aa2",
    "worse": "#b84a00",
    "neutral": "#6b6b6b",
    "band-50": "#76857e",
    "band-95": "#cdd5cf",
}
"""Colours a figure may name, with their values on the light sheet. Figures hold `var(--name)`; the page
puts the value of the moment in its place, so that a chart follows the light and the dark theme."""

CONFIG: Plotly = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "showTips": False,
    "scrollZoom": False,
    "doubleClick": False,
    "responsive": True,
}
CLEAR = "rgba(0,0,0,0)"
TEXT = 13
"""Pixels of all text at every width; on a phone ticks are dropped, never shrunk."""


def color(name: str) -> str:
    """The colour of a token as a figure writes it. Raises KeyError for a name the look does not have."""
    TOKENS[name]
    return f"var(--{name})"


def painted(figure: Any, colors: dict[str, str] = TOKENS) -> Any:
    """The figure with every `var(--name)` replaced by its value, for use outside a page."""
    if isinstance(figure, dict):
        return {key: painted(value, colors) for key, value in figure.items()}
    if isinstance(figure, list | tuple):
        return [painted(value, colors) for value in figure]
    if isinstance(figure, str) and figure.startswith("var(--"):
        return colors[figure.removeprefix("var(--").removesuffix(")")]
    return figure


def layout(height: int, margin: Plotly, xaxis: Plotly, yaxis: Plotly, **rest: Any) -> Plotly:
    """A layout of fixed height and margins (pixels); the width is the page's."""
    quiet: Plotly = {"zeroline": False, "showline": False, "ticks": "", "fixedrange": True}
    return {
        "template": None,
        "height": height,
        "autosize": True,
        "margin": {"pad": 0} | margin,
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "colorway": [color("ink")],
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "bargap": 0,
        "barmode": "overlay",
        "font": {"family": "system-ui, -apple-system, Segoe UI, Roboto, sans-serif"} | font(),
        "hoverlabel": {
            "bgcolor": color("sheet"),
            "bordercolor": color("ink"),
            "font": font("ink"),
        },
        "xaxis": {"showgrid": False, "linecolor": color("edge"), "gridcolor": color("line")} | quiet | xaxis,
        "yaxis": {"showgrid": False, "gridcolor": color("line"), "ticklabelstandoff": 8} | quiet | yaxis,
    } | rest


def font(shade: str = "ink-2") -> Plotly:
    """The one text size in a shade."""
    return {"size": TEXT, "color": color(shade)}


def line(x: tuple[Any, Any], y: tuple[Any, Any], shade: str, width: float = 1.25, **rest: Any) -> Plotly:
    """A straight line in data units; `dash`, `xref`, `yref` and `layer` may be given."""
    stroke = {"color": color(shade), "width": width, "dash": rest.pop("dash", "solid")}
    return {"type": "line", "x0": x[0], "x1": x[1], "y0": y[0], "y1": y[1], "line": stroke} | rest


def block(x: tuple[Any, Any], y: tuple[Any, Any], shade: str, edge: str | None = None, **rest: Any) -> Plotly:
    """A filled rectangle in data units, with a 1.5 px edge where one is named."""
    stroke = {"color": color(edge), "width": 1.5} if edge else {"width": 0}
    corners = {"x0": x[0], "x1": x[1], "y0": y[0], "y1": y[1]}
    return {"type": "rect", **corners, "fillcolor": color(shade), "line": stroke, "layer": "below"} | rest


def note(text: str, x: float, y: float, **rest: Any) -> Plotly:
    """Words on a chart, without an arrow; bold text is ink, the rest is quieter."""
    bold = text.startswith("<b>")
    return {"text": text, "x": x, "y": y, "showarrow": False, "font": font("ink" if bold else "ink-2")} | rest


def labels_at_right(texts: list[str], y: list[float], x: float) -> Plotly:
    """Direct labels in the right margin, one per row."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [x] * len(y),
        "y": y,
        "text": [f"  {text}" for text in texts],
        "textposition": "middle right",
        "textfont": font("ink"),
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
