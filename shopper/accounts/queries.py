"""What signing in needs to know, before anybody is signed in; and what people see of their own account."""

from datetime import timedelta
from uuid import UUID

from flask import abort
from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import joinedload

from shopper import clock
from shopper.accounts.tokens import hashed
from shopper.extensions import db
from shopper.models import (
    FailedSignIn,
    Guess,
    Invitation,
    LinkPurpose,
    Message,
    OneTimeLink,
    Person,
    SecondFactor,
    UserSession,
)

WINDOW = timedelta(minutes=10)
UNREAD = (
    select(func.count())
    .where(Message.person_id == UserSession.person_id, Message.read_at.is_(None))
    .correlate(UserSession)
    .scalar_subquery()
)
SESSION = (
    select(UserSession, UNREAD)
    .where(UserSession.id == bindparam("id"))
    .options(joinedload(UserSession.person).joinedload(Person.grants))
)


def session_row(session_id: UUID) -> tuple[UserSession, int] | None:
    """A session with its person and what they may do where, and how many messages they have not opened yet:
    asked by every request, so all in one."""
    found = db.session.execute(SESSION, {"id": session_id}).unique().one_or_none()
    return (found[0], found[1]) if found else None


def by_sign_in(sign_in: str) -> Person | None:
    """The active person of this e-mail or code, whatever its case."""
    found = select(Person).where(Person.sign_in == sign_in.strip().casefold(), Person.active)
    return db.session.scalar(found)


def anybody(sign_in: str) -> Person | None:
    """The person of this e-mail or code, deactivated or not: nobody else may take it."""
    return db.session.scalar(select(Person).where(Person.sign_in == sign_in.strip().casefold()))


def failures(guess: Guess, *, sign_in: str = "", address: str = "") -> int:
    """How often something was tried within the window, for a name or from an address."""
    whose = FailedSignIn.sign_in == sign_in if sign_in else FailedSignIn.address == address
    recent = (FailedSignIn.guess == guess, FailedSignIn.at > clock.now() - WINDOW)
    return db.session.scalar(select(func.count()).where(whose, *recent)) or 0


def owner(sign_in: str) -> Person | None:
    """Whose e-mail or code this is: where the account was merged, the one that stayed."""
    person = anybody(sign_in)
    while person and person.merged_into_id:
        person = db.session.get(Person, person.merged_into_id)
    return person


def invitation(token: str) -> Invitation | None:
    """The invitation of this link, whether or not it may still be used."""
    return db.session.scalar(select(Invitation).where(Invitation.token_hash == hashed(token)))


def open_link(token: str, purpose: LinkPurpose) -> OneTimeLink | None:
    """The one-time link of this token while it may be used."""
    usable = (OneTimeLink.used_at.is_(None), OneTimeLink.expires_at > clock.now())
    mine = (OneTimeLink.token_hash == hashed(token), OneTimeLink.purpose == purpose)
    link = db.session.scalar(select(OneTimeLink).where(*mine, *usable))
    return link if link and link.person.active else None


def second_factor(person: Person) -> SecondFactor | None:
    """The person's second factor, confirmed or still being set up."""
    return db.session.get(SecondFactor, person.id)


def asks_for_code(person: Person) -> bool:
    """Whether signing in asks this person for a code after the password."""
    factor = second_factor(person)
    return factor is not None and factor.confirmed_at is not None


def sessions(person: Person) -> list[UserSession]:
    """Where a person is signed in, the latest use first."""
    live = (UserSession.ended_at.is_(None), UserSession.expires_at > clock.now())
    used = func.coalesce(UserSession.seen_at, UserSession.created_at)
    wanted = select(UserSession).where(UserSession.person_id == person.id, *live)
    return list(db.session.scalars(wanted.order_by(used.desc(), UserSession.id)))


def session_or_404(person: Person, session_id: UUID) -> UserSession:
    """One of those sessions."""
    return next((row for row in sessions(person) if row.id == session_id), None) or abort(404)
