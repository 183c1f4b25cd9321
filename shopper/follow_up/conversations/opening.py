"""The conversation that an action is opened from, as an address carries it."""

from shopper.follow_up.conversations import queries
from shopper.models import Branch, Conversation, Person
from shopper.permissions import Can, can


def told_in(person: Person, branch: Branch, asked: str) -> Conversation | None:
    """A conversation of this person's with a customer of that branch; None for anything else."""
    known = asked.isascii() and asked.isdecimal() and len(asked) < 10 and can(person, Can.CONVERSE)
    return queries.as_mine_or_none(person, int(asked), branch) if known else None
