"""A question set as a sheet of paper: what is read, what is ticked, where one writes."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from shopper.question_sets.building.logic import words as condition_words
from shopper.visits.controls import row_words
from shopper.visits.forms import FORMS
from shopper.visits.measures import Figure, Measure
from survey_defs import QuestionSet, say
from survey_defs.kinds import Question
from survey_defs.possible import options_of
from survey_defs.schema import Touchpoint

LINES = {"text": 3, "moment": 3}
"""Lines to write on."""


@dataclass(frozen=True)
class Item:
    """`ticks` are answers to tick, `apart` those that stand below; `blanks` are units to write before."""

    number: int | None
    words: str
    hint: str
    only_if: str
    how: str
    ticks: list[str]
    apart: list[str]
    blanks: list[str]
    lines: int
    what_happened: bool


@dataclass(frozen=True)
class Sheet:
    """Parts are a title and its items each."""

    title: str
    scenario: str
    parts: list[tuple[str, list[Item]]]


def paper(definition: QuestionSet, language: str) -> Sheet:
    """All of a set in one language, numbered through; notes have no number."""
    asked = {key: _plain(one, language) for key, one in definition.by_key.items()}
    answered = [key for key, one in definition.by_key.items() if one.type != "note"]
    numbers = {key: at for at, key in enumerate(answered, start=1)}

    def part(touchpoint: Touchpoint) -> tuple[str, list[Item]]:
        items = [_item(definition, one, language, numbers.get(one.key), asked) for one in touchpoint.asked]
        return say(touchpoint.title, language), items

    scenario = say(definition.scenario, language) if definition.scenario else ""
    return Sheet(say(definition.title, language), scenario, [part(one) for one in definition.touchpoints])


def _plain(question: Question, language: str) -> dict[str, Any]:
    """The question as conditions speak of it, in one language."""
    options = [{"key": one.key, "label": say(one.label, language)} for one in options_of(question)]
    return {"type": question.type, "text": say(question.text, language), "options": options}


def _item(
    definition: QuestionSet, question: Question, language: str, number: int | None, asked: dict[str, Any]
) -> Item:
    form = FORMS[question.type](question, entry={}, language=language)
    if isinstance(form, Figure) and question.type == "money":
        form.currency = definition.currency or ""
    condition = definition.conditions.get(question.key)
    return Item(
        number=number,
        words=say(question.text, language),
        hint=say(question.hint, language) if question.hint else "",
        only_if=_("Only if %(condition)s.", condition=condition_words(condition, asked)) if condition else "",
        how=_how(question),
        ticks=[words for _key, words in row_words(question, language)],
        apart=[words for _state, words in form.apart],
        blanks=list(form.units()) if isinstance(form, Measure) else [],
        lines=LINES.get(question.type, 0),
        what_happened=bool(question.comment_on),
    )


def _how(question: Question) -> str:
    """What paper has to say that a form shows by itself."""
    return {
        "choices": _("Tick all that apply."),
        "recommend": _("0 is not at all likely, 10 is extremely likely."),
        "photo": _("Take a photo, and hand it in with this sheet."),
    }.get(question.type, "")
