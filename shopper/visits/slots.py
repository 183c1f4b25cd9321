"""The places of photos in a visit: question by question, index by index, filled once and for all."""

from collections.abc import Container
from dataclasses import dataclass

from shopper import clock
from shopper.audit import declare, record
from shopper.database import insert_once, locked, writing
from shopper.extensions import db
from shopper.models import WRITABLE, Evidence, Person, Visit, VisitEvidence, VisitState
from shopper.troubles import Refused, Trouble
from shopper.visits import queries
from shopper.visits.evidence import Stored
from shopper.visits.moves import state_words
from shopper.visits.under_way import still_theirs
from survey_defs.kinds import Photo

declare("visit.add_photo", "key")

UNWRITTEN = frozenset({*WRITABLE, VisitState.COULD_NOT_COMPLETE})
"""States in which a photo may come in that no report has announced."""
NEVER = frozenset({VisitState.OPEN, VisitState.CANCELLED, VisitState.EXPIRED})


@dataclass(frozen=True)
class Slot:
    """Where a photo goes, and the name that the phone sent it under."""

    question: str
    index: int
    sha256: str


def check_slot(visit: Visit, slot: Slot) -> bool:
    """Whether the photo is there already. Raises Refused where this one cannot go there.

    PHOTO_NOT_ASKED, SLOT_TAKEN; VISIT_NOT_WRITABLE where the visit takes no photo, or not this one:
    after a report only those that it announced come in."""
    if not isinstance(visit.version.definition.by_key.get(slot.question), Photo):
        raise Refused(Trouble.PHOTO_NOT_ASKED, key=slot.question)
    filled = {one.index: one.sent_sha256 for one in queries.slots(visit, slot.question)}
    if slot.sha256 in filled.values():
        return True
    if slot.index in filled:
        raise Refused(Trouble.SLOT_TAKEN, index=slot.index, free=_free(filled))
    if visit.state not in UNWRITTEN and not _is_announced(visit, slot):
        raise Refused(Trouble.VISIT_NOT_WRITABLE, state=visit.state, words=state_words(visit))
    return False


def _is_announced(visit: Visit, slot: Slot) -> bool:
    if visit.state in NEVER:
        return False
    wanted = {(one["question"], one["sha256"]) for one in queries.missing_photos(visit)}
    return (slot.question, slot.sha256) in wanted


def put_photo(visit: Visit, slot: Slot, photo: Stored, *, by: Person) -> bool:
    """Put a photo that a phone sent into its place; False where it was there. Raises as check_slot does."""
    with writing():
        if check_slot(still_theirs(locked(visit), by), slot):
            return False
        put_in_slot(visit, slot.question, slot.index, photo)
        record("visit.add_photo", visit, by, {"key": slot.question})
    return True


def put_in_slot(visit: Visit, key: str, index: int, photo: Stored) -> None:
    """Part of a command: the photo is in this place; nothing where the question has it already."""
    now, sent = clock.now(), photo.sent_sha256
    size = {"size": photo.size, "width": photo.width, "height": photo.height, "look": photo.look}
    insert_once(Evidence, sha256=photo.sha256, **size, stored_at=now)
    if sent not in {slot.sent_sha256 for slot in queries.slots(visit, key)}:
        where = {"visit_id": visit.id, "question_key": key, "index": index}
        db.session.add(VisitEvidence(**where, sent_sha256=sent, sha256=photo.sha256, added_at=now))


def free_index(visit: Visit, key: str) -> int:
    """The first place of a question that nothing was ever put into. Raises Refused NO_SLOT_LEFT."""
    free = _free({slot.index for slot in queries.slots(visit, key)})
    if free is None:
        raise Refused(Trouble.NO_SLOT_LEFT, most=VisitEvidence.SLOTS)
    return free


def _free(filled: Container[int]) -> int | None:
    return next((index for index in range(VisitEvidence.SLOTS) if index not in filled), None)
