"""Inviting people, with the e-mail they have or with a code that is made for them."""

from dataclasses import dataclass, replace
from datetime import timedelta
from secrets import choice

from shopper import clock
from shopper.accounts.tokens import hashed, new_token
from shopper.admin.people import queries
from shopper.audit import command
from shopper.database import locked
from shopper.extensions import db
from shopper.models import Invitation, Person, Region, Role
from shopper.troubles import Refused, Trouble

INVITATION_LASTS = timedelta(days=14)
CLEAR = "ACDEFGHJKMNPQRTUVWXY34679"
"""Letters and figures that are not taken for one another, whoever writes them down."""


@dataclass(frozen=True)
class Guest:
    """Somebody to invite: the name, how they will sign in (empty: with a code made here), the first role."""

    name: str
    sign_in: str
    role: Role

    @property
    def code(self) -> str:
        """How they sign in, so that case never makes two people."""
        return self.sign_in.strip().casefold()


def new_code() -> str:
    """A sign-in code such as `K7-4QX9`."""
    drawn = [choice(CLEAR) for _ in range(6)]
    return f"{''.join(drawn[:2])}-{''.join(drawn[2:])}"


def invite(region: Region, guest: Guest, *, by: Person) -> tuple[Invitation, str]:
    """An invitation and the token of its link; only the token's hash is kept.

    A later invitation of the same kind replaces an earlier one, whose link stops working.
    Raises Refused where somebody the admin sees has this sign-in already."""
    token = new_token()
    _free(guest.code, by)
    guest = guest if guest.code else replace(guest, sign_in=_free_code())
    row = _invite(region, guest, sign_in=guest.code, token_hash=hashed(token), by=by)
    return row, token


def _free(sign_in: str, by: Person) -> None:
    known = queries.person_signing_in_as(by, sign_in) if sign_in else None
    if known is None:
        return
    if known.merged_into_id:
        stays = db.session.get_one(Person, known.merged_into_id)
        raise Refused(Trouble.MERGED_AWAY, sign_in=sign_in, person=stays.name)
    raise Refused(Trouble.SIGN_IN_TAKEN if known.active else Trouble.SIGN_IN_ASLEEP, sign_in=sign_in)


def _free_code() -> str:
    code = new_code()
    while queries.code_taken(code.casefold()):
        code = new_code()
    return code


@command("invitation.make", "sign_in")
def _invite(region: Region, guest: Guest, *, sign_in: str, token_hash: str, by: Person) -> Invitation:
    for earlier in queries.usable_invitations(sign_in, guest.role, region.id):
        end(earlier)
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


def resend(invitation: Invitation, *, by: Person) -> str:
    """The token of a new link for the same invitation, also where it ran out; the earlier link dies."""
    token = new_token()
    _resend(invitation, token_hash=hashed(token), by=by)
    return token


@command("invitation.resend")
def _resend(invitation: Invitation, *, token_hash: str, by: Person) -> Invitation:
    _waits(locked(invitation))
    invitation.token_hash = token_hash
    invitation.expires_at = clock.now() + INVITATION_LASTS
    return invitation


@command("invitation.withdraw")
def withdraw(invitation: Invitation, *, by: Person) -> Invitation:
    """Make the link useless."""
    _waits(locked(invitation))
    end(invitation)
    return invitation


def end(invitation: Invitation) -> None:
    """From now on the link says that it was withdrawn; part of a command."""
    invitation.withdrawn_at = clock.now()


def _waits(invitation: Invitation) -> None:
    if invitation.used_at:
        raise Refused(Trouble.INVITATION_TAKEN_UP, person=invitation.name)
    if invitation.withdrawn_at:
        raise Refused(Trouble.INVITATION_WITHDRAWN)
