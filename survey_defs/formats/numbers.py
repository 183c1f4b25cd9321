"""Numbers in cells."""

import re
from decimal import Decimal

_NUMBER = re.compile(r"[+-]?(\d{1,15}(\.\d{0,6})?|\.\d{1,6})", re.ASCII)


def plain_number(said: str | Decimal) -> int | Decimal | None:
    """The number, a whole one as int; None where it is none or has more digits than can be kept."""
    text = format(said, "f") if isinstance(said, Decimal) else said.strip()
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if not _NUMBER.fullmatch(text):
        return None
    number = Decimal(text)
    return int(number) if number % 1 == 0 else number.normalize()


def is_yes(said: str) -> bool | None:
    """Yes, no, or neither, in the spellings that forms use."""
    tidy = said.strip().lower().removesuffix("()")
    return {"yes": True, "true": True, "y": True, "1": True, "no": False, "false": False, "n": False, "0": False}.get(tidy)  # fmt: skip
