"""Whom an admin sees: those with a role inside the admin's grants, and accounts merged into theirs."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import abort
from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import lazyload

from shopper.extensions import db
from shopper.models import Grant, Person, Region, Role
from shopper.permissions import Can, within
from shopper.reach import Place, places

PAGE = 50
STATES = {
    "active": and_(Person.active),
    "deactivated": and_(Person.active.is_(False), Person.merged_into_id.is_(None)),
    "merged": Person.merged_into_id.is_not(None),
}


@dataclass(frozen=True)
class Which:
    """Which people to list; empty fields let everybody pass."""

    words: str = ""
    role: str = ""
    region: Region | None = None
    state: str = ""


@dataclass(frozen=True)
class Found:
    """One page of people out of `total`."""

    people: list[Person]
    total: int
    page: int

    @property
    def last(self) -> int:
        return max(1, -(-self.total // PAGE))


def regions(person: Person) -> list[Place]:
    """The regions on which this person gives roles."""
    return places(person, Can.PEOPLE_EDIT)


def people(person: Person, which: Which, page: int = 1) -> Found:
    """A page of those who fit, by name; their roles are asked for with `grants`."""
    wanted = select(Person).where(visible(person), *_fits(person, which))
    total = db.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    page = min(max(1, page), max(1, -(-total // PAGE)))
    ordered = wanted.order_by(func.lower(Person.name), Person.id).options(lazyload(Person.grants))
    rows = db.session.scalars(ordered.limit(PAGE).offset((page - 1) * PAGE))
    return Found(list(rows), total, page)


def _fits(person: Person, which: Which) -> list[ColumnElement[bool]]:
    fits = [_named(which.words)] if which.words else []
    if which.role or which.region:
        fits.append(Person.id.in_(_granted(person, which)))
    return [*fits, STATES[which.state]] if which.state in STATES else fits


def _granted(person: Person, which: Which):  # type: ignore[no-untyped-def]  # a select of keys
    granted = select(Grant.person_id).join(Grant.region).where(within(person, Can.PEOPLE_EDIT))
    if which.role:
        granted = granted.where(Grant.role == which.role)
    if which.region:
        granted = granted.where(Region.path.startswith(which.region.path, autoescape=True))
    return granted


def visible(person: Person) -> ColumnElement[bool]:
    """The condition on Person for those with a role inside the admin's grants, or who became one of them."""
    granted = select(Grant.person_id).join(Grant.region).where(within(person, Can.PEOPLE_EDIT))
    return or_(Person.id.in_(granted), Person.merged_into_id.in_(granted))


def _named(words: str) -> ColumnElement[bool]:
    return or_(*(column.icontains(words, autoescape=True) for column in (Person.name, Person.sign_in)))


def person_or_404(person: Person, person_id: int) -> Person:
    """Somebody whom the admin sees."""
    return db.session.scalar(select(Person).where(Person.id == person_id, visible(person))) or abort(404)


def merged_into(person: Person, stays: Person) -> list[Person]:
    """The accounts that became part of this one."""
    found = select(Person).where(Person.merged_into_id == stays.id, visible(person))
    return list(db.session.scalars(found.order_by(Person.id)))


def grants(person: Person, people: Iterable[Person]) -> dict[int, list[Grant]]:
    """The roles of these people inside the admin's grants, and no others, by person."""
    ids = [one.id for one in people]
    found = select(Grant).join(Grant.region).where(Grant.person_id.in_(ids), within(person, Can.PEOPLE_EDIT))
    held: dict[int, list[Grant]] = {}
    for grant in db.session.scalars(found.order_by(Region.path, Grant.role)):
        held.setdefault(grant.person_id, []).append(grant)
    return held


def grant_or_404(person: Person, person_id: int, grant_id: int) -> Grant:
    """One of those roles."""
    row = next((g for g in person_or_404(person, person_id).grants if g.id == grant_id), None)
    seen = grants(person, [row.person]) if row else {}
    return row if row and row in seen.get(person_id, []) else abort(404)


def has_more(person: Person, other: Person) -> bool:
    """Whether somebody also has roles that the admin does not see."""
    return len(grants(person, [other]).get(other.id, [])) < len(other.grants)


def other_admins(region: Region, person: Person) -> int:
    """How many other active people administer this region by a role on it."""
    others = (Grant.region_id == region.id, Grant.role == Role.ADMIN, Grant.person_id != person.id)
    counted = select(func.count()).select_from(Grant).join(Grant.person).where(*others, Person.active)
    return db.session.scalar(counted) or 0
