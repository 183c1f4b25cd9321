"""Words that may be said in several languages."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def _text(raw: object) -> object:
    """Refuses here what the union below would refuse twice, once for each of its halves."""
    words = list(raw.values()) if isinstance(raw, Mapping) else [raw]
    if not words or not all(isinstance(one, str) and one.strip() for one in words):
        raise PydanticCustomError("text", "must be words")
    return raw


Text = Annotated[Words | Mapping[str, Words], BeforeValidator(_text)]
"""One string, or a string for each language: `{en: Greeting, fr: Accueil}`."""


def say(text: str | Mapping[str, str], language: str = "en") -> str:
    """The words of `text` in `language`; where that is missing, the first language given."""
    if isinstance(text, str):
        return text
    return text.get(language) or next(iter(text.values()))
