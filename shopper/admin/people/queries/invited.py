"""Invitations into an admin's regions, and who has a sign-in already."""

from flask import abort
from sqlalchemy import or_, select

from shopper.admin.people.queries.seen import visible
from shopper.extensions import db
from shopper.models import Invitation, Person, Role
from shopper.permissions import Can, within

MOST = 200
"""Invitations on one page; the oldest of more have long run out."""

WAITS = (Invitation.used_at.is_(None), Invitation.withdrawn_at.is_(None))
"""Neither taken up nor withdrawn, though perhaps run out."""


def invitations(person: Person) -> list[Invitation]:
    """Invitations into the admin's regions that wait or ran out, the latest first."""
    found = select(Invitation).join(Invitation.region).where(within(person, Can.PEOPLE_EDIT), *WAITS)
    latest = found.order_by(Invitation.created_at.desc(), Invitation.id.desc())
    return list(db.session.scalars(latest.limit(MOST)))


def invitation_or_404(person: Person, invitation_id: int) -> Invitation:
    """An invitation into the admin's regions, whatever came of it."""
    found = select(Invitation).join(Invitation.region).where(Invitation.id == invitation_id)
    return db.session.scalar(found.where(within(person, Can.PEOPLE_EDIT))) or abort(404)


def usable_invitations(sign_in: str, role: Role, region_id: int) -> list[Invitation]:
    """Earlier links of the same kind, which a new one replaces."""
    same = (Invitation.sign_in == sign_in, Invitation.role == role, Invitation.region_id == region_id)
    return list(db.session.scalars(select(Invitation).where(*same, *WAITS)))


def invitations_around(person: Person, leaver: Person) -> list[Invitation]:
    """Those into the admin's regions that wait for the leaver, or were made by the leaver."""
    theirs = or_(Invitation.sign_in == leaver.sign_in, Invitation.invited_by_id == leaver.id)
    found = select(Invitation).join(Invitation.region).where(theirs, *WAITS)
    return list(db.session.scalars(found.where(within(person, Can.PEOPLE_EDIT))))


def person_signing_in_as(person: Person, sign_in: str) -> Person | None:
    """Somebody the admin can see who signs in like this."""
    return db.session.scalar(select(Person).where(Person.sign_in == sign_in, visible(person)))


def code_taken(sign_in: str) -> bool:
    """Whether a code is somebody's, or was given to somebody who has not come yet; codes are unique to all."""
    people = select(Person.id).where(Person.sign_in == sign_in)
    invited = select(Invitation.id).where(Invitation.sign_in == sign_in)
    return bool(db.session.scalar(people.limit(1)) or db.session.scalar(invited.limit(1)))
