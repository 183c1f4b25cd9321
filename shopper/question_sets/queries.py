"""The question sets of the clients that a person administers."""

from flask import abort
from sqlalchemy import Select, or_, select
from sqlalchemy.orm import defer, selectinload

from shopper.extensions import db
from shopper.models import (
    AuditEvent,
    DraftCase,
    DraftEdit,
    Person,
    QuestionSet,
    QuestionSetVersion,
    Region,
    VersionState,
)
from shopper.permissions import Can, within
from shopper.reach import clients


def my_clients(person: Person) -> list[Region]:
    """The clients whose question sets this person edits."""
    return clients(person, Can.SETS_EDIT)


def client_or_404(person: Person, client_id: int) -> Region:
    """One of those clients."""
    return next((client for client in my_clients(person) if client.id == client_id), None) or abort(404)


def question_sets(person: Person) -> list[QuestionSet]:
    """Their question sets with all versions, in order of titles."""
    mine = select(QuestionSet).join(Region, Region.id == QuestionSet.client_id)
    mine = mine.where(within(person, Can.SETS_EDIT)).options(selectinload(QuestionSet.versions))
    return list(db.session.scalars(mine.order_by(QuestionSet.title, QuestionSet.id)))


def version_or_404(person: Person, set_id: int, number: int) -> QuestionSetVersion:
    """A version of one of their question sets."""
    mine = select(QuestionSetVersion).join(QuestionSetVersion.question_set)
    mine = mine.join(Region, Region.id == QuestionSet.client_id).where(within(person, Can.SETS_EDIT))
    wanted = (QuestionSet.id == set_id, QuestionSetVersion.number == number)
    return db.session.scalar(mine.where(*wanted)) or abort(404)


def by_slug(client: Region, slug: str) -> QuestionSet | None:
    """The client's question set of this slug; for commands, which were let in already."""
    same = select(QuestionSet).where(QuestionSet.client_id == client.id, QuestionSet.slug == slug)
    return db.session.scalar(same)


def draft(question_set: QuestionSet) -> QuestionSetVersion | None:
    """The draft of a set: at most one."""
    return db.session.scalar(_versions(question_set, VersionState.DRAFT))


def has_draft(client: Region, slug: str) -> bool:
    """Whether saving a draft of this slug would replace one."""
    question_set = by_slug(client, slug)
    return question_set is not None and draft(question_set) is not None


def latest_published(question_set: QuestionSet) -> QuestionSetVersion | None:
    """The published version with the highest number."""
    return db.session.scalar(_versions(question_set, VersionState.PUBLISHED).limit(1))


def _versions(question_set: QuestionSet, state: VersionState) -> Select[QuestionSetVersion]:
    of_set = select(QuestionSetVersion).where(QuestionSetVersion.question_set_id == question_set.id)
    return of_set.where(QuestionSetVersion.state == state).order_by(QuestionSetVersion.number.desc())


def set_or_404(person: Person, set_id: int) -> QuestionSet:
    """One of their question sets."""
    mine = select(QuestionSet).join(Region, Region.id == QuestionSet.client_id)
    mine = mine.where(within(person, Can.SETS_EDIT), QuestionSet.id == set_id)
    return db.session.scalar(mine) or abort(404)


def draft_or_404(person: Person, set_id: int) -> QuestionSetVersion:
    """The draft of one of their question sets."""
    return draft(set_or_404(person, set_id)) or abort(404)


def last_edit(version: QuestionSetVersion) -> DraftEdit | None:
    """The last edit of a draft that can be taken back."""
    kept = select(DraftEdit).where(DraftEdit.version_id == version.id, DraftEdit.before.is_not(None))
    return db.session.scalar(kept.order_by(DraftEdit.number.desc()).limit(1))


def edits(version: QuestionSetVersion, most: int = 12) -> list[DraftEdit]:
    """The last edits of a draft, the newest first, without the data before them."""
    rows = select(DraftEdit).where(DraftEdit.version_id == version.id).options(defer(DraftEdit.before))
    return list(db.session.scalars(rows.order_by(DraftEdit.number.desc()).limit(most)))


def edits_of_others(version: QuestionSetVersion, since: int, person: Person) -> list[DraftEdit]:
    """What others did to a draft after revision `since`, the oldest first."""
    rows = select(DraftEdit).where(DraftEdit.version_id == version.id, DraftEdit.number > since)
    rows = rows.where(or_(DraftEdit.by_id.is_(None), DraftEdit.by_id != person.id))
    return list(db.session.scalars(rows.options(defer(DraftEdit.before)).order_by(DraftEdit.number)))


def cases(question_set: QuestionSet) -> list[DraftCase]:
    """The saved test cases of a set, in the order in which they were saved."""
    rows = select(DraftCase).where(DraftCase.question_set_id == question_set.id)
    return list(db.session.scalars(rows.order_by(DraftCase.id)))


def case_or_404(question_set: QuestionSet, case_id: int) -> DraftCase:
    """One of them."""
    mine = select(DraftCase).where(DraftCase.question_set_id == question_set.id, DraftCase.id == case_id)
    return db.session.scalar(mine) or abort(404)


def publishers(question_set: QuestionSet) -> dict[int, str]:
    """Who published each version, by its key; only those whom the log knows by name."""
    keys = [str(version.id) for version in question_set.versions]
    lines = select(AuditEvent.subject_id, Person.name).join(Person, Person.id == AuditEvent.person_id)
    lines = lines.where(AuditEvent.action == "question_set.publish", AuditEvent.subject_id.in_(keys))
    lines = lines.where(AuditEvent.subject_type == QuestionSetVersion.__tablename__)
    return {int(key): name for key, name in db.session.execute(lines)}
