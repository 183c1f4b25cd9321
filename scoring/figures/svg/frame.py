"""Where things lie: from the units of a figure to pixels of the drawing."""

from dataclasses import dataclass
from typing import Any

from scoring.figures.theme import Plotly

NARROW, LEAST_MARGIN, SHARE = 480, 124, 0.34
"""Below this width ticks are thinned; names beside it take at most a part of the width, but so many pixels."""


@dataclass(frozen=True)
class Frame:
    """The plot's own box in pixels, and the units along its sides."""

    width: int
    height: int
    left: float
    right: float
    top: float
    bottom: float
    across: tuple[float, float]
    down: tuple[float, float]
    """Values at the bottom and at the top."""

    def x(self, value: float, ref: str = "x") -> float:
        low, high = (0.0, 1.0) if ref == "paper" else self.across
        return self.left + (float(value) - low) / (high - low) * (self.right - self.left)

    def y(self, value: float, ref: str = "y") -> float:
        low, high = (0.0, 1.0) if ref == "paper" else self.down
        return self.bottom - (float(value) - low) / (high - low) * (self.bottom - self.top)

    @property
    def narrow(self) -> bool:
        return self.width < NARROW

    @property
    def room(self) -> int:
        """Letters of a name that fit beside the plot."""
        return int((self.left - 16) / 7.6)


def frame(layout: Plotly, width: int) -> Frame:
    margin: dict[str, Any] = layout["margin"]
    height = int(layout["height"])
    left = min(float(margin["l"]), max(LEAST_MARGIN, int(width * SHARE)))
    across, down = (tuple(map(float, layout[axis]["range"])) for axis in ("xaxis", "yaxis"))
    return Frame(
        width=width,
        height=height,
        left=left,
        right=width - float(margin["r"]),
        top=float(margin["t"]),
        bottom=height - float(margin["b"]),
        across=(across[0], across[1]),
        down=(down[0], down[1]),
    )
