"""Photos as phones make them."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

MAKER = 0x010F
"""The tag under which a camera writes its maker."""


def picture(
    colour: str | tuple[int, int, int] = "teal",
    size: tuple[int, int] = (40, 30),
    kind: str = "JPEG",
    **more: Any,
) -> bytes:
    """A photo; `exif` among `more` is what the camera wrote into it."""
    made = io.BytesIO()
    Image.new("RGB", size, colour).save(made, kind, **more)
    return made.getvalue()


def camera_words() -> Image.Exif:
    """What a camera writes, and nobody else needs to know."""
    words = Image.Exif()
    words[MAKER] = "A camera"
    return words
