"""Lines, blocks and words that a figure lays over or under its data."""

from collections.abc import Iterator

from scoring.figures.svg.frame import Frame
from scoring.figures.svg.parts import WIDTH, plain, stroke, tag, words
from scoring.figures.theme import Plotly

ANCHORS = {"left": "start", "center": "middle", "right": "end"}
HIGH = 16
"""Pixels of a line of words."""
THIRD, TWO_THIRDS = 1 / 3, 2 / 3


def shapes(layout: Plotly, place: Frame, *, below: bool) -> Iterator[str]:
    for each in layout.get("shapes", []):
        if (each.get("layer") == "below") == below:
            yield _shape(each, place)


def _shape(shape: Plotly, place: Frame) -> str:
    xs = [place.x(shape[end], shape.get("xref", "x")) for end in ("x0", "x1")]
    ys = [place.y(shape[end], shape.get("yref", "y")) for end in ("y0", "y1")]
    if shape["type"] == "line":
        return tag("line", x1=xs[0], x2=xs[1], y1=ys[0], y2=ys[1], **stroke(shape["line"]))
    edge = stroke(shape["line"]) if shape["line"].get("width") else {}
    box = {"x": min(xs), "y": min(ys), "width": abs(xs[1] - xs[0]), "height": abs(ys[1] - ys[0])}
    return tag("rect", **box, fill=shape["fillcolor"], **edge)


def annotations(layout: Plotly, place: Frame) -> Iterator[str]:
    for each in layout.get("annotations", []):
        xref, yref = each.get("xref", "x"), each.get("yref", "y")
        x = place.x(each["x"], xref) + float(each.get("xshift", 0))
        y = place.y(each["y"], yref) - float(each.get("yshift", 0))
        anchor = each.get("xanchor") or _side(each["x"], xref, ("left", "center", "right"))
        level = each.get("yanchor") or _side(each["y"], yref, ("bottom", "middle", "top"))
        y += {"bottom": -HIGH / 2, "middle": 0, "top": HIGH / 2}[level]
        if "bgcolor" in each:
            yield _box(each, x, y, anchor)
        yield words(each["text"], x, y, ANCHORS[anchor], each["font"]["color"])


def _side(value: float, ref: str, sides: tuple[str, str, str]) -> str:
    """Words placed by data are centred, those placed by the paper lean on the closest side."""
    if ref != "paper":
        return sides[1]
    return sides[0] if value <= THIRD else sides[2] if value >= TWO_THIRDS else sides[1]


def _box(note: Plotly, x: float, y: float, anchor: str) -> str:
    pad = float(note.get("borderpad", 1))
    wide = WIDTH * len(plain(note["text"])) + 2 * pad
    left = x - {"left": 0, "center": wide / 2, "right": wide}[anchor]
    box = {"x": left, "y": y - HIGH / 2 - pad, "width": wide, "height": HIGH + 2 * pad}
    return tag("rect", **box, fill=note["bgcolor"], stroke=note["bordercolor"])
