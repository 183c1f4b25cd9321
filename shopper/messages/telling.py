"""What a message says, and the page that it leads to."""

from collections.abc import Mapping

from flask import current_app

from shopper.database import key_of
from shopper.language import written_for
from shopper.messages.kinds import SAID, Kind
from shopper.models import Model, Person


def words_of(kind: Kind, person: Person, facts: Mapping[str, str]) -> tuple[str, str]:
    """Subject and words in the language of who is told. Raises KeyError for a fact that is missing."""
    said = SAID[kind]
    with written_for(person):
        return str(said.subject), str(said.words) % facts


def path_of(kind: Kind, about: Model | None) -> str:
    """The address on our site of the page to go to; empty where there is none."""
    said = SAID[kind]
    if not said.page or (said.key and about is None):
        return ""
    values = {said.key: key_of(about)} if said.key and about is not None else {}
    return str(current_app.url_map.bind("").build(said.page, values))
