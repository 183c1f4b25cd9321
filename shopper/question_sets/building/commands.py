"""Editing a draft: the row is locked, one whole step is made on what stands there now, and kept."""

from collections.abc import Callable
from typing import Any, TypeVar

import survey_defs
from shopper import clock
from shopper.audit import command
from shopper.database import locked
from shopper.extensions import db
from shopper.language import told
from shopper.models import Person, QuestionSet, QuestionSetVersion, Region, VersionState
from shopper.question_sets import queries
from shopper.question_sets.building import history
from shopper.question_sets.reading import data_of, read_data, text_of
from shopper.troubles import Refused, Trouble
from survey_defs.editing import Data, EditRefused

Result = TypeVar("Result")
Step = Callable[[Data], tuple[Data, Result]]


class _Unchanged(Exception):
    """Ends an edit that changes nothing, so that it leaves no line anywhere."""

    def __init__(self, result: Any) -> None:
        self.result = result
        super().__init__()


def edit(
    version: QuestionSetVersion, step: Step[Result], *, act: str, part: str, by: Person | None
) -> Result:
    """Make one step on the draft: `step` takes its data and gives the new data, and what came of it.

    Raises Refused where the step cannot be made; the words say why."""
    try:
        return _edit(version, step, act=act, part=part, by=by)
    except _Unchanged as same:
        result: Result = same.result
        return result


@command("question_set.edit", "act", "part")
def _edit(
    version: QuestionSetVersion, step: Step[Result], *, act: str, part: str, by: Person | None
) -> Result:
    _open(version)
    before = data_of(version)
    try:
        after, result = step(before)
    except EditRefused as refused:
        raise Refused(Trouble.EDIT_REFUSED, words=told(refused.words)) from refused
    if after == before:
        raise _Unchanged(result)
    history.note(version, after, history.Entry(act, part, by))
    return result


def _open(version: QuestionSetVersion) -> None:
    """The draft, locked; refused once it is published."""
    locked(version)
    if version.state != VersionState.DRAFT:
        title = version.question_set.title
        raise Refused(Trouble.ALREADY_PUBLISHED, number=version.number, set=title)


@command("question_set.undo", "part")
def undo(version: QuestionSetVersion, *, number: int, part: str, by: Person | None) -> str:
    """Take the edit of this number back, which has to be the last one that can be; its part."""
    _open(version)
    last = queries.last_edit(version)
    if last is None or last.number != number or last.before is None:
        raise Refused(Trouble.NOTHING_TO_UNDO)
    before, last.before = last.before, None
    history.note(version, before, history.Entry("undo", last.about, by), undoable=False)
    return last.about


@command("question_set.draft", "slug", "checksum")
def _begin(client: Region, data: Data, *, slug: str, checksum: str, by: Person | None) -> QuestionSetVersion:
    locked(client)
    taken = queries.by_slug(client, slug)
    if taken is not None:
        raise Refused(Trouble.SLUG_TAKEN, slug=slug, set=taken.title)
    definition = read_data(data).definition
    assert definition is not None  # noqa: S101 - a new set is whole
    title = survey_defs.say(definition.title, definition.languages[0])[:200]
    row = QuestionSet(client_id=client.id, slug=slug, title=title, created_at=clock.now())
    return _first_state(row, 1, data, checksum, definition.channel)


def begin(client: Region, data: Data, *, by: Person | None) -> QuestionSetVersion:
    """A new set with this data, which has to be whole. Raises Refused where its slug is taken."""
    definition = read_data(data).definition
    if definition is None:
        raise Refused(Trouble.DRAFT_UNFINISHED)
    return _begin(client, data, slug=definition.slug, checksum=survey_defs.checksum(definition), by=by)


@command("question_set.change", "number", about="question_set")
def change(question_set: QuestionSet, *, number: int, by: Person | None) -> QuestionSetVersion:
    """The draft of a set: the one there is, else a new one made from the last published version."""
    locked(question_set)
    draft = queries.draft(question_set)
    if draft is not None:
        return draft
    published = queries.latest_published(question_set)
    if published is None:
        raise Refused(Trouble.NOTHING_PUBLISHED, set=question_set.title)
    data = survey_defs.definition(published.definition)
    return _first_state(question_set, published.number + 1, data, published.checksum, published.channel)


def _first_state(
    question_set: QuestionSet, number: int, data: Data, checksum: str, channel: str
) -> QuestionSetVersion:
    version = QuestionSetVersion(question_set=question_set, number=number, state=VersionState.DRAFT)
    version.source, version.checksum, version.channel = text_of(data), checksum, channel
    version.data, version.created_at = data, clock.now()
    db.session.add(version)
    db.session.flush()
    return version


@command("question_set.retire")
def retire(question_set: QuestionSet, *, by: Person | None) -> None:
    """No new wave uses the set from now on; what runs goes on."""
    locked(question_set).retired_at = clock.now()


@command("question_set.bring_back")
def bring_back(question_set: QuestionSet, *, by: Person | None) -> None:
    """New waves may use the set again."""
    locked(question_set).retired_at = None
