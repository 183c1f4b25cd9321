"""Several questions at once: one a line, each may end in `| type | points`."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from shopper.form_parts import tidy
from shopper.question_sets.building.values import number
from survey_defs.editing import Data, add_question, find_question
from survey_defs.editing.places import copied
from survey_defs.whereabouts import KINDS

MOST = 100
"""Lines that one press adds, as many as a touchpoint takes."""


class Line(NamedTuple):
    words: str
    type: str
    points: Any


def lines_in(typed: str, types: Mapping[str, str] | None = None) -> list[Line]:
    """What the lines say; `types` are words by which a type may be called too."""
    said = (line for line in map(tidy, typed.splitlines()) if line)
    return [_line(line, types or {}) for line in said][:MOST]


def _line(line: str, types: Mapping[str, str]) -> Line:
    words, *more = (tidy(part) for part in line.split("|"))
    type_, points = "yes_no", None
    for part in filter(None, more):
        name = types.get(part.casefold(), part.casefold().replace(" ", "_"))
        if name in KINDS:
            type_ = name
        else:
            points = number(part)
    return Line(words, type_, points)


def add_lines(data: Data, touchpoint: str, lines: list[Line], languages: list[str]) -> Data:
    """The questions of the lines at the end of a touchpoint."""
    made = copied(data)
    for line in lines:
        text: Any = {languages[0]: line.words} if len(languages) > 1 else line.words
        made, key = add_question(made, touchpoint, line.type, text)
        question = find_question(made, key)[1]
        if "points" in question:
            question["p"] = "people"
        if line.points is not None:
            question["points"] = line.points
    return made
