"""Customers of Mill Lane and logs that are whole, for the tests of conversations."""

from datetime import timedelta

from shopper import clock
from shopper.follow_up.conversations.commands import (
    Log,
    Wanted,
    add_customer,
    begin_log,
    close_conversation,
    save_log,
)
from shopper.models import Branch, Channel, Conversation, Customer
from tests.support.builders import House, day

WHOLE = {"said": "The queue is slow at eight.", "read_back": "Slow at eight: yes.", "unchanged": "It is planned already."}  # fmt: skip


def guest(
    house: House, name: str = "The office next door", branch: Branch | None = None, **more: object
) -> Customer:
    return add_customer(branch or house.mill_lane, Wanted(name, **more), by=house.dev)


def whole(held_on: int = 0, next_on: int = 10, **more: object) -> Log:
    """A log with nothing missing, held and followed by so many days from today."""
    known = {
        "held_on": day(held_on),
        "ours": True,
        "channel": Channel.PHONE,
        "next_on": day(next_on),
        **WHOLE,
    }
    return Log(**{**known, **more})


def talked(house: House, customer: Customer, days_ago: int, **more: object) -> Conversation:
    """A conversation of Dev's that was held and closed so many days ago."""
    log = whole(-days_ago, **more)
    with clock.standing_at(clock.now() - timedelta(days=days_ago)):
        talk = begin_log(customer, by=house.dev)
        save_log(talk, log, edit_number=talk.edit_number, by=house.dev)
        return close_conversation(talk, by=house.dev)
