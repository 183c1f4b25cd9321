"""Photos: checked, shrunk, stripped of metadata, and stored once by the SHA-256 of their bytes."""

import hashlib
import io
import struct
from dataclasses import dataclass
from typing import IO

from PIL import Image, ImageOps

from shopper.evidence import the_store
from shopper.evidence.looks import look_of
from shopper.extensions import db
from shopper.models import Evidence
from shopper.troubles import Refused, Trouble

FORMATS = ("JPEG", "PNG", "WEBP")
"""The only ones that are tried; phones' MPO is read as the JPEG it starts with."""
LONGEST = 1600
QUALITY = 82
Image.MAX_IMAGE_PIXELS = MAX_PIXELS = 64_000_000

BROKEN = (
    OSError, SyntaxError, ValueError, EOFError, struct.error,
    Image.DecompressionBombError, Image.DecompressionBombWarning,
)  # fmt: skip
"""What Pillow raises for files that are not what they say."""


@dataclass(frozen=True)
class Stored:
    """A photo whose bytes are safe. `new` tells that this call put them there.

    `sent_sha256` names the bytes that came in, `sha256` those that were made of them; `look` is as in looks.py."""

    sent_sha256: str
    sha256: str
    size: int
    width: int
    height: int
    new: bool
    look: str = ""


def store_photo(file: IO[bytes]) -> Stored:
    """Take a photo in, whatever the phone made. Raises Refused NOT_AN_IMAGE."""
    sent = file.read()
    try:
        picture = _picture(io.BytesIO(sent))
    except BROKEN as broken:
        raise Refused(Trouble.NOT_AN_IMAGE) from broken
    bytes_ = io.BytesIO()
    picture.save(bytes_, "JPEG", quality=QUALITY, optimize=True)
    sha256 = hashlib.sha256(bytes_.getvalue()).hexdigest()
    new = the_store().put(sha256, bytes_.getvalue())
    return Stored(
        hashlib.sha256(sent).hexdigest(),
        sha256,
        len(bytes_.getvalue()),
        picture.width,
        picture.height,
        new,
        look_of(picture),
    )


def _picture(file: IO[bytes]) -> Image.Image:
    """Upright, at most 1600 px, in plain RGB, and nothing but the pixels."""
    with Image.open(file, formats=FORMATS) as image:
        if image.width * image.height > MAX_PIXELS:
            raise ValueError("too many pixels")
        image.draft("RGB", (LONGEST, LONGEST))
        turned = ImageOps.exif_transpose(image)
        turned.thumbnail((LONGEST, LONGEST))
        paper = Image.new("RGB", turned.size, "white")
        see_through = turned.convert("RGBA") if turned.has_transparency_data else None
        paper.paste(turned.convert("RGB"), mask=see_through.getchannel("A") if see_through else None)
        return paper


def discard(photos: list[Stored]) -> None:
    """Take away what a save that failed had just put there, unless somebody else's save needs it by now."""
    for photo in photos:
        if photo.new and db.session.get(Evidence, photo.sha256) is None:
            the_store().delete(photo.sha256)
