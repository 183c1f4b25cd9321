"""Writing, changing and deleting notes."""

from datetime import date

from shopper import clock
from shopper.audit import command
from shopper.dashboards.annotations.queries import may_change
from shopper.database import locked
from shopper.extensions import db
from shopper.models import Annotation, Branch, Person, Region
from shopper.troubles import Refused, Trouble


@command("note.add", "on", "text")
def add_note(place: Region | Branch, *, on: date, text: str, by: Person) -> Annotation:
    """A note about a region or a branch."""
    note = Annotation(
        client_id=place.client_id,
        region_id=place.id if isinstance(place, Region) else None,
        branch_id=place.id if isinstance(place, Branch) else None,
        on=on,
        text=text,
        by_id=by.id,
        created_at=clock.now(),
    )
    db.session.add(note)
    return note


@command("note.change", "on", "text")
def change_note(note: Annotation, *, on: date, text: str, by: Person) -> Annotation:
    """Other words or another day, by its writer or an admin."""
    _yours(locked(note), by)
    note.on, note.text = on, text
    return note


@command("note.remove", "text")
def remove_note(note: Annotation, *, text: str, by: Person) -> None:
    """Take a note away; the audit log keeps what it said in `text`."""
    _yours(locked(note), by)
    db.session.delete(note)


def _yours(note: Annotation, by: Person) -> None:
    if not may_change(by, note):
        raise Refused(Trouble.NOT_YOUR_NOTE)
