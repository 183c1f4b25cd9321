"""Words that may be said in several languages."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import StringConstraints

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Text = Words | Mapping[str, Words]


def say(text: Text, language: str = "en") -> str:
    """The words of `text` in `language`; where that is missing, the first language given."""
    if isinstance(text, str):
        return text
    return text.get(language) or next(iter(text.values()))
