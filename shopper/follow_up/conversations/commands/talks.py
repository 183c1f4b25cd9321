"""Planning a conversation for the week, keeping its log, closing it."""

from datetime import date
from typing import NamedTuple

from shopper import clock
from shopper.audit import command
from shopper.database import locked
from shopper.extensions import db
from shopper.follow_up.conversations import queries
from shopper.follow_up.conversations.reaching import is_closed
from shopper.follow_up.conversations.rules import lacks
from shopper.follow_up.conversations.weeks import FIVE, monday, today_of
from shopper.language import listed
from shopper.models import Channel, Conversation, Customer, Person, Wish
from shopper.troubles import Refused, Trouble


class Log(NamedTuple):
    """What was written of a conversation so far; see models/conversation.py."""

    held_on: date | None = None
    ours: bool | None = None
    channel: Channel | None = None
    said: str = ""
    read_back: str = ""
    unchanged: str = ""
    next_on: date | None = None
    stops: bool = False


@command("conversation.plan", "week")
def _plan(customer: Customer, week: date, *, by: Person) -> Conversation:
    locked(by)  # of two plans at once, each sees the other
    if is_closed(locked(customer)):
        raise Refused(Trouble.CUSTOMER_STOPPED, name=customer.name)
    begun = queries.under_way_with(by, customer)
    if begun is not None and begun.week is not None:
        raise Refused(Trouble.ON_THE_FIVE, name=customer.name)
    if len(queries.five(by, week)) >= FIVE:
        raise Refused(Trouble.FIVE_FULL)
    if begun is None:
        begun = _begin(customer, by)
    begun.week = week
    return begun


def plan_conversation(customer: Customer, *, by: Person) -> Conversation:
    """Put a customer among this person's five of this week; a log that was begun comes along.

    Raises Refused CUSTOMER_STOPPED, ON_THE_FIVE, FIVE_FULL."""
    return _plan(customer, monday(today_of(by)), by=by)


@command("conversation.begin")
def begin_log(customer: Customer, *, by: Person) -> Conversation:
    """Log a conversation that came in between; the one under way where there is one."""
    locked(by)
    return queries.under_way_with(by, customer) or _begin(customer, by)


@command("conversation.take_out", about="customer")
def _take_out(conversation: Conversation, customer: Customer, *, by: Person) -> None:
    _open(conversation)
    if conversation.edit_number > 1:
        conversation.week = None
    else:
        db.session.delete(conversation)


def take_out(conversation: Conversation, *, by: Person) -> None:
    """Free its place in the week. A log that was begun is kept among those that are not closed.

    Raises Refused CONVERSATION_CLOSED."""
    _take_out(conversation, conversation.customer, by=by)


@command("conversation.save")
def save_log(conversation: Conversation, log: Log, *, edit_number: int, by: Person) -> Conversation:
    """Keep what was written so far. Raises Refused CONVERSATION_CLOSED; LOG_CHANGED where it was saved
    elsewhere since `edit_number`."""
    _open(conversation)
    if conversation.edit_number != edit_number:
        raise Refused(Trouble.LOG_CHANGED)
    for name, value in log._asdict().items():
        setattr(conversation, name, value)
    conversation.edit_number += 1
    return conversation


@command("conversation.close")
def close_conversation(conversation: Conversation, *, by: Person) -> Conversation:
    """Close a log that is whole; one that was carried over counts for this week from now on.

    Raises Refused CONVERSATION_CLOSED, LOG_NOT_WHOLE."""
    customer = locked(conversation.customer)
    _open(conversation)
    today = today_of(by)
    opened = queries.actions_of(by, [conversation])[conversation.id]
    missing = lacks(conversation, len(opened), today)
    if missing:
        raise Refused(Trouble.LOG_NOT_WHOLE, missing=listed([str(lack.name) for lack in missing]))
    if conversation.week:
        conversation.week = monday(today)
    if conversation.stops and customer.wish != Wish.NOTHING:  # from now on, for everybody
        customer.wish, customer.stopped_on = Wish.NOTHING, today
    conversation.closed_at = clock.now()
    return conversation


def _begin(customer: Customer, by: Person) -> Conversation:
    begun = Conversation(
        customer=customer, by_id=by.id, begun_at=clock.now(), edit_number=1, said="", read_back="", unchanged="",
    )  # fmt: skip
    db.session.add(begun)
    db.session.flush()
    return begun


def _open(conversation: Conversation) -> None:
    if locked(conversation).closed_at is not None:
        raise Refused(Trouble.CONVERSATION_CLOSED)
