"""What came as a file: words in YAML, or a form in a sheet."""

from functools import lru_cache
from pathlib import PurePath

import survey_defs
from survey_defs.formats import FormFinding, grouped

WORDS = {".yaml", ".yml", ".json", ".txt", ""}
"""Endings of files that hold words; whatever else comes is read as a form, which tells what it is."""

ARCHIVES = (b"PK", b"\xd0\xcf\x11\xe0")
"""How workbooks begin, whatever their name ends in."""


def is_form(content: bytes, name: str) -> bool:
    """Whether to read it as a form in a sheet."""
    return content.startswith(ARCHIVES) or PurePath(name).suffix.lower() not in WORDS


@lru_cache(maxsize=2)
def read_form(content: bytes, name: str) -> survey_defs.Import:
    """What became of the form. The page that tells it and the button on that page ask for the same."""
    return survey_defs.read_form(content, name)


ORDER = ("refused", "lost", "changed", "told")


def findings(made: survey_defs.Import) -> list[FormFinding]:
    """What is to be told, the worst first, with what is the same of many rows told once."""
    return sorted(grouped(made.findings), key=lambda one: ORDER.index(one.level))
