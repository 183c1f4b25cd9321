"""The two sides of an import: each row of the form, and what became of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

import survey_defs
from shopper.language import spoken
from shopper.question_sets.words import type_words
from survey_defs import say
from survey_defs.formats import Counted, FormRow
from survey_defs.formats.report import ACCOUNTED
from survey_defs.possible import options_of


@dataclass(frozen=True)
class Line:
    """A row as it is written (type, name, label), in words what became of it, and why where that is nothing
    or not the same."""

    row: int
    written: tuple[str, str, str]
    became: str
    why: list[str]


@dataclass(frozen=True)
class Account:
    """One sheet of the form."""

    sheet: str
    counted: Counted
    lines: list[Line]


def accounts(made: survey_defs.Import) -> list[Account]:
    """Every row of every sheet that is accounted for."""
    names = _names(made.question_set) if made.question_set else {}
    return [Account(sheet, made.counts[sheet], list(_lines(made, sheet, names))) for sheet in made.counts]


def _lines(made: survey_defs.Import, sheet: str, names: dict[tuple[str, str], str]) -> Iterator[Line]:
    for row in made.rows:
        if row.sheet == sheet:
            told = [one for one in made.about(row) if one.level != "told" or row.became is None]
            why = list(dict.fromkeys(one.what for one in told))
            yield Line(row.row, (row.type, row.name, row.label), _became(row, names), why)


def _became(row: FormRow, names: dict[tuple[str, str], str]) -> str:
    if row.became is None:
        return _("left out")
    return names.get((row.sheet, row.became)) or row.became


def _names(definition: survey_defs.QuestionSet) -> dict[tuple[str, str], str]:
    """What stands in the set now, in words, by the sheet that it comes from and its key."""
    language = spoken(definition)
    survey, choices, _settings = ACCOUNTED
    found: dict[tuple[str, str], str] = {}
    for touchpoint, question in definition.walk():
        words, kind = say(question.text, language), type_words(question.type)
        found[survey, question.key] = _("%(words)s (%(kind)s)", words=words, kind=kind)
        for option in options_of(question):
            found.setdefault((choices, option.key), say(option.label, language))
        title = _("Touchpoint “%(title)s”", title=say(touchpoint.title, language))
        found.setdefault((survey, touchpoint.key), title)
    return found
