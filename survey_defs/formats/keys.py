"""Names of a form as keys of ours: letters, digits, `_`, `-` and `.`, at most 64, each once."""

import re
import unicodedata
from collections.abc import Container

from pydantic import TypeAdapter, ValidationError

from survey_defs.base import Key
from survey_defs.values import STATES

MOST = 64
MOST_OF_TOUCHPOINT = MOST - len("_momentum")
_KEY: TypeAdapter[str] = TypeAdapter(Key)


def fit_option_key(name: str, taken: Container[str]) -> str:
    """The same for an option, which may not be called like a state."""
    return fit_key(f"_{name}" if name.strip() in STATES else name, taken)


def fit_key(name: str, taken: Container[str], most: int = MOST) -> str:
    """`name` where it can be a key and is not taken, else the nearest that can."""
    key = unicodedata.normalize("NFC", name.strip())
    if not _is_key(key):
        key = re.sub("_+", "_", "".join(one if _is_key(f"a{one}") else "_" for one in key))
        key = key[:most] if _is_key(key[:1]) else f"_{key}"[:most]
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


def _is_key(name: str) -> bool:
    try:
        _KEY.validate_python(name)
    except ValidationError:
        return False
    return True
