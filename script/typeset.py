"""French as it is set in print, so that translators type plain spaces and straight apostrophes."""

import re

NARROW = "\u202f"
_RULES = (
    (re.compile(r"(?<=\w)'(?=\w)"), "’"),
    (re.compile(r" (?=[;:!?»])"), NARROW),
    (re.compile(r"« "), "«" + NARROW),
    (re.compile(r" (?=%%|€|%(?![(\w]))"), NARROW),
)
_CODE = re.compile(r"(`[^`]*`|\{[^}]*\})")


def set_in_french(words: str) -> str:
    """The same words with narrow spaces and curly apostrophes; what stands in `backticks` or braces is code."""
    parts = _CODE.split(words)
    return "".join(part if at % 2 else _prose(part) for at, part in enumerate(parts))


def _prose(words: str) -> str:
    for pattern, instead in _RULES:
        words = pattern.sub(instead, words)
    return words
