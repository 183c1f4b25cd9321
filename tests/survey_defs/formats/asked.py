"""Small sheets, and what became of their rows."""

from __future__ import annotations

from survey_defs import Import
from tests.survey_defs.formats.forms import asked, read

YES_NO = """
| choices |
| | list_name | name | label |
| | yn | yes | Yes |
| | yn | no | No |
"""


THREE = """
| choices |
| | list_name | name | label |
| | abc | a | Apple |
| | abc | b | Bread |
| | abc | c | Cheese |
"""


def kinds(made: Import) -> dict[str, str]:
    return {key: question.type for key, question in asked(made).items()}


def one(kind: str, more: str = "", cell: str = "", lists: str = YES_NO + THREE.replace("| choices |\n| | list_name | name | label |", "")) -> Import:  # fmt: skip
    """A form of one question, with one more column."""
    return read(f"| survey |\n| | type | name | label | {more} |\n| | {kind} | q | Ask? | {cell} |\n{lists}")
