"""Practice begun, and what is tapped and answered in it."""

from collections.abc import Mapping
from typing import Any

from shopper import clock
from shopper.audit import command
from shopper.database import insert_once, locked
from shopper.extensions import db
from shopper.models import Person, Practice
from shopper.visits.controls import Entry
from shopper.visits.stamps import merged_stamps


@command("practice.begin")
def begin_practice(person: Person, *, by: Person) -> Practice:
    """Begin anew: whatever was tapped and answered before is gone."""
    practice = _of(person)
    practice.draft, practice.stamps, practice.left_early, practice.begun_at = {}, [], False, clock.now()
    return practice


@command("practice.keep")
def keep_practice(
    person: Person,
    *,
    answers: Mapping[str, Entry] | None = None,
    stamp: dict[str, Any] | None = None,
    by: Person,
) -> Practice:
    """Keep answers as they were typed, or a new or changed stamp."""
    practice, at = _of(person), clock.stamp(clock.now())
    told = {key: {**(entry or {"state": "cleared"}), "at": at} for key, entry in (answers or {}).items()}
    practice.draft = {**practice.draft, **told}
    practice.stamps = merged_stamps(practice.stamps, [stamp] if stamp else [])
    return practice


def _of(person: Person) -> Practice:
    insert_once(Practice, person_id=person.id, draft={}, stamps=[], left_early=False, begun_at=clock.now())
    return locked(db.session.get_one(Practice, person.id))
