"""Draws the icon that the phone shows for the shopper's pages: a short list, which says nothing.

.venv/bin/python script/draw_icons.py
"""

from pathlib import Path

from PIL import Image, ImageDraw

ICONS = Path(__file__).parents[1] / "shopper" / "static" / "icons"
PAPER, INK, PALE = "#f6f4ef", "#2a2d2c", "#a3a7a5"
FINE = 4
"""Drawn this much larger and shrunk, so that no edge is jagged."""


def draw(size: int) -> Image.Image:
    """Three lines with their ticks; all inside the middle 60 %, so that any mask may cut the rim."""
    side = size * FINE
    picture = Image.new("RGB", (side, side), PAPER)
    pen = ImageDraw.Draw(picture)
    for row, done in enumerate((True, True, False)):
        middle = side * (0.34 + 0.16 * row)
        half = side * 0.032
        pen.rectangle(
            (side * 0.24, middle - half, side * 0.24 + 2 * half, middle + half), INK if done else PALE
        )
        pen.rectangle((side * 0.38, middle - half / 2, side * 0.76, middle + half / 2), INK if done else PALE)
    return picture.resize((size, size), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    for size in (192, 512):
        draw(size).save(ICONS / f"list-{size}.png", optimize=True)
