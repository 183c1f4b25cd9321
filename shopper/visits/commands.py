"""What a shopper does with a visit: start it, save answers and photos, send the report."""

from collections.abc import Mapping

from shopper import clock
from shopper.audit import command
from shopper.database import insert_once, locked
from shopper.extensions import db
from shopper.models import (
    Evidence,
    Person,
    Visit,
    VisitEvidence,
)
from shopper.troubles import Refused, Trouble
from shopper.visits import queries
from shopper.visits.controls import Entry
from shopper.visits.drafts import merged
from shopper.visits.evidence import Stored
from shopper.visits.under_way import begin, writable
from survey_defs.kinds import Photo


@command("visit.start")
def start_visit(visit: Visit, *, by: Person) -> Visit:
    """The shopper sets out."""
    begin(locked(visit))
    return visit


def save_answers(visit: Visit, changes: Mapping[str, Entry], *, by: Person) -> None:
    """Keep what was typed, right or wrong; nothing is written where nothing changed."""
    if changes:
        _save(visit, changes=changes, questions=sorted(changes), by=by)


@command("visit.save", "questions")
def _save(visit: Visit, *, changes: Mapping[str, Entry], questions: list[str], by: Person) -> Visit:
    writable(locked(visit))
    own = {slot.sha256 for slot in queries.slots(visit)}
    kept = {key: _own_photos(visit, key, entry, own) for key, entry in changes.items()}
    visit.draft = merged(visit.draft, kept, clock.stamp(clock.now()))
    return visit


def _own_photos(visit: Visit, key: str, entry: Entry, own: set[str]) -> Entry:
    """The entry without photos that do not belong to this visit."""
    if not isinstance(visit.version.definition.by_key[key], Photo) or "value" not in entry:
        return entry
    photos = [sha for sha in entry["value"] if sha in own]
    rest = {name: part for name, part in entry.items() if name != "value"}
    return {**rest, "value": photos} if photos else rest


@command("visit.add_photo", "key")
def add_photo(visit: Visit, *, key: str, photo: Stored, by: Person) -> Visit:
    """Put a stored photo into a question; the same photo again changes nothing."""
    writable(locked(visit))
    question = visit.version.definition.by_key[key]
    entry = {name: part for name, part in visit.draft.get(key, {}).items() if name != "at"}
    photos = entry.get("value") or []
    if isinstance(question, Photo) and photo.sha256 not in photos and len(photos) >= question.max:
        raise Refused(Trouble.TOO_MANY_PHOTOS, max=question.max)
    _fill_slot(visit, key, photo)
    entry = {**entry, "value": list(dict.fromkeys([*photos, photo.sha256]))}
    if entry.get("state") == "cleared":
        del entry["state"]
    visit.draft = merged(visit.draft, {key: entry}, clock.stamp(clock.now()))
    return visit


def _fill_slot(visit: Visit, key: str, photo: Stored) -> None:
    now = clock.now()
    size = {"size": photo.size, "width": photo.width, "height": photo.height}
    insert_once(Evidence, sha256=photo.sha256, **size, stored_at=now)
    if db.session.get(VisitEvidence, (visit.id, key, photo.sha256)) is None:
        slot = VisitEvidence(visit_id=visit.id, question_key=key, sha256=photo.sha256, added_at=now)
        db.session.add(slot)
