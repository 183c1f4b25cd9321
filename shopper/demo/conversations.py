"""Dev's conversations: a month in which customers were heard, one carried over, one who wants peace.

Each step is taken by the command that people use, at the moment when they would have taken it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any, NamedTuple

from shopper import clock
from shopper.demo import cast, queries, words
from shopper.follow_up.actions.commands import open_action
from shopper.follow_up.conversations.commands import (
    Log,
    Wanted,
    add_customer,
    begin_log,
    close_conversation,
    plan_conversation,
    save_log,
)
from shopper.follow_up.conversations.weeks import today_of
from shopper.models import Branch, Cause, Channel, Conversation, Customer, Person, Region, Wish
from survey_defs.kinds import P


class Talk(NamedTuple):
    """Held so many days ago, whoever began; followed by another in so many days from today."""

    days_ago: int
    ours: bool
    channel: Channel
    next_in: int
    words: dict[str, str]


HEARD = (
    (words.BOOKSELLER, Talk(24, True, Channel.PHONE, -2, words.BOOKSELLER_SAID)),
    (words.OFFICE, Talk(17, True, Channel.EMAIL, 21, words.OFFICE_SAID)),
    (words.WALKER, Talk(9, False, Channel.IN_PERSON, 33, words.WALKER_SAID)),
    (words.CHOIR, Talk(2, True, Channel.PHONE, 28, words.CHOIR_SAID)),
)
"""Three of four were ours to start; the first was promised to hear again by now."""


def converse(client: Region) -> None:
    """Four closed conversations, an action from one of them; a week with two planned, one from the week before."""
    dev, branches = queries.person(cast.sign_in_of("Dev")), queries.branches(client.id)
    for who, talk in HEARD:
        _heard(_customer(who, branches, dev), talk, dev)
    with _days_ago(8):
        plan_conversation(_customer(words.NURSERY, branches, dev), by=dev)
    begun = plan_conversation(_customer(words.CABS, branches, dev), by=dev)
    save_log(begun, Log(said=words.CABS_SAID, held_on=today_of(dev)), edit_number=1, by=dev)
    for who in (words.READER, words.BAKER):
        _customer(who, branches, dev)


def _customer(who: dict[str, str], branches: dict[str, Branch], dev: Person) -> Customer:
    facts: dict[str, Any] = {name: who.get(name, "") for name in ("name", "company", "email", "phone")}
    wish = Wish(who.get("wish", Wish.UNSTATED))
    with _days_ago(40):
        return add_customer(branches[who["branch"]], Wanted(**facts, wish=wish), by=dev)


def _heard(customer: Customer, talk: Talk, dev: Person) -> None:
    today = today_of(dev)
    with _days_ago(talk.days_ago):
        begun = plan_conversation(customer, by=dev) if talk.ours else begin_log(customer, by=dev)
        save_log(begun, _log(talk, today), edit_number=begun.edit_number, by=dev)
        if "plan" in talk.words:
            _promised(begun, talk, today, dev)
        close_conversation(begun, by=dev)


def _log(talk: Talk, today: date) -> Log:
    told: dict[str, Any] = {name: talk.words.get(name, "") for name in ("said", "read_back", "unchanged")}
    held, following = today - timedelta(days=talk.days_ago), today + timedelta(days=talk.next_in)
    return Log(held, talk.ours, talk.channel, **told, next_on=following)


def _promised(begun: Conversation, talk: Talk, today: date, dev: Person) -> None:
    open_action(
        begun.branch, finding=talk.words["finding"], plan=talk.words["plan"], cause=Cause.STAFFING, p=P.PEOPLE,
        owner=dev, due_on=today + timedelta(days=14), conversation=begun, by=dev,
    )  # fmt: skip


@contextmanager
def _days_ago(days: int) -> Iterator[None]:
    with clock.standing_at(clock.now() - timedelta(days=days)):
        yield
