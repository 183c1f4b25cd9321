"""Taking up an invitation."""

from sqlalchemy.exc import IntegrityError

from shopper import clock
from shopper.accounts import queries
from shopper.accounts.passwords import hash_password
from shopper.accounts.sessions import enter, open_session
from shopper.admin.client_settings.queries import settings_of
from shopper.admin.people.steps import give
from shopper.audit import command
from shopper.database import locked
from shopper.extensions import db
from shopper.language import day
from shopper.models import Grant, Invitation, Person, UserSession
from shopper.troubles import Refused, Trouble


def join(invitation: Invitation, name: str, password: str) -> Person:
    """Take up an invitation: make the account, or open a deactivated one again, and let it in."""
    password_hash = hash_password(password)
    try:
        row = _join(invitation, name=name, password_hash=password_hash)
    except IntegrityError as taken:  # another invitation of theirs made the account a moment ago
        raise Refused(Trouble.INVITATION_TAKEN_UP, person=name) from taken
    enter(row)
    return row.person


@command("invitation.use", "name")
def _join(invitation: Invitation, *, name: str, password_hash: str) -> UserSession:
    _use(invitation)
    owner = queries.owner(invitation.sign_in)
    if owner and owner.active:
        raise Refused(Trouble.INVITATION_TAKEN_UP, person=owner.name)
    person = locked(owner) if owner else _newcomer(invitation)
    person.name, person.password_hash, person.active = name, password_hash, True
    person.grants = [Grant(role=invitation.role, region=invitation.region)]
    db.session.add(person)
    return open_session(person)


def _newcomer(invitation: Invitation) -> Person:
    language = settings_of(invitation.region.client_id).language
    return Person(sign_in=invitation.sign_in, created_at=clock.now(), language=language)


@command("invitation.accept")
def accept(invitation: Invitation, *, by: Person) -> Grant:
    """Take up an invitation with the account one has: one more role."""
    _use(invitation)
    owner = queries.owner(invitation.sign_in)
    if owner is None or owner.id != by.id:
        raise Refused(Trouble.INVITATION_ELSE, sign_in=owner.sign_in if owner else invitation.sign_in)
    return give(locked(by), invitation.role, invitation.region)


def _use(invitation: Invitation) -> None:
    """An invitation works once and in time, whatever two tabs press at the same moment."""
    refuse_over(locked(invitation))
    invitation.used_at = clock.now()


def refuse_over(invitation: Invitation) -> None:
    """Say what became of an invitation that no longer works."""
    if invitation.used_at:
        raise Refused(Trouble.INVITATION_TAKEN_UP, person=invitation.name)
    if invitation.withdrawn_at:
        raise Refused(Trouble.INVITATION_WITHDRAWN)
    if invitation.expires_at <= clock.now():
        raise Refused(Trouble.INVITATION_OVER, day=day(invitation.expires_at.date()))
