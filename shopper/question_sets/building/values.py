"""Values as the inputs of the builder hold them, and back: nothing typed is lost, right or wrong."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from shopper.form_parts import tidy

Posted = Mapping[str, str]
_NUMBER = re.compile(r"[-−]?\d{1,15}([.,]\d{1,14})?")
_MOST_DIGITS = 15


def number(typed: str) -> Any:
    """A number where it is one, else the words as they were typed, which the reader then refuses."""
    text = tidy(typed)
    if not _NUMBER.fullmatch(text) or sum(map(str.isdigit, text)) > _MOST_DIGITS:
        return text
    exact = Decimal(text.replace(",", ".").replace("−", "-"))
    return int(exact) if exact % 1 == 0 else float(exact)


def shown(value: Any) -> str:
    """A number or a word for an input; nothing for nothing."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def lines(typed: str) -> str:
    """Words of one or more lines, with line breaks of one kind."""
    return tidy(typed.replace("\r\n", "\n").replace("\u2028", "\n").replace("\u2029", "\n"))


def text_in(posted: Posted, name: str, languages: Sequence[str]) -> Any:
    """One text in every language; a plain word where there is one language, '' where nothing was written."""
    said = {one: lines(posted.get(f"{name}.{one}", "")) for one in languages}
    kept = {one: words for one, words in said.items() if words}
    if len(languages) == 1:
        return kept.get(languages[0], "")
    return kept or ""


def text_out(text: Any, name: str, languages: Sequence[str]) -> dict[str, str]:
    """The same text for its inputs; a plain word belongs to the first language."""
    said = text if isinstance(text, Mapping) else {languages[0]: shown(text)}
    if len(languages) == 1 and languages[0] not in said and said:
        said = {languages[0]: next(iter(said.values()))}
    return {f"{name}.{one}": shown(said.get(one)) for one in languages}


def first_words(text: Any) -> str:
    """The words of a text in the first language that has any."""
    if isinstance(text, Mapping):
        return next((str(words) for words in text.values() if words), "")
    return shown(text)
