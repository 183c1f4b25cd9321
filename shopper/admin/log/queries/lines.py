"""The lines of the audit log that an admin may read, in a time that does not grow with the log.

A page without filters reads the newest lines by key. A page with filters looks through a window of
the newest lines and says how far back it looked; the next window is a link away."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    Subquery,
    and_,
    cast,
    false,
    func,
    or_,
    select,
    true,
    union_all,
)

from shopper.admin.log.queries.names import MENTIONED, called
from shopper.admin.people.queries import visible
from shopper.extensions import db
from shopper.models import AuditEvent, Person
from shopper.permissions import ROLE_CAN, Can
from shopper.reach import clients

PAGE, WINDOW, SLACK = 50, 20_000, 1_000
PERSONAL = ("person.", "session.", "password.", "email.", "second_factor.")
"""How acts begin that are about one person alone and tell nothing of any place."""


@dataclass(frozen=True)
class Wanted:
    """What the reader looks for; empty fields let everything pass. Days are days in UTC, both included."""

    who: tuple[int, ...] | None = None
    actions: tuple[str, ...] = ()
    words: str = ""
    first: date | None = None
    last: date | None = None
    before: int = 0

    @property
    def narrows(self) -> bool:
        """Whether lines are picked by more than their place in the log."""
        return self.who is not None or bool(self.actions or self.words)


@dataclass(frozen=True)
class Found:
    """A page of lines, the newest first. `older` is where the next page begins, 0 at the end of the log;
    `looked_to` is where the search stopped although older lines remain."""

    lines: list[AuditEvent]
    older: int = 0
    looked_to: datetime | None = None


def lines(person: Person, wanted: Wanted, size: int = PAGE) -> Found:
    """The newest lines that fit, those older than `wanted.before`; `size` of them at most."""
    reads, span = _scopes(person), _span(wanted)
    if not wanted.narrows:
        rows = _rows(reads, span, [], size + 1, size)
        return Found(rows[:size], rows[size - 1].id if len(rows) > size else 0)
    end = _window_end(reads, span)
    rows = _rows(reads, span, [*_asked(wanted), AuditEvent.id >= end], WINDOW, size)
    if len(rows) > size:
        return Found(rows[:size], rows[size - 1].id)
    return Found(rows, end, _at(end)) if end else Found(rows)


Conditions = list[ColumnElement[bool]]


def _scopes(person: Person) -> list[ColumnElement[bool]]:
    """What the reader may read, part by part, so that each is found by its key.

    All of the clients that they administer whole; of others, and of no client, what is about people
    that they see and about nothing else."""
    whole = [client.id for client in clients(person, Can.AUDIT_SEE)]
    part = {grant.region.client_id for grant in person.grants if Can.AUDIT_SEE in ROLE_CAN[grant.role]} - set(
        whole
    )
    ids = select(cast(Person.id, String)).where(visible(person))
    about = and_(AuditEvent.subject_type == Person.__tablename__, AuditEvent.subject_id.in_(ids))
    alone = and_(about, or_(*(AuditEvent.action.startswith(begins) for begins in PERSONAL)))
    return [
        *(AuditEvent.client_id == client_id for client_id in whole),
        *(and_(AuditEvent.client_id == client_id, alone) for client_id in sorted(part)),
        and_(AuditEvent.client_id.is_(None), alone),
    ]


def _rows(reads: Conditions, span: Conditions, asked: Conditions, most: int, size: int) -> list[AuditEvent]:
    """The newest of what may be read, one more than `size`; `most` of each part are looked at."""
    keys = union_all(*(select(_newest(part, span, most).c.id) for part in reads)).subquery()
    found = select(AuditEvent).join(keys, keys.c.id == AuditEvent.id).where(*asked)
    return list(db.session.scalars(found.order_by(AuditEvent.id.desc()).limit(size + 1)))


def _newest(part: ColumnElement[bool], span: Conditions, most: int) -> Subquery:
    return select(AuditEvent.id).where(part, *span).order_by(AuditEvent.id.desc()).limit(most).subquery()


def _window_end(reads: Conditions, span: Conditions) -> int:
    """The oldest line that one look reaches; 0 where it reaches the end of all that may be read."""
    windows = [_newest(part, span, WINDOW) for part in reads]
    sizes = [select(func.count().label("n"), func.min(w.c.id).label("least")) for w in windows]
    full = [least for n, least in db.session.execute(union_all(*sizes)) if n == WINDOW]
    return max(full, default=0)


def _at(line_id: int) -> datetime | None:
    return db.session.scalar(select(AuditEvent.at).where(AuditEvent.id == line_id))


def _span(wanted: Wanted) -> Conditions:
    """The part of the log between two days and before a line, bounded by its key as well.

    Lines are numbered as they are written, so times and numbers run together but for a few."""
    span: Conditions = [true()]
    if wanted.before:
        span.append(AuditEvent.id < wanted.before)
    if wanted.first:
        start = datetime.combine(wanted.first, time(), UTC)
        nearest = select(AuditEvent.id).where(AuditEvent.at >= start).order_by(AuditEvent.at).limit(1)
        span += [AuditEvent.at >= start, AuditEvent.id >= _or(nearest, 2**31 - 1) - SLACK]
    if wanted.last:
        end = datetime.combine(wanted.last, time(), UTC) + timedelta(days=1)
        nearest = select(AuditEvent.id).where(AuditEvent.at < end).order_by(AuditEvent.at.desc()).limit(1)
        span += [AuditEvent.at < end, AuditEvent.id <= _or(nearest, 0) + SLACK]
    return span


def _or(nearest: Select[int], otherwise: int) -> int:
    return db.session.scalar(nearest) or otherwise


def _asked(wanted: Wanted) -> Conditions:
    asked: Conditions = []
    if wanted.who is not None:
        asked.append(_of(wanted.who))
    if wanted.actions:
        asked.append(AuditEvent.action.in_(wanted.actions))
    return [*asked, _holds(wanted.words)] if wanted.words else asked


def _of(people: tuple[int, ...]) -> ColumnElement[bool]:
    """Done by these people, or to them."""
    subjects = [str(person_id) for person_id in people]
    about = and_(AuditEvent.subject_type == Person.__tablename__, AuditEvent.subject_id.in_(subjects))
    return or_(AuditEvent.person_id.in_(people), about)


def _holds(words: str) -> ColumnElement[bool]:
    """In the line, or in its facts, where one of the two databases writes é as \\u00e9."""
    facts = cast(AuditEvent.facts, String)
    columns = (AuditEvent.action, AuditEvent.subject_id, facts)
    spelled = (*((column, words) for column in columns), (facts, json.dumps(words)[1:-1]))
    return or_(*(column.icontains(part, autoescape=True) for column, part in spelled), _names_hold(words))


def _names_hold(words: str) -> ColumnElement[bool]:
    """What the line is about, or mentions by its key, has these words in its name."""
    named = dict(called(words))
    about = (
        and_(AuditEvent.subject_type == table, AuditEvent.subject_id.in_(ids)) for table, ids in named.items()
    )
    mentions = (
        AuditEvent.facts[fact].as_string().in_(named[table])
        for fact, table in MENTIONED.items()
        if table in named
    )
    return or_(false(), *about, *mentions)


def people_called(person: Person, words: str) -> tuple[int, ...]:
    """Those the reader sees whose name or sign-in holds the words; whoever signs in as exactly this alone."""
    exact = select(Person.id).where(Person.sign_in == words.casefold(), visible(person))
    holds = or_(*(column.icontains(words, autoescape=True) for column in (Person.name, Person.sign_in)))
    near = select(Person.id).where(holds, visible(person)).order_by(Person.id).limit(PAGE)
    return tuple(db.session.scalars(exact)) or tuple(db.session.scalars(near))
