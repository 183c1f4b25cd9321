"""Erasing what is too old by itself: messages, self-checks, and customers nobody talks with any more."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, update

from shopper.audit import command
from shopper.database import locked
from shopper.extensions import db
from shopper.follow_up.conversations.commands import erase_customer
from shopper.models import Message, Person, SelfCheck, SelfCheckPhoto
from shopper.privacy import documents, queries
from shopper.privacy.commands.photos import drop_photos

NO_WORDS = {"subject": "", "body": "", "to_address": "", "error": "", "secret": None}


def erase_old(today: date) -> int:
    """Everything of these kinds that is too old, each batch in a transaction of its own. How many."""
    done = 0
    while found := queries.old_messages(today):
        _erase_messages(messages=len(found), which=found, by=None)
        done += len(found)
    for check in queries.old_self_checks(today):
        if _says_something(check):
            _erase_self_check(check, by=None)
            done += 1
    for customer in queries.old_customers(today):
        erase_customer(customer, by=None)
        done += 1
    return done


@command("message.erase", "messages")
def _erase_messages(*, messages: int, which: Sequence[UUID], by: Person | None) -> None:
    """What people were told, and where; that they were told of something, and when, stays."""
    gone = update(Message).where(Message.id.in_(which)).values(NO_WORDS)
    db.session.execute(gone.execution_options(synchronize_session=False))


def _says_something(check: SelfCheck) -> bool:
    """Whether anything is left to erase."""
    return bool(check.draft or _emptied(check) != check.answers or queries.photos_of_self_check(check.id))


def _emptied(check: SelfCheck) -> dict[str, Any] | None:
    if check.answers is None:
        return None
    definition = check.version.definition
    return {key: documents.answer(key, entry, definition) for key, entry in check.answers.items()}


@command("self_check.erase")
def _erase_self_check(check: SelfCheck, *, by: Person | None) -> SelfCheck:
    """Words and photos go, what was chosen stays."""
    locked(check)
    photos = queries.photos_of_self_check(check.id)
    db.session.execute(delete(SelfCheckPhoto).where(SelfCheckPhoto.self_check_id == check.id))
    check.draft, check.answers = {}, _emptied(check)
    drop_photos(photos)
    return check
