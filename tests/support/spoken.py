"""What a page says, and which of it is English that has a translation."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from bs4 import BeautifulSoup, Comment, Doctype

from script import catalogue

SPOKEN = (
    "aria-label",
    "title",
    "placeholder",
    "alt",
    "data-ask",
    "data-done",
    "data-failed",
    "label",
    "content",
)
FACT = re.compile(r"%\(\w+\)[sd]|\{\w+\}|%%")
LEAST = 9
"""Letters that a sentence with gaps must have of its own to be told from other words."""


def said(soup: BeautifulSoup) -> Iterator[str]:
    """Every text of a page, those for screen readers and for charts included."""
    for text in soup.find_all(string=True):
        if (
            isinstance(text, Comment | Doctype)
            or text.parent.find_parent(attrs={"lang": "en"})
            or text.parent.get("lang") == "en"
        ):
            continue
        if text.parent.name == "script":
            yield from (one for one in _strings(json.loads(text)) if " " in one)  # words alone are Plotly's
        elif text.parent.name != "style" and text.strip():
            yield " ".join(text.split())
    for tag in soup.find_all(True):
        yield from (str(tag[name]) for name in SPOKEN if tag.get(name))


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from _strings(value)


@dataclass(frozen=True)
class English:
    """The English that should not stand on a page in another language."""

    words: frozenset[str]
    sentences: tuple[str, ...]
    patterns: tuple[tuple[str, str, re.Pattern[str]], ...]
    """Each wording with gaps, the longest part between them, and what it looks like on a page."""

    def found(self, text: str) -> str | None:
        """The first of our English wordings in a text."""
        if text.strip(" :.,") in self.words:
            return text
        whole = next((one for one in self.sentences if one in text), None)
        gaps = (one for one, part, pattern in self.patterns if part in text and pattern.search(text))
        return whole or next(gaps, None)


@cache
def found(text: str) -> str | None:
    """The first of our English wordings in a text; most texts stand on many pages."""
    return english().found(text)


@cache
def english() -> English:
    """All wordings whose French differs: words alone as a whole text, sentences anywhere in one."""
    po = next(po for po in catalogue.kept() if po.parts[-3] == "fr")
    wordings = {
        (str(one), m.string if isinstance(m.string, str) else m.string[at])
        for m in catalogue.read(po)
        if m.id
        for at, one in enumerate(m.id if isinstance(m.id, tuple) else (m.id,))
    }
    differing = {one.strip() for one, french in wordings if one != french}
    plain = {one for one in differing if not FACT.search(one)}
    sentences = {one for one in plain if one.count(" ") > 1 and len(one) > 2 * LEAST}
    gaps = {one for one in differing - plain if sum(map(str.isalpha, FACT.sub("", one))) >= LEAST}
    return English(
        frozenset(plain - sentences), tuple(sentences), tuple((one, *_pattern(one)) for one in gaps)
    )


def _pattern(wording: str) -> tuple[str, re.Pattern[str]]:
    parts = [part.replace("%%", "%") for part in re.split(r"%\(\w+\)[sd]|\{\w+\}", wording)]
    look = re.compile(r"(?<!\w)" + ".+?".join(map(re.escape, parts)) + r"(?!\w)")
    return max(parts, key=len), look
