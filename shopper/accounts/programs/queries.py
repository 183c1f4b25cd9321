"""Tokens: a person's own, and the one that a call came with."""

from flask import abort
from sqlalchemy import select

from shopper import clock
from shopper.accounts.tokens import hashed
from shopper.extensions import db
from shopper.models import ApiToken, Person


def tokens(person: Person) -> list[ApiToken]:
    """Those that were not revoked, the latest first; also those that have run out."""
    mine = select(ApiToken).where(ApiToken.person_id == person.id, ApiToken.revoked_at.is_(None))
    return list(db.session.scalars(mine.order_by(ApiToken.created_at.desc(), ApiToken.id.desc())))


def token_or_404(person: Person, token_id: int) -> ApiToken:
    """One of those."""
    return next((token for token in tokens(person) if token.id == token_id), None) or abort(404)


def usable(secret: str) -> ApiToken | None:
    """The token of this secret while it may be used."""
    live = (ApiToken.revoked_at.is_(None), ApiToken.expires_at > clock.now(), Person.active)
    found = select(ApiToken).join(ApiToken.person).where(ApiToken.token_hash == hashed(secret), *live)
    return db.session.scalar(found)
