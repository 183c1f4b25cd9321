"""Taking up an invitation."""

from shopper import clock
from shopper.accounts import queries
from shopper.accounts.passwords import hash_password
from shopper.accounts.sessions import enter, open_session
from shopper.audit import command
from shopper.database import locked
from shopper.extensions import db
from shopper.models import Grant, Invitation, Person, UserSession
from shopper.troubles import Refused, Trouble


def join(invitation: Invitation, name: str, password: str) -> Person:
    """Take up an invitation: make the account and let it in."""
    row = _join(invitation, name=name, password_hash=hash_password(password))
    enter(row)
    return row.person


@command("invitation.use", "name")
def _join(invitation: Invitation, *, name: str, password_hash: str) -> UserSession:
    _use(invitation)
    if queries.anybody(invitation.sign_in):
        raise Refused(Trouble.INVITATION_USED)
    person = Person(
        name=name,
        sign_in=invitation.sign_in,
        password_hash=password_hash,
        created_at=clock.now(),
        language="en",
    )
    person.grants = [Grant(role=invitation.role, region_id=invitation.region_id)]
    db.session.add(person)
    return open_session(person)


@command("invitation.accept")
def accept(invitation: Invitation, *, by: Person) -> Grant:
    """Take up an invitation with the account one has: one more role."""
    _use(invitation)
    if by.sign_in != invitation.sign_in:
        raise Refused(Trouble.INVITATION_ELSE, sign_in=invitation.sign_in)
    held = [g for g in by.grants if (g.role, g.region_id) == (invitation.role, invitation.region_id)]
    grant = held[0] if held else Grant(role=invitation.role, region_id=invitation.region_id)
    if not held:
        by.grants.append(grant)
    return grant


def _use(invitation: Invitation) -> None:
    """An invitation works once and in time, whatever two tabs press at the same moment."""
    locked(invitation)
    if invitation.used_at or invitation.expires_at <= clock.now():
        raise Refused(Trouble.INVITATION_USED)
    invitation.used_at = clock.now()
