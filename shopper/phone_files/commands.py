"""Taking a phone's file in: each row for itself, by the same checks as if the phone had sent it."""

import binascii
import hashlib
import io
from base64 import b64decode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

from flask_babel import gettext as _

from shopper.audit import command
from shopper.models import Person, Visit
from shopper.phone_files import queries
from shopper.phone_files.reading import PhoneFile, Row, draft_row, photo_row, report_row
from shopper.troubles import Refused, Trouble
from shopper.visits.commands import save_draft
from shopper.visits.evidence import discard, store_photo
from shopper.visits.sending import take_report
from shopper.visits.slots import Slot, check_slot, put_photo


@dataclass(frozen=True)
class Outcome:
    """What became of one row: `done` whether the server has it now, `words` why not or what it is."""

    kind: str
    place: str
    done: bool
    words: str


def take_file(file: PhoneFile, *, by: Person | None) -> list[Outcome]:
    """Take everything in that the server has not got; what it has is told so and changes nothing.

    The shopper of each visit must be the one whose phone saved the file; `by` sees the visit (None: the terminal)."""
    return list(_taken(file, by))


def _taken(file: PhoneFile, by: Person | None) -> Iterator[Outcome]:
    whole: set[str] = set()
    for row in file.reports:
        outcome = _row(_("Report"), row, file, by, _take_report)
        whole |= {str(row.get("visit"))} if outcome.done else set()
        yield outcome
    for row in file.drafts:
        if str(row.get("visit")) not in whole:  # the report holds all of it
            yield _row(_("Draft"), row, file, by, _take_draft)
    for row in file.photos:
        yield _row(_("Photo"), row, file, by, _take_photo)


def _row(
    kind: str, row: Row, file: PhoneFile, by: Person | None, take: Callable[[Visit, Row, Person], str]
) -> Outcome:
    place = str(row.get("visit", ""))[:40]
    try:
        visit = queries.visit_of(_id(row), by)
        place, shopper = visit.branch.name, visit.shopper
        if shopper is None or str(shopper.id) != file.person:
            raise Refused(Trouble.NOT_THEIR_VISIT)
        words = take(visit, row, shopper)
        _note(visit, kind=kind, by=by)
    except Refused as refused:
        questions = refused.facts.get("questions") or refused.facts.get("fields") or {}
        return Outcome(kind, place, False, " ".join([str(refused), *map(str, questions.values())]))
    return Outcome(kind, place, True, words)


def _id(row: Row) -> UUID:
    try:
        return UUID(str(row.get("visit")))
    except ValueError as unreadable:
        raise Refused(Trouble.NOT_THEIR_VISIT) from unreadable


@command("visit.take_file", "kind")
def _note(visit: Visit, *, kind: str, by: Person | None) -> Visit:
    return visit


def _take_report(visit: Visit, row: Row, shopper: Person) -> str:
    received = take_report(visit, report_row(row).body.report(), by=shopper)
    told = _("Received, ref %(reference)s.") if received.new else _("It was here already, ref %(reference)s.")
    return told % {"reference": visit.reference}


def _take_draft(visit: Visit, row: Row, shopper: Person) -> str:
    save_draft(visit, draft_row(row).body.told(), by=shopper)
    return _("Laid into the draft; it is not sent.")


def _take_photo(visit: Visit, row: Row, shopper: Person) -> str:
    photo = photo_row(row)
    try:
        content = b64decode(photo.base64, validate=True)
    except binascii.Error as unreadable:
        raise Refused(Trouble.PHOTO_DIFFERS) from unreadable
    if hashlib.sha256(content).hexdigest() != photo.sha256:
        raise Refused(Trouble.PHOTO_DIFFERS)
    slot = Slot(photo.question, photo.index, photo.sha256)
    if check_slot(visit, slot):
        return _("It was here already.")
    stored = store_photo(io.BytesIO(content))
    try:
        put_photo(visit, slot, stored, by=shopper)
    except Refused:
        discard([stored])
        raise
    return _("Received.")
