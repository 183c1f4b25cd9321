"""What a log still lacks before it can be closed."""

from datetime import date
from typing import NamedTuple

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from shopper.follow_up.conversations.reaching import is_closed
from shopper.models import Conversation

LATEST = 2100


class Lack(NamedTuple):
    """`field` is that of the form; `name` is what the list of the week calls it, `words` say what to do."""

    field: str
    name: LazyString
    words: LazyString


HELD = Lack("held_on", _l("the day"), _l("Write the day on which you talked, today or before."))
OURS = Lack("ours", _l("who began"), _l("Choose who began it."))
CHANNEL = Lack("channel", _l("how you talked"), _l("Choose how you talked."))
SAID = Lack("said", _l("what they said"), _l("Write what they said, in their words."))
READ_BACK = Lack("read_back", _l("what you read back"), _l("Write what you read back to them, and whether they agreed."))  # fmt: skip
ACTION = Lack("unchanged", _l("an action"), _l("Open an action from this conversation, or write why nothing is to be changed."))  # fmt: skip
NEXT = Lack("next_on", _l("the next contact"), _l("Write the day on which they hear from you next."))
PAST = Lack(
    "next_on", _l("the next contact"), _l("That day has passed. Choose a later one for the next contact.")
)
FAR = Lack("next_on", _l("the next contact"), _l("Choose a day before the year 2100."))
STOPPED = Lack(
    "next_on", _l("the next contact"), _l("They asked not to be contacted, so leave this day empty.")
)


def lacks(conversation: Conversation, actions: int, today: date) -> list[Lack]:
    """What is missing or does not fit, in the order of the form; `actions` were opened from it."""
    held = conversation.held_on is not None and conversation.held_on <= today
    there = (
        (HELD, held),
        (OURS, conversation.ours is not None),
        (CHANNEL, conversation.channel is not None),
        (SAID, conversation.said),
        (READ_BACK, conversation.read_back),
        (ACTION, actions or conversation.unchanged),
    )
    missing = [lack for lack, fits in there if not fits]
    return missing + _next(conversation, today)


def _next(conversation: Conversation, today: date) -> list[Lack]:
    stopped = conversation.stops or is_closed(conversation.customer)
    if stopped:
        return [STOPPED] if conversation.next_on else []
    if conversation.next_on is None:
        return [NEXT]
    if conversation.next_on <= today:
        return [PAST]
    return [FAR] if conversation.next_on.year >= LATEST else []
