"""The lines of the audit log that an admin may read."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, String, and_, cast, or_, select

from shopper.admin.people.queries import visible
from shopper.extensions import db
from shopper.models import AuditEvent, Branch, Person, QuestionSet, Region, Wave
from shopper.permissions import Can, within

PAGE = 50


@dataclass(frozen=True)
class Wanted:
    """What the reader looks for; empty fields let everything pass."""

    person_id: int = 0
    action: str = ""
    words: str = ""
    before: int = 0


def lines(person: Person, wanted: Wanted) -> tuple[list[AuditEvent], bool]:
    """The newest lines first, those older than `before`, and whether more follow."""
    found = select(AuditEvent).where(_readable(person), *_asked(wanted)).order_by(AuditEvent.id.desc())
    rows = list(db.session.scalars(found.limit(PAGE + 1)))
    return rows[:PAGE], len(rows) > PAGE


def _readable(person: Person) -> ColumnElement[bool]:
    """Lines of clients that the person administers whole, and what is about people seen there."""
    tops = select(Region.id).where(within(person, Can.AUDIT_SEE), Region.parent_id.is_(None))
    seen = select(Person.id).where(visible(person))
    about_people = AuditEvent.person_id.in_(seen)
    return or_(AuditEvent.client_id.in_(tops), and_(AuditEvent.client_id.is_(None), about_people))


def _asked(wanted: Wanted) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = []
    if wanted.person_id:
        asked.append(AuditEvent.person_id == wanted.person_id)
    if wanted.action:
        asked.append(AuditEvent.action == wanted.action)
    if wanted.before:
        asked.append(AuditEvent.id < wanted.before)
    return [*asked, _holds(wanted.words)] if wanted.words else asked


def _holds(words: str) -> ColumnElement[bool]:
    """In the line, or in its facts, where one of the two databases writes é as \\u00e9."""
    facts = cast(AuditEvent.facts, String)
    columns = (AuditEvent.action, AuditEvent.subject_type, AuditEvent.subject_id, facts)
    spelled = (*((column, words) for column in columns), (facts, json.dumps(words)[1:-1]))
    return or_(*(column.icontains(part, autoescape=True) for column, part in spelled))


def actors(person: Person) -> dict[int, str]:
    """The names of the people whose acts the reader may see."""
    acted = select(AuditEvent.person_id).where(_readable(person)).distinct()
    found = select(Person.id, Person.name).where(Person.id.in_(acted), visible(person)).order_by(Person.name)
    return dict(db.session.execute(found).all())


def actions(person: Person) -> list[str]:
    """The kinds of acts in the log that the reader may see."""
    return list(
        db.session.scalars(
            select(AuditEvent.action).where(_readable(person)).distinct().order_by(AuditEvent.action)
        )
    )


NAMED = (Person.name, Region.name, Branch.name, Wave.name, QuestionSet.title)


def names(lines: Iterable[AuditEvent]) -> dict[tuple[str, str], str]:
    """The names of what the lines are about, where it has one and is still there."""
    found: dict[tuple[str, str], str] = {}
    for column in NAMED:
        table = column.class_.__tablename__
        ids = {int(line.subject_id) for line in lines if line.subject_type == table and line.subject_id}
        if ids:
            rows = db.session.execute(select(column.class_.id, column).where(column.class_.id.in_(ids)))
            found |= {(table, str(key)): name for key, name in rows}
    return found
