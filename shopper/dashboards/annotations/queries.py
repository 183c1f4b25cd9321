"""The notes that a chart may show to a person, and those that the person may change."""

from datetime import date

from flask import abort
from sqlalchemy import ColumnElement, and_, literal, not_, or_, select
from sqlalchemy.orm import aliased, joinedload

from shopper.extensions import db
from shopper.models import Annotation, Branch, Person, Region, Role
from shopper.permissions import Can, reaches, within

MOST = 12
"""Notes on one chart: the latest."""


def notes_on(
    person: Person, region: Region, branch: Branch | None, first: date, last: date
) -> list[Annotation]:
    """Notes of these days about a branch, or about a region and all in it that the person may see.

    What was written about a region above, or about the whole client, holds for all below it."""
    about = [_above(region), _branch(branch) if branch else _below(person, region)]
    found = (
        select(Annotation)
        .where(Annotation.on.between(first, last), or_(*about))
        .order_by(Annotation.on.desc(), Annotation.id.desc())
        .limit(MOST)
        .options(
            joinedload(Annotation.region),
            joinedload(Annotation.branch).joinedload(Branch.region),
            joinedload(Annotation.by),
        )
    )
    return list(reversed(db.session.scalars(found).all()))


def branches_noted(person: Person, at: Region, first: date, last: date) -> set[int]:
    """Branches of the client, by id, with a note of these days that does not hold for all of `at`.

    A note about a region is one about every branch in it. These reach over the person's grants: only
    how many they are may be told."""
    if not reaches(person, Can.RESULTS_SEE, at):
        return set()
    about = aliased(Region)
    noted = (
        select(Branch.id)
        .join(Region, Region.id == Branch.region_id)
        .join(Annotation, Annotation.client_id == Branch.client_id)
        .outerjoin(about, about.id == Annotation.region_id)
        .where(
            Branch.client_id == at.client_id,
            Annotation.on.between(first, last),
            or_(
                Annotation.branch_id == Branch.id,
                and_(Region.path.startswith(about.path), not_(literal(at.path).startswith(about.path))),
            ),
        )
    )
    return set(db.session.scalars(noted.distinct()))


def _above(region: Region) -> ColumnElement[bool]:
    ids = [int(part) for part in region.path.strip("/").split("/")]
    everywhere = and_(
        Annotation.client_id == region.client_id,
        Annotation.region_id.is_(None),
        Annotation.branch_id.is_(None),
    )
    return or_(Annotation.region_id.in_(ids), everywhere)


def _branch(branch: Branch) -> ColumnElement[bool]:
    return Annotation.branch_id == branch.id


def _below(person: Person, region: Region) -> ColumnElement[bool]:
    inside = and_(within(person, Can.RESULTS_SEE), Region.path.startswith(region.path, autoescape=True))
    regions = select(Region.id).where(inside)
    branches = select(Branch.id).join(Branch.region).where(inside)
    return or_(Annotation.region_id.in_(regions), Annotation.branch_id.in_(branches))


def note_or_404(person: Person, note_id: int) -> Annotation:
    """A note about a place whose results the person may see."""
    note = db.session.get(Annotation, note_id)
    place = place_of(note) if note else None
    if note is None or place is None or not reaches(person, Can.RESULTS_SEE, place):
        abort(404)
    return note


def region_or_404(person: Person, region_id: int) -> Region:
    """A region whose results the person may see."""
    mine = select(Region).where(Region.id == region_id, within(person, Can.RESULTS_SEE))
    return db.session.scalar(mine) or abort(404)


def may_change(person: Person, note: Annotation) -> bool:
    """Its writer may, and whoever is an admin there, as long as the place is among theirs."""
    place = place_of(note)
    if place is None or not reaches(person, Can.RESULTS_SEE, place):
        return False
    admin = any(
        grant.role == Role.ADMIN and place.path.startswith(grant.region.path) for grant in person.grants
    )
    return admin or note.by_id == person.id


def place_of(note: Annotation) -> Region | None:
    """The region in which the note stands; that of the client where it is about all of it."""
    if note.branch is not None:
        return note.branch.region
    return note.region or db.session.get(Region, note.client_id)
