"""Signing in and out, and taking up an invitation."""

from flask_login import current_user

from shopper import clock
from shopper.accounts import queries
from shopper.accounts.passwords import fits, hash_password, outdated
from shopper.accounts.sessions import enter, leave, open_session
from shopper.audit import command
from shopper.database import locked, writing
from shopper.extensions import db
from shopper.models import FailedSignIn, Grant, Invitation, Person, UserSession
from shopper.troubles import Refused, Trouble

TRIES_BY_NAME, TRIES_BY_ADDRESS = 5, 50
_PAUSE = int(queries.WINDOW.total_seconds() // 60)


def sign_in(name: str, password: str, address: str) -> Person:
    """Let somebody in, or refuse; failed tries are counted in the database."""
    name = name.strip().casefold()
    _throttle(name, address)
    person = queries.by_sign_in(name)
    if not fits(password, person.password_hash if person else None) or person is None:
        with writing():
            db.session.add(FailedSignIn(sign_in=name[: Person.SIGN_IN_MAX], address=address, at=clock.now()))
        raise Refused(Trouble.WRONG_SIGN_IN, tries=_tries_left(name, address), minutes=_PAUSE)
    row = _enter(person, password=password if outdated(person.password_hash) else None, by=person)
    enter(row)
    return row.person


def _throttle(name: str, address: str) -> None:
    if not _tries_left(name, address):
        raise Refused(Trouble.TOO_MANY_TRIES, minutes=_PAUSE)


def _tries_left(name: str, address: str) -> int:
    by_name = TRIES_BY_NAME - queries.failures(sign_in=name)
    return max(0, min(by_name, TRIES_BY_ADDRESS - queries.failures(address=address)))


@command("session.open")
def _enter(person: Person, *, password: str | None, by: Person) -> UserSession:
    if password:
        person.password_hash = hash_password(password)
    return open_session(person)


def sign_out(by: Person) -> None:
    """End this session, here and in the database."""
    _end(current_user.row, by=by)
    leave()


@command("session.end")
def _end(row: UserSession, *, by: Person) -> None:
    row.ended_at = clock.now()


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
