"""What a shopper does with a visit: start it, save answers, tell of a draft, add photos."""

from collections.abc import Mapping
from dataclasses import dataclass

from shopper import clock
from shopper.audit import command, declare, record
from shopper.database import locked, writing
from shopper.models import Person, Visit, VisitState
from shopper.troubles import Refused, Trouble
from shopper.visits import queries
from shopper.visits.controls import Entry
from shopper.visits.drafts import seen_and_changed
from shopper.visits.evidence import Stored
from shopper.visits.keeping import refuse_unkeepable
from shopper.visits.merging import Told, merge_in
from shopper.visits.slots import free_index, put_in_slot
from shopper.visits.under_way import begin, refuse_unless_writable, still_theirs, writable
from survey_defs.kinds import Photo

declare("visit.save", "questions")
declare("visit.note")


@command("visit.start")
def start_visit(visit: Visit, *, by: Person) -> Visit:
    """The shopper sets out."""
    begin(still_theirs(locked(visit), by))
    return visit


def save_answers(visit: Visit, changes: Mapping[str, Entry], *, by: Person) -> None:
    """Keep what was typed on our own page, right or wrong; nothing is written where nothing changed."""
    if changes:
        with writing():
            refuse_unless_writable(still_theirs(locked(visit), by))
            own = {slot.sent_sha256 for slot in queries.slots(visit)}
            kept = {key: _own_photos(visit, key, entry, own) for key, entry in changes.items()}
            _save(visit, Told(answers=seen_and_changed(visit.draft, kept, clock.now())), by)


@dataclass(frozen=True)
class DraftTold(Told):
    """A draft as a device tells it; `left_early` is None where it says nothing of that."""

    left_early: bool | None = None


def save_draft(visit: Visit, told: DraftTold, *, by: Person) -> None:
    """Merge the draft of a device into the visit's; told again, it changes nothing and adds no line.

    A visit that was only given out is begun by it, even by an empty one. Raises Refused
    ANSWERS_UNREADABLE, VISIT_NOT_WRITABLE, WAVE_CLOSED, NO_LONGER_YOURS."""
    refuse_unkeepable(visit, told)
    with writing():
        refuse_unless_writable(still_theirs(locked(visit), by))
        if told.left_early is not None:
            visit.left_early = told.left_early
        _save(visit, told, by)


def _save(visit: Visit, told: Told, by: Person) -> None:
    starts = visit.state == VisitState.ASSIGNED
    if starts:
        begin(visit, told)
    changes = merge_in(visit, told, by)
    if changes.questions:
        record("visit.save", visit, by, {"questions": changes.questions})
    elif changes.beside:
        record("visit.note", visit, by, {})
    elif starts:
        record("visit.start", visit, by, {})


def _own_photos(visit: Visit, key: str, entry: Entry, own: set[str]) -> Entry:
    """The entry without photos that neither came in for this visit nor are announced in its draft."""
    if not isinstance(visit.version.definition.by_key[key], Photo) or "value" not in entry:
        return entry
    announced = {*own, *((visit.draft.get(key) or {}).get("value") or [])}
    photos = [sha for sha in entry["value"] if sha in announced]
    rest = {name: part for name, part in entry.items() if name != "value"}
    return {**rest, "value": photos} if photos else rest


@command("visit.add_photo", "key")
def add_photo(visit: Visit, *, key: str, photo: Stored, by: Person) -> Visit:
    """Put a photo from our own page into a question; the same photo again changes nothing."""
    writable(still_theirs(locked(visit), by))
    question, drafted = visit.version.definition.by_key[key], visit.draft.get(key, {})
    photos = drafted.get("value") or []
    if isinstance(question, Photo) and photo.sent_sha256 not in photos and len(photos) >= question.max:
        raise Refused(Trouble.TOO_MANY_PHOTOS, max=question.max)
    put_in_slot(visit, key, free_index(visit, key), photo)
    entry = {name: part for name, part in drafted.items() if name != "state" or part != "cleared"}
    entry["value"] = list(dict.fromkeys([*photos, photo.sent_sha256]))
    merge_in(visit, Told(answers=seen_and_changed(visit.draft, {key: entry}, clock.now())), by)
    return visit
