"""Elements of a drawing as text, every value escaped, and the shapes that dots have."""

import html
import math
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

WIDTH = 7.2
"""Pixels of a usual letter at 13 px, for what must be as wide as words."""
STEP = 7.0
"""Pixels between the lines of a hatch."""
BOLD = re.compile(r"(<b>.*?</b>)")
UNWRITABLE = re.compile("[\\x00-\\x08\\x0b-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")
DASHES = {"solid": "", "dash": "6 4", "dot": "2 3"}


def tag(name: str, look: str = "", /, **attributes: object) -> str:
    """An element; `_` stands for `-`, None is left out, numbers are cut to a hundredth of a pixel.

    `look` are attributes that were written before, with a space in front."""
    return f"<{name}{_told(attributes)}{look}/>"


def around(name: str, inside: str, /, **attributes: object) -> str:
    """The same with other elements, or words that were escaped, in it."""
    return f"<{name}{_told(attributes)}>{inside}</{name}>"


def _told(attributes: Mapping[str, object]) -> str:
    return "".join(
        [
            f' {key.replace("_", "-")}="{number(value) if isinstance(value, float) else escaped(str(value))}"'
            for key, value in attributes.items()
            if value is not None
        ]
    )


@lru_cache(maxsize=4096)
def escaped(value: str) -> str:
    """A drawing repeats the same few colours, widths and shapes in every element."""
    return html.escape(value)


def number(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def words(text: str, x: float, y: float, anchor: str, fill: str | None = None) -> str:
    """One line of text whose middle lies at y; `<b>` is bold, everything else was escaped by the figure."""
    parts = [
        around("tspan", html.escape(plain(part), quote=False), font_weight=700)
        if part.startswith("<b>")
        else html.escape(plain(part), quote=False)
        for part in BOLD.split(text.strip())
        if part
    ]
    return around("text", "".join(parts), x=x, y=y + 4.5, text_anchor=anchor, fill=fill) if parts else ""


def plain(text: str) -> str:
    """The words without marks, and without signs that no XML may hold."""
    return UNWRITABLE.sub("", html.unescape(text.replace("<b>", "").replace("</b>", "")))


def stroke(look: dict[str, object]) -> dict[str, object]:
    """Attributes of a Plotly line."""
    dash = DASHES[str(look.get("dash", "solid"))]
    return {
        "stroke": look["color"],
        "stroke_width": float(str(look.get("width", 1))),
        "stroke_dasharray": dash or None,
    }


@lru_cache(maxsize=1024)
def colored(symbol: str, fill: str | None, edge: str | None, width: float) -> str:
    """Attributes of a dot; hundreds of a drawing share theirs. Without width it has no edge, an open one always."""
    if symbol.endswith("-open"):
        fill, edge, width = "none", fill, width or 1.5
    line = {"stroke": edge, "stroke_width": float(width)} if width else {}
    return _told({"fill": fill, **line})


def dot(symbol: str, x: float, y: float, size: float, look: str) -> str:
    """A marker of `size` pixels across. Raises ValueError for a symbol that no figure uses."""
    r = size / 2
    if symbol in ("circle", "circle-open"):
        return tag("circle", look, cx=x, cy=y, r=r)
    if symbol == "line-ns":
        return tag("line", look, x1=x, x2=x, y1=y - size, y2=y + size)
    corners = " ".join(f"{number(x + a * r)},{number(y + b * r)}" for a, b in _corners(symbol))
    return tag("polygon", look, points=corners)


def _corners(symbol: str) -> list[tuple[float, float]]:
    """In half sizes from the middle; as large as Plotly draws them."""
    tip = 2 / math.sqrt(3)
    found = {
        "square": [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)],
        "diamond": [(0.0, -1.3), (1.3, 0.0), (0.0, 1.3), (-1.3, 0.0)],
        "triangle-up": [(-tip, 0.5), (tip, 0.5), (0.0, -1.0)],
        "triangle-down": [(-tip, -0.5), (tip, -0.5), (0.0, 1.0)],
    }
    if symbol not in found:
        raise ValueError(f"no figure draws the symbol {symbol!r}")
    return found[symbol]


def hatch(xs: tuple[float, float], ys: tuple[float, float], shade: str) -> Iterator[str]:
    """Rising lines across a rectangle."""
    (x0, x1), (y0, y1) = xs, ys
    total = x0 + y0 + STEP
    while total < x1 + y1:
        left, right = max(x0, total - y1), min(x1, total - y0)
        if right > left:
            yield tag(
                "line",
                x1=left,
                y1=total - left,
                x2=right,
                y2=total - right,
                stroke=shade,
                stroke_width=1.25,
            )
        total += STEP
