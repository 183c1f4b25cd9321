"""The shopper's own list: it covers the notes, so it begins with something that a list would hold."""

from typing import NotRequired, TypedDict

from flask_babel import gettext as _

from shopper.extensions import db
from shopper.models import Person, ShoppingList
from shopper.visits.typing_in import tidy_text


class Line(TypedDict):
    words: str
    done: NotRequired[bool]


def lines_of(person: Person) -> list[Line]:
    """The person's list; three lines to begin with until they keep one of their own."""
    kept = db.session.get(ShoppingList, person.id)
    return kept.lines if kept else [{"words": words} for words in (_("Milk"), _("Bread"), _("Apples"))]


def tidy(lines: list[Line]) -> list[Line]:
    """As many lines as a list takes, each on one line, none empty."""
    named = [(" ".join(tidy_text(line["words"]).split())[: ShoppingList.WORDS_MAX], line) for line in lines]
    kept: list[Line] = [{"words": words, "done": bool(line.get("done"))} for words, line in named if words]
    return kept[: ShoppingList.LINES_MAX]
