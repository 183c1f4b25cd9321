"""What signing in needs to know. Nobody is signed in yet, so nothing here takes a person."""

from datetime import timedelta
from hashlib import sha256

from sqlalchemy import func, select

from shopper import clock
from shopper.extensions import db
from shopper.models import FailedSignIn, Invitation, Person

WINDOW = timedelta(minutes=10)


def by_sign_in(sign_in: str) -> Person | None:
    """The active person of this e-mail or code, whatever its case."""
    found = select(Person).where(Person.sign_in == sign_in.strip().casefold(), Person.active)
    return db.session.scalar(found)


def anybody(sign_in: str) -> Person | None:
    """The person of this e-mail or code, deactivated or not: nobody else may take it."""
    return db.session.scalar(select(Person).where(Person.sign_in == sign_in.strip().casefold()))


def failures(*, sign_in: str = "", address: str = "") -> int:
    """How often signing in failed within the window, for a name or from an address."""
    whose = FailedSignIn.sign_in == sign_in if sign_in else FailedSignIn.address == address
    counted = select(func.count()).where(whose, FailedSignIn.at > clock.now() - WINDOW)
    return db.session.scalar(counted) or 0


def open_invitation(token: str) -> Invitation | None:
    """The invitation of this link while it may be used."""
    hashed = sha256(token.encode()).hexdigest()
    found = select(Invitation).where(
        Invitation.token_hash == hashed, Invitation.used_at.is_(None), Invitation.expires_at > clock.now()
    )
    return db.session.scalar(found)
