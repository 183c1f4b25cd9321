"""Words and values as cells, such that reading them gives the same again."""

import re

from survey_defs.formats.languages import headings_for
from survey_defs.formats.native import own_cell
from survey_defs.formats.report import Unwritable
from survey_defs.sentence import N_, Sentence

LONGEST = 32_767
"""Characters of a cell, as spreadsheet programs have it."""

Row = dict[str, str]
_UNSAFE = re.compile("[\ufffe\uffff\ud800-\udfff]|_x[0-9a-fA-F]{4}_")


def text_cells(field: str, text: str | dict[str, str], languages: tuple[str, ...]) -> Row:
    """The words in each language's column; `li_<field>` where these would not say exactly the same."""
    titles = headings_for(languages)
    given = text if isinstance(text, dict) else dict.fromkeys(languages, text)
    cells = {f"{field}::{titles[code]}": _harmless(given[code]) for code in languages if code in given}
    plain = isinstance(text, str) if len(languages) == 1 else isinstance(text, dict)
    kept = list(given) == [code for code in languages if code in given] and bool(given)
    changed = any(_harmless(words) != words or words != words.strip() for words in given.values())
    if not plain or not kept or changed:
        cells[f"li_{field}"] = own_cell(text)
    return cells


def says_otherwise(own: object, read: str | dict[str, str]) -> bool:
    """Whether words that were read are not those that we would have written for our own."""
    said = list(read.values()) if isinstance(read, dict) else [read]
    if isinstance(own, dict):
        codes = read.keys() if isinstance(read, dict) else list(own)[:1]
        return [_harmless(str(own.get(code, ""))) for code in codes] != said
    return any(_harmless(str(own)) != words for words in said)


def _harmless(words: str) -> str:
    """Words that no program takes for a reference to an answer, or refuses."""
    return _UNSAFE.sub("?", words).replace("${", "$ {").strip() or "?"


def checked(rows: list[Row]) -> list[Row]:
    """The rows, filled cells only; raises `Unwritable` for words that no cell holds."""
    for row in rows:
        for column, words in row.items():
            if len(words) > LONGEST:
                what = N_(
                    "“%(column)s” of “%(name)s” is longer than a cell may be (%(most)s characters). Shorten it."
                )
                raise Unwritable(Sentence(what, column=column, name=row.get("name", ""), most=LONGEST))
    return [{column: words for column, words in row.items() if words != ""} for row in rows]


def columns_of(rows: list[Row], first: tuple[str, ...], languages: tuple[str, ...] = ()) -> list[str]:
    """Columns in an order that people look for: `first`, then words, then ours.

    Words that are said in one of the languages have a column for each: pyxform warns of any that is missing."""
    found = dict.fromkeys(column for row in rows for column in row)
    fields = dict.fromkeys(column.split("::")[0] for column in found if "::" in column)
    spoken = [f"{field}::{title}" for field in fields for title in headings_for(languages).values()]
    ours = sorted(column for column in found if column.startswith("li_"))
    return [*first, *spoken, *[c for c in found if c not in {*first, *spoken, *ours}], *ours]
