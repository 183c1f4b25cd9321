"""Names of a form as keys of ours: letters, digits, `_`, `-` and `.`, at most 64, each once."""

import re
import unicodedata
from collections.abc import Container

from survey_defs.values import STATES

MOST = 64
MOST_OF_TOUCHPOINT = MOST - len("_momentum")
_KEY = re.compile(r"[^\W\d][\w.-]{0,63}")


def fit_option_key(name: str, taken: Container[str]) -> str:
    """The same for an option, which may not be called like a state."""
    return fit_key(f"_{name}" if name.strip() in STATES else name, taken)


def fit_key(name: str, taken: Container[str], most: int = MOST) -> str:
    """`name` where it can be a key and is not taken, else the nearest that can."""
    key = unicodedata.normalize("NFC", re.sub(r"[^\w.-]+", "_", name.strip()))
    if not _KEY.match(key):
        key = f"_{key}"
    key = key[:most]
    number = 2
    fitted = key
    while fitted in taken:
        ending = f"_{number}"
        fitted, number = f"{key[: most - len(ending)]}{ending}", number + 1
    return fitted


def fit_slug(*names: str) -> str:
    """Small letters, digits and hyphens of the first name that has any."""
    for name in names:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        slug = re.sub(r"[^a-z0-9]+", "-", plain)[:64].strip("-")
        if slug:
            return slug
    return "form"
