"""Which visits are due: those of a wave so many days after its last day, others so many days after their own.

A visit that came in as an import is kept as long from that day on. The days are in UTC, like the clock
of the job."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select

from shopper import clock
from shopper.admin.client_settings.queries import settings_of
from shopper.extensions import db
from shopper.models import Branch, Person, Region, Visit, Wave
from shopper.permissions import Can
from shopper.privacy.queries.holds import RIPE, no_appeal_any_more
from shopper.reach import clients

BATCH = 200
"""Visits that are looked up at a time."""


class Due(NamedTuple):
    """Visits that are erased together: of a wave, or (wave None) of a client outside of its waves."""

    client: Region
    wave: Wave | None
    days: int
    on: date
    visits: int


class _Part(NamedTuple):
    client_id: int
    wave: Wave | None
    days: int
    on: date
    which: ColumnElement[bool]


def retention_of(visit: Visit) -> tuple[date, int]:
    """The day on which the words of a visit go, and after how many days that is."""
    days = settings_of(visit.branch.client_id).retention_days
    if visit.wave is not None:
        days = visit.wave.retention_days or days
        return visit.wave.ends_on + timedelta(days=days), days
    came = visit.created_at.date()
    return max(visit.visited_on or came, came) + timedelta(days=days), days


def due_visits(today: date) -> Iterator[tuple[UUID, int]]:
    """The visits that are to be erased by now, and after how many days; those that something holds are not."""
    for client_id in db.session.scalars(select(Region.id).where(Region.parent_id.is_(None))).all():
        for part in _parts(client_id, today):
            if part.on <= today:
                yield from ((one, part.days) for one in _in_turn(part))


def _in_turn(part: _Part) -> Iterator[UUID]:
    last: UUID | None = None
    while found := _after(part, last):
        yield from found
        last = found[-1]


def _after(part: _Part, last: UUID | None) -> list[UUID]:
    after = [] if last is None else [Visit.id > last]
    wanted = _of(part).where(*after, *RIPE, no_appeal_any_more(part.client_id))
    return list(db.session.scalars(wanted.order_by(Visit.id).limit(BATCH)))


def _of(part: _Part) -> Select[Any]:
    return select(Visit.id).join(Branch, Branch.id == Visit.branch_id).where(part.which)


def is_ripe(visit: Visit) -> bool:
    """Whether nothing holds this visit now; asked again under its lock."""
    wanted = select(Visit.id).where(Visit.id == visit.id, *RIPE, no_appeal_any_more(visit.branch.client_id))
    return db.session.scalar(wanted) is not None


def falling_due(person: Person, until: date) -> list[Due]:
    """What is erased up to a day, of the clients that this person administers whole; the earliest first."""
    found = []
    for client in clients(person, Can.SETTINGS_EDIT):
        for part in _parts(client.id, until):
            if part.on <= until and (visits := _count(part)):
                found.append(Due(client, part.wave, part.days, part.on, visits))
    return sorted(found, key=lambda one: (one.on, one.client.name, one.wave.name if one.wave else ""))


def _count(part: _Part) -> int:
    waiting = _of(part).where(Visit.erased_at.is_(None))
    return db.session.scalar(select(func.count()).select_from(waiting.subquery())) or 0


def _parts(client_id: int, until: date) -> Iterator[_Part]:
    days = settings_of(client_id).retention_days
    for wave in _waves(client_id):
        kept = wave.retention_days or days
        yield _Part(client_id, wave, kept, wave.ends_on + timedelta(days=kept), Visit.wave_id == wave.id)
    yield _Part(client_id, None, days, until, _outside(client_id, until - timedelta(days=days)))


def _waves(client_id: int) -> list[Wave]:
    """Those of which something may be left."""
    left = select(Visit.id).where(Visit.wave_id == Wave.id, Visit.erased_at.is_(None)).exists()
    return list(db.session.scalars(select(Wave).where(Wave.client_id == client_id, left).order_by(Wave.id)))


def _outside(client_id: int, last: date) -> ColumnElement[bool]:
    """Visits without a wave whose days, or whose import, were over by this day."""
    came = Visit.created_at < datetime.combine(last + timedelta(days=1), time(), UTC)
    made = or_(Visit.visited_on.is_(None), Visit.visited_on <= last)
    return (Visit.wave_id.is_(None)) & (Branch.client_id == client_id) & came & made


def today() -> date:
    """The day by which what is due is told."""
    return clock.now().date()
