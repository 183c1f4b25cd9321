"""A touchpoint as the shopper sees it, drawn by the same forms; nothing in it can be filled in."""

from dataclasses import dataclass

from shopper.language import spoken
from shopper.visits.forms import Asked, asked_on
from survey_defs import QuestionSet, say


@dataclass(frozen=True)
class Phone:
    """`number` counts from 1; `others` are key, title and whether it is this one."""

    title: str
    number: int
    asked: list[Asked]
    others: list[tuple[str, str, bool]]


def preview(definition: QuestionSet, key: str) -> Phone:
    """The touchpoint of this key, else the first, before anything is answered."""
    language, parts = spoken(definition), definition.touchpoints
    at = next((at for at, one in enumerate(parts) if one.key == key), 0)
    asked = asked_on(definition, parts[at], {}, {}, language)
    others = [(one.key, say(one.title, language), one is parts[at]) for one in parts]
    return Phone(say(parts[at].title, language), at + 1, [one for one in asked if one.shown], others)
