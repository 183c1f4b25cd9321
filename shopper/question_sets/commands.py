"""Saving the draft of a question set, and publishing it for ever."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import survey_defs
from shopper import clock
from shopper.audit import command
from shopper.database import locked
from shopper.extensions import db
from shopper.models import Person, QuestionSet, QuestionSetVersion, Region, VersionState
from shopper.question_sets import queries
from shopper.question_sets.building import history
from shopper.question_sets.gate import pass_gate
from shopper.troubles import Refused, Trouble


@dataclass(frozen=True)
class Read:
    """A question set as it was written, and what it says."""

    source: str
    definition: survey_defs.QuestionSet

    @property
    def title(self) -> str:
        return survey_defs.say(self.definition.title, self.definition.languages[0])[:200]

    @property
    def checksum(self) -> str:
        return survey_defs.checksum(self.definition)


@dataclass(frozen=True)
class Said:
    """What the author says at the gate: a reason for each warning by its id, and where the same thing is
    asked in other words."""

    reasons: Mapping[str, str] = field(default_factory=dict)
    vouched: frozenset[str] = frozenset()


NOTHING_SAID = Said()


def read(source: str | bytes, file: str) -> Read:
    """What a file says. Raises survey_defs.QuestionSetError with every problem in it."""
    definition = survey_defs.load_question_set(_plain(source), file)
    text = source if isinstance(source, str) else source.decode("utf-8-sig")
    return Read(text.replace("\r\n", "\n"), definition)


def _plain(source: str | bytes) -> bytes:
    """As bytes, so that one line that looks like a path is never taken for one."""
    return source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source


def save_draft(client: Region, given: Read, *, by: Person | None) -> QuestionSetVersion:
    """Save what was read as the draft of its set; an earlier draft gives way."""
    return _save_draft(client, given, slug=given.definition.slug, checksum=given.checksum, by=by)


def copy_shipped(client: Region, given: Read, *, by: Person | None) -> QuestionSetVersion:
    """Save a shipped set as the draft of its set, which remembers where it came from."""
    return _copy_shipped(client, given, slug=given.definition.slug, checksum=given.checksum, by=by)


@command("question_set.draft", "slug", "checksum")
def _save_draft(
    client: Region, given: Read, *, slug: str, checksum: str, by: Person | None
) -> QuestionSetVersion:
    return _draft_of(client, given, slug, checksum, by)


@command("question_set.copy", "slug", "checksum")
def _copy_shipped(
    client: Region, given: Read, *, slug: str, checksum: str, by: Person | None
) -> QuestionSetVersion:
    version = _draft_of(client, given, slug, checksum, by)
    question_set = version.question_set
    question_set.copied_from, question_set.copied_checksum = slug, checksum
    question_set.copied_at = clock.now()
    return version


def _draft_of(client: Region, given: Read, slug: str, checksum: str, by: Person | None) -> QuestionSetVersion:
    locked(client)
    question_set = queries.by_slug(client, slug) or _new_set(client, slug, given.title)
    published = queries.latest_published(question_set)
    if published is not None and published.checksum == checksum:
        raise Refused(Trouble.SAME_AS_PUBLISHED, set=question_set.title, number=published.number)
    if published is None:
        question_set.title = given.title
    version = queries.draft(question_set) or _next_version(question_set, published)
    data = survey_defs.definition(given.definition)
    if version.data is None:
        version.data, version.created_at = data, clock.now()
    else:  # a draft that was being written: the file takes its place, and undo brings it back
        history.note(version, data, history.Entry("upload", slug, by))
    version.source, version.checksum, version.channel = given.source, checksum, given.definition.channel
    db.session.flush()
    return version


def _new_set(client: Region, slug: str, title: str) -> QuestionSet:
    question_set = QuestionSet(client_id=client.id, slug=slug, title=title, created_at=clock.now())
    db.session.add(question_set)
    db.session.flush()
    return question_set


def _next_version(question_set: QuestionSet, published: QuestionSetVersion | None) -> QuestionSetVersion:
    number = published.number + 1 if published else 1
    version = QuestionSetVersion(question_set=question_set, number=number, state=VersionState.DRAFT)
    db.session.add(version)
    return version


@command("question_set.publish", "note", "checksum")
def publish(
    version: QuestionSetVersion,
    *,
    checksum: str,
    note: str = "",
    said: Said = NOTHING_SAID,
    by: Person | None,
) -> QuestionSetVersion:
    """Publish the draft that has this checksum; from then on it never changes."""
    locked(version.question_set), locked(version)
    definition = _may_publish(version, checksum, note.strip())
    version.reasons = list(pass_gate(version, said.reasons, said.vouched))
    version.vouched = sorted(said.vouched)
    version.state, version.change_note = VersionState.PUBLISHED, note.strip()
    version.published_at, version.data = clock.now(), None
    if version.source.startswith("{"):  # it was written in the builder
        version.source = survey_defs.to_yaml(definition)
    version.question_set.title = Read(version.source, definition).title
    history.close(version)
    return version


def _may_publish(version: QuestionSetVersion, checksum: str, note: str) -> survey_defs.QuestionSet:
    title, number = version.question_set.title, version.number
    if version.state == VersionState.PUBLISHED:
        raise Refused(Trouble.ALREADY_PUBLISHED, number=number, set=title)
    if version.checksum != checksum:
        raise Refused(Trouble.DRAFT_CHANGED, set=title)
    published = queries.latest_published(version.question_set)
    if published is not None and published.checksum == checksum:
        raise Refused(Trouble.SAME_AS_PUBLISHED, set=title, number=published.number)
    if number > 1 and not note:
        raise Refused(Trouble.NOTE_MISSING)
    return version.definition
