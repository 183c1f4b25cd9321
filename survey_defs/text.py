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


MOMENTUM_TEXT = "Did this part of the visit pull you forward, let you drift, or send you away?"
RECOMMEND_TEXT = "How likely are you to recommend this place to a friend?"

_OURS = {
    MOMENTUM_TEXT: {
        "fr": "Cette étape de la visite vous a-t-elle donné envie de continuer, laissé indifférent ou donné envie de partir ?"
    },
    RECOMMEND_TEXT: {"fr": "Quelle est la probabilité que vous recommandiez cet établissement à un proche ?"},
}
"""The words that we add ourselves, in other languages; a set that asks otherwise says so itself."""

Text = Annotated[Words | Mapping[str, Words], BeforeValidator(_text)]
"""One string, or a string for each language: `{en: Greeting, fr: Accueil}`."""


def say(text: str | Mapping[str, str], language: str = "en") -> str:
    """The words of `text` in `language`; where that is missing, the first language given."""
    if isinstance(text, str):
        return _OURS.get(text, {}).get(language, text)
    return text.get(language) or next(iter(text.values()))
