"""The clients whose programme a person sends, and the sheets that wait to be saved."""

from uuid import UUID

from flask import abort
from sqlalchemy import select

from shopper.extensions import db
from shopper.models import Person, ProgrammeSheet, Region
from shopper.permissions import ROLE_CAN
from shopper.programme.kinds import KINDS, Kind


def kind_or_404(name: str) -> Kind:
    """The kind of this name."""
    return KINDS.get(name) or abort(404)


def clients_of(person: Person, kind: Kind) -> list[Region]:
    """The clients in which the person edits this, even where it is not the whole."""
    tops = {grant.region.client_id for grant in person.grants if kind.permission in ROLE_CAN[grant.role]}
    return list(db.session.scalars(select(Region).where(Region.id.in_(tops)).order_by(Region.name)))


def client_or_404(person: Person, kind: Kind, client_id: int) -> Region:
    """One of those clients."""
    return next((one for one in clients_of(person, kind) if one.id == client_id), None) or abort(404)


def sheet_or_404(person: Person, sheet_id: UUID) -> ProgrammeSheet:
    """A sheet that this person sent and has not saved yet, of a client that is still theirs to edit."""
    mine = select(ProgrammeSheet).where(ProgrammeSheet.id == sheet_id, ProgrammeSheet.person_id == person.id)
    found = db.session.scalar(mine) or abort(404)
    client_or_404(person, KINDS[found.kind], found.client_id)
    return found
