"""Inviting people, giving and taking roles, and switching accounts off and on."""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe

from shopper import clock
from shopper.accounts.sessions import end_sessions
from shopper.admin.people import queries
from shopper.audit import command
from shopper.database import locked
from shopper.extensions import db
from shopper.fieldwork.hands import take_out
from shopper.models import Grant, Invitation, Person, Region, Role, Visit
from shopper.permissions import Can, reaches
from shopper.troubles import Refused, Trouble

INVITATION_LASTS = timedelta(days=14)


@dataclass(frozen=True)
class Guest:
    """Somebody to invite: the name, how they will sign in, and their first role."""

    name: str
    sign_in: str
    role: Role

    @property
    def code(self) -> str:
        """How they sign in, so that case never makes two people."""
        return self.sign_in.strip().casefold()


def invite(region: Region, guest: Guest, *, by: Person) -> tuple[Invitation, str]:
    """An invitation and the token of its link; only the token's hash is kept.

    A later invitation of the same kind replaces an earlier one, whose link stops working."""
    token = token_urlsafe(32)
    if queries.person_signing_in_as(by, guest.code):
        raise Refused(Trouble.SIGN_IN_TAKEN, sign_in=guest.code)
    return _invite(region, guest, sign_in=guest.code, token_hash=hashed(token), by=by), token


def hashed(token: str) -> str:
    """What is kept of a token."""
    return sha256(token.encode()).hexdigest()


@command("invitation.make", "sign_in")
def _invite(region: Region, guest: Guest, *, sign_in: str, token_hash: str, by: Person) -> Invitation:
    for earlier in queries.usable_invitations(sign_in, guest.role, region.id):
        earlier.expires_at = clock.now()
    invitation = new_invitation(region, guest, token_hash, by)
    db.session.add(invitation)
    return invitation


def new_invitation(region: Region, guest: Guest, token_hash: str, by: Person | None) -> Invitation:
    """The row of an invitation; part of a command."""
    now = clock.now()
    return Invitation(
        token_hash=token_hash,
        name=guest.name,
        sign_in=guest.code,
        role=guest.role,
        region_id=region.id,
        invited_by_id=by.id if by else None,
        created_at=now,
        expires_at=now + INVITATION_LASTS,
    )


@command("invitation.withdraw")
def withdraw(invitation: Invitation, *, by: Person) -> Invitation:
    """Make the link useless."""
    locked(invitation)
    if invitation.used_at:
        raise Refused(Trouble.INVITATION_USED)
    invitation.expires_at = clock.now()
    return invitation


@command("grant.add", "role", "person", "region")
def add_grant(role: Role, person: Person, region: Region, *, by: Person | None) -> Grant:
    """Give a role on a region; giving it twice is giving it once.

    A new manager's open visits in the region go back: nobody visits a branch they manage."""
    locked(person)
    held = next((g for g in person.grants if (g.role, g.region_id) == (role, region.id)), None)
    grant = held or Grant(role=role, region_id=region.id)
    if held is None:
        person.grants.append(grant)
    if role == Role.MANAGER:
        take_out(queries.held_visits(person, region))
    db.session.flush()
    return grant


@command("grant.remove", "role", "person", "region")
def remove_grant(role: Role, person: Person, region: Region, *, by: Person | None) -> Grant | None:
    """Take a role away; visits that the person may then no longer make go back to open."""
    locked(region), locked(person)
    grant = next((g for g in person.grants if (g.role, g.region_id) == (role, region.id)), None)
    if grant is None:
        return None
    _spare_last_admin(grant)
    person.grants.remove(grant)
    db.session.flush()
    if role == Role.SHOPPER:
        take_out(_out_of_reach(person))
    return grant


def _out_of_reach(person: Person) -> list[Visit]:
    return [v for v in queries.held_visits(person) if not reaches(person, Can.VISIT_WRITE, v.branch.region)]


def _spare_last_admin(grant: Grant) -> None:
    """A client always keeps somebody who can administer it."""
    tops = grant.role == Role.ADMIN and grant.region.parent_id is None
    if tops and not queries.other_admins(grant.region, grant.person):
        raise Refused(Trouble.LAST_ADMIN, person=grant.person.name)


@command("person.deactivate")
def deactivate(person: Person, *, by: Person) -> Person:
    """Somebody leaves: sessions end and open visits go back."""
    _own(person, by)
    for grant in person.grants:
        locked(grant.region)
        _spare_last_admin(grant)
    locked(person).active = False
    end_sessions(person)
    take_out(queries.held_visits(person))
    return person


@command("person.reactivate")
def reactivate(person: Person, *, by: Person) -> Person:
    """Let somebody in again, with the roles they had."""
    _own(person, by)
    locked(person).active = True
    return person


def _own(person: Person, by: Person) -> None:
    if queries.has_more(by, person):
        raise Refused(Trouble.ROLES_ELSEWHERE, person=person.name)
