"""Keys made of words, so that nobody has to think of one."""

import re
import unicodedata
from collections.abc import Collection

LONGEST = 40
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "any",
        "anyone",
        "at",
        "by",
        "did",
        "do",
        "does",
        "for",
        "from",
        "had",
        "has",
        "have",
        "how",
        "in",
        "is",
        "it",
        "of",
        "on",
        "or",
        "that",
        "the",
        "there",
        "they",
        "to",
        "was",
        "were",
        "what",
        "when",
        "which",
        "who",
        "with",
        "you",
        "your",
        "au",
        "aux",
        "avez",
        "ce",
        "cette",
        "de",
        "des",
        "du",
        "elle",
        "en",
        "est",
        "et",
        "il",
        "la",
        "le",
        "les",
        "leur",
        "on",
        "ou",
        "par",
        "pour",
        "que",
        "quel",
        "quelle",
        "quels",
        "quelles",
        "qui",
        "se",
        "sur",
        "un",
        "une",
        "vous",
        "votre",
        "vos",
        "a-t-on",
    ]
)


def key_for(words: str, taken: Collection[str], fallback: str = "question") -> str:
    """A key of at most four telling words, `door_open`, that is not `taken` whatever its case.

    Letters lose their marks; what leaves no letter at all becomes `fallback`."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().casefold()
    found = [one for one in re.findall(r"[a-z0-9]+", plain) if one not in _SMALL] or re.findall(
        r"[a-z0-9]+", plain
    )
    base = "_".join(found[:4])[:LONGEST].strip("_") or fallback
    base = base if base[0].isalpha() else f"{fallback}_{base}"
    used = {one.casefold() for one in taken}
    if base not in used:
        return base
    return next(f"{base}_{n}" for n in range(2, len(used) + 3) if f"{base}_{n}" not in used)
