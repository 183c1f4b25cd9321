"""Whether a mail may go out now; asked at the last moment, as its message is claimed."""

from datetime import datetime, timedelta
from typing import NamedTuple

from shopper import clock
from shopper.messages.hours import quiet_ends
from shopper.messages.kinds import DIGEST, SAID, Kind
from shopper.messages.queries import choices_of, hours_of, is_on_site, unanswered
from shopper.models import Message, MessageState, Person, Reach

LOOK_AGAIN = timedelta(minutes=10)
"""When a shopper who is on site is looked for again."""
SOON = {Kind.VISIT_DUE_SOON, Kind.ACTION_DUE_SOON}


class Hold(NamedTuple):
    """What becomes of a mail that may not go out now."""

    state: MessageState
    not_before: datetime | None = None


def held_back(message: Message) -> Hold | None:
    """Why this mail stays here for now or for good; None where it may go.

    Mails about the account itself are sent whatever was chosen and at any hour; only a shopper between
    “In” and “Out” is left in peace, unless they asked for the link in it themselves."""
    person = message.person
    if person is None or message.secret:
        return None
    if message.kind == DIGEST or message.kind in SAID:
        ended = _no_longer(message, person)
        if ended:
            return Hold(ended)
        quiet = quiet_ends(clock.now(), hours_of(person))
        if quiet > clock.now():
            return Hold(MessageState.WAITING, quiet)
    if is_on_site(person):
        return Hold(MessageState.WAITING, clock.now() + LOOK_AGAIN)
    return None


def _no_longer(message: Message, person: Person) -> MessageState | None:
    """Where the message ends instead, because a mail of its own is no longer right."""
    reach = choices_of(person).reach
    if reach == Reach.IN_APP or not person.active:
        return MessageState.IN_APP
    if message.kind == DIGEST:
        return None
    if message.read_at or _overtaken(message):
        return MessageState.IN_APP
    if reach == Reach.DIGEST or unanswered(person):
        return MessageState.DIGEST
    return None


def _overtaken(message: Message) -> bool:
    """Whether this is the reminder before a due time that is over."""
    return message.kind in SOON and message.due_at is not None and message.due_at <= clock.now()
