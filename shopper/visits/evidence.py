"""Photos: checked, shrunk, stripped of metadata, and stored once by the SHA-256 of their bytes."""

import hashlib
import io
import os
import struct
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from flask import current_app
from PIL import Image, ImageOps

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
    """A photo whose bytes are safe on disk. `new` tells that this call put them there."""

    sha256: str
    size: int
    width: int
    height: int
    new: bool


def store_photo(file: IO[bytes]) -> Stored:
    """Take a photo in, whatever the phone made. Raises Refused NOT_AN_IMAGE."""
    try:
        picture = _picture(file)
    except BROKEN as broken:
        raise Refused(Trouble.NOT_AN_IMAGE) from broken
    bytes_ = io.BytesIO()
    picture.save(bytes_, "JPEG", quality=QUALITY, optimize=True)
    sha256 = hashlib.sha256(bytes_.getvalue()).hexdigest()
    new = _write_once(photo_path(sha256), bytes_.getvalue())
    return Stored(sha256, len(bytes_.getvalue()), picture.width, picture.height, new)


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


def photo_path(sha256: str) -> Path:
    """Where the bytes of this name are kept."""
    folder: Path = current_app.config["LAST_INCH"].INSTANCE / "evidence"
    return folder / sha256[:2] / sha256[2:]


def every_photo() -> set[str]:
    """The names of all photos that are kept, whether or not a visit names them."""
    folder: Path = current_app.config["LAST_INCH"].INSTANCE / "evidence"
    return {f"{path.parent.name}{path.name}" for path in folder.glob("??/*") if not path.name.startswith(".")}


def keep_photo(sha256: str, content: bytes) -> bool:
    """Put bytes under the name that they have already; True where they were not there yet."""
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ValueError("these are not the bytes of that name")
    return _write_once(photo_path(sha256), content)


def _write_once(path: Path, content: bytes) -> bool:
    """Whole or not at all, and on the disk before it has its name; True where it was not there yet."""
    if path.exists():
        return False
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, making = tempfile.mkstemp(dir=path.parent, prefix=".")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(making).replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
    return True


def discard(photos: list[Stored]) -> None:
    """Take away what a save that failed had just put there."""
    for photo in photos:
        if photo.new:
            photo_path(photo.sha256).unlink(missing_ok=True)
