"""The people, roles and invitations that an admin sees: those inside the admin's own grants."""

from collections.abc import Iterable

from flask import abort
from sqlalchemy import ColumnElement, func, or_, select

from shopper import clock
from shopper.extensions import db
from shopper.models import Branch, Grant, Invitation, Person, Region, Role, Visit, VisitState
from shopper.permissions import Can, within
from shopper.reach import Place, places

PAGE = 100
HELD = (VisitState.ASSIGNED, VisitState.STARTED)
"""States in which a visit is in somebody's hands and may go back to open."""


def regions(person: Person) -> list[Place]:
    """The regions on which this person gives roles."""
    return places(person, Can.PEOPLE_EDIT)


def people(person: Person, words: str, page: int) -> tuple[list[Person], bool]:
    """A page of those who have a role inside the admin's grants, and whether more follow."""
    wanted = select(Person).where(visible(person), _named(words)).order_by(func.lower(Person.name), Person.id)
    rows = list(db.session.scalars(wanted.limit(PAGE + 1).offset((page - 1) * PAGE)))
    return rows[:PAGE], len(rows) > PAGE


def visible(person: Person) -> ColumnElement[bool]:
    """The condition on Person for those with a role inside the admin's grants."""
    granted = select(Grant.person_id).join(Grant.region).where(within(person, Can.PEOPLE_EDIT))
    return Person.id.in_(granted)


def _named(words: str) -> ColumnElement[bool]:
    return or_(*(column.icontains(words, autoescape=True) for column in (Person.name, Person.sign_in)))


def person_or_404(person: Person, person_id: int) -> Person:
    """Somebody who has a role inside the admin's grants."""
    return db.session.scalar(select(Person).where(Person.id == person_id, visible(person))) or abort(404)


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


def invitations(person: Person) -> list[Invitation]:
    """Invitations into the admin's regions that may still be used."""
    usable = (Invitation.used_at.is_(None), Invitation.expires_at > clock.now())
    found = select(Invitation).join(Invitation.region).where(within(person, Can.PEOPLE_EDIT), *usable)
    return list(db.session.scalars(found.order_by(Invitation.created_at.desc(), Invitation.id.desc())))


def invitation_or_404(person: Person, invitation_id: int) -> Invitation:
    """One of those invitations."""
    return next((row for row in invitations(person) if row.id == invitation_id), None) or abort(404)


def usable_invitations(sign_in: str, role: Role, region_id: int) -> list[Invitation]:
    """Earlier links of the same kind, which a new one replaces."""
    same = (Invitation.sign_in == sign_in, Invitation.role == role, Invitation.region_id == region_id)
    usable = (Invitation.used_at.is_(None), Invitation.expires_at > clock.now())
    return list(db.session.scalars(select(Invitation).where(*same, *usable)))


def person_signing_in_as(person: Person, sign_in: str) -> Person | None:
    """Somebody the admin can see who signs in like this."""
    return db.session.scalar(select(Person).where(Person.sign_in == sign_in, visible(person)))


def other_admins(region: Region, person: Person) -> int:
    """How many other active people administer this region by a role on it."""
    others = (Grant.region_id == region.id, Grant.role == Role.ADMIN, Grant.person_id != person.id)
    counted = select(func.count()).select_from(Grant).join(Grant.person).where(*others, Person.active)
    return db.session.scalar(counted) or 0


def held_visits(person: Person, region: Region | None = None) -> list[Visit]:
    """The visits in somebody's hands, in a region and below it or everywhere."""
    held = select(Visit).join(Visit.branch).join(Branch.region)
    held = held.where(Visit.shopper_id == person.id, Visit.state.in_(HELD))
    if region is not None:
        held = held.where(Region.path.startswith(region.path, autoescape=True))
    return list(db.session.scalars(held.with_for_update(of=Visit)))
