"""Changing the language of a person."""

from shopper.audit import command
from shopper.models import Person


@command("person.choose_language", "language")
def change_language(person: Person, *, language: str, by: Person) -> None:
    """Pages and mail for this person are written in it from now on."""
    person.language = language
