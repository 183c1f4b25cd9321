"""What fingers make of figures: forgiving where only one thing can be meant, else left as typed."""

import re
import unicodedata

DECIMAL = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?", re.ASCII)
_ONE_COMMA = re.compile(r"(-?[0-9]+),([0-9]{1,2}|[0-9]{4,6})", re.ASCII)


def tidy_text(text: str | None) -> str:
    """Plain line ends and nothing that a database cannot hold; '' where there are no words."""
    plain = (text or "").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")
    return plain if plain.strip() else ""


def tidy_number(text: str | None) -> str:
    """`£ 9,80` → `9.80`; a comma before exactly three digits could mean either, so it stays."""
    typed = tidy_text(text).strip()
    bare = "".join(c for c in typed if unicodedata.category(c) not in ("Sc", "Zs")).replace("−", "-")
    bare = _ONE_COMMA.sub(r"\1.\2", bare) if _ONE_COMMA.fullmatch(bare) else bare
    return bare if DECIMAL.fullmatch(bare) else typed


def whole(text: str, digits: int = 7) -> int | None:
    """A whole number of at most `digits` digits; None for anything else. Nothing typed is 0."""
    if not text:
        return 0
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= digits else None
