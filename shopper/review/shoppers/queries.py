"""What shoppers have sent, as far as this reviewer may decide it."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from flask import abort
from sqlalchemy import select
from sqlalchemy.orm import contains_eager, defer

from shopper.extensions import db
from shopper.models import Person, QuestionSetVersion, Visit
from shopper.review.queries import SENT_ONCE, theirs

WRITTEN_READ, LATEST = 1000, 12
"""Of how many reports the waits are read, and how many of one shopper are listed."""


class Written(NamedTuple):
    """What one report says, and what was stamped on site."""

    shopper_id: int
    version_id: int
    answers: dict[str, Any]
    stamps: list[Any]


def shopper_or_404(person: Person, shopper_id: int) -> Person:
    """Somebody with a report that this person may decide."""
    sent = theirs(person, SENT_ONCE).where(Visit.shopper_id == shopper_id).with_only_columns(Visit.id)
    return db.session.scalar(select(Person).where(Person.id == shopper_id, sent.exists())) or abort(404)


def latest_of(person: Person, shopper: Person) -> list[Visit]:
    """Their latest reports, the latest first."""
    version = contains_eager(Visit.version)
    found = (
        theirs(person, SENT_ONCE)
        .join(Visit.version)
        .where(Visit.shopper_id == shopper.id)
        .options(defer(Visit.answers), defer(Visit.draft), version.defer(QuestionSetVersion.source))
        .order_by(Visit.sent_at.desc(), Visit.id)
    )
    return list(db.session.scalars(found.limit(LATEST)))


def written(person: Person) -> list[Written]:
    """The latest reports of all shoppers."""
    found = theirs(person, SENT_ONCE).where(Visit.shopper_id.is_not(None), Visit.answers.is_not(None))
    latest = found.order_by(Visit.sent_at.desc(), Visit.id).limit(WRITTEN_READ)
    columns = (Visit.shopper_id, Visit.version_id, Visit.answers, Visit.stamps)
    return [Written._make(row) for row in db.session.execute(latest.with_only_columns(*columns))]


def versions(ids: Iterable[int]) -> dict[int, QuestionSetVersion]:
    """These versions; those who ask have read visits made with them."""
    found = select(QuestionSetVersion).where(QuestionSetVersion.id.in_(set(ids)))
    return {each.id: each for each in db.session.scalars(found)}
