"""What a draft went through: each edit keeps the data before it, so that it can be taken back."""

from typing import Any, NamedTuple

from sqlalchemy import update

import survey_defs
from shopper import clock
from shopper.extensions import db
from shopper.models import DraftEdit, Person, QuestionSetVersion
from shopper.question_sets.reading import data_of, read_text, text_of
from shopper.troubles import Refused, Trouble
from survey_defs.editing import Data
from survey_defs.yaml12 import MAX_BYTES


class Entry(NamedTuple):
    """A line of the history: who did what to which part."""

    act: str
    about: str
    by: Person | None


def note(version: QuestionSetVersion, after: Data, entry: Entry, undoable: bool = True) -> None:
    """Make `after` the data of a draft, with a line in its history."""
    before: dict[str, Any] | None = data_of(version) if undoable else None
    put(version, after)
    version.revision += 1
    by_id = entry.by.id if entry.by else None
    edit = DraftEdit(version_id=version.id, number=version.revision, at=clock.now(), by_id=by_id)
    edit.act, edit.about, edit.before = entry.act, entry.about[:100], before
    db.session.add(edit)
    old = DraftEdit.number <= version.revision - DraftEdit.KEPT
    db.session.execute(
        update(DraftEdit)
        .where(DraftEdit.version_id == version.id, old, DraftEdit.before.is_not(None))
        .values(before=None)
    )


def put(version: QuestionSetVersion, data: Data) -> None:
    """Store the data; what a whole draft says is kept beside it, ready to be looked at and published."""
    text = text_of(data)
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise Refused(Trouble.TOO_LARGE_SET)
    version.data, version.created_at = data, clock.now()
    definition = read_text(text).definition
    if definition is None:
        return
    version.source, version.checksum = text, survey_defs.checksum(definition)
    version.channel = definition.channel
    if version.number == 1:
        version.question_set.title = survey_defs.say(definition.title, definition.languages[0])[:200]


def close(version: QuestionSetVersion) -> None:
    """Forget the data before each edit; who did what stays."""
    of_version = update(DraftEdit).where(DraftEdit.version_id == version.id)
    db.session.execute(of_version.values(before=None))
