"""Sentences about question sets and answers, in English and ready to be said in any other language."""

from collections.abc import Mapping
from typing import Self

N_ = str  # marks text for the translators; the page that shows it does the translating


class Sentence(str):
    """English words that remember what they were made of: a template and its facts by name.

    `Sentence(N_("Enter %(min)s or more."), min=3)` reads "Enter 3 or more."; a page translates the
    template and fills in the facts again. A fact may be a sentence itself."""

    __slots__ = ("facts", "template")

    template: str
    facts: Mapping[str, object]

    def __new__(cls, template: str, /, **facts: object) -> Self:
        made = super().__new__(cls, template % facts)
        made.template, made.facts = template, facts
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, object]]:
        return (self.template,), dict(self.facts)
