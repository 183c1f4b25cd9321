"""A call that comes with a token in place of a session: under /api alone, within the token's scopes."""

from contextlib import suppress

from flask import g, request
from sqlalchemy import update
from sqlalchemy.exc import OperationalError

from shopper import clock
from shopper.accounts.programs import queries
from shopper.accounts.programs.scopes import WORDS
from shopper.accounts.sessions import SEEN_EVERY
from shopper.accounts.throttle import count, hold_back, refusal
from shopper.accounts.tokens import hashed
from shopper.database import writing
from shopper.extensions import db
from shopper.models import ApiToken, Guess, Scope
from shopper.troubles import Refused, Trouble

API = "/api/"


def token_of_request() -> ApiToken | None:
    """The token that this call came with, whose person is then the one who asks; None where there is
    none. Raises Refused for one that does not work, and after too many of those from one address."""
    kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
    if not request.path.startswith(API) or kind.casefold() != "bearer":
        return None
    secret = secret.strip()
    name, address = f"token {hashed(secret)[:16]}", request.remote_addr or ""
    hold_back(Guess.TOKEN, name, address)
    token = queries.usable(secret)
    if token is None:
        with writing():
            count(Guess.TOKEN, name, address)
        raise refusal(Trouble.TOKEN_NOT_GOOD, Guess.TOKEN, name, address)
    g.api_token = token
    return token


def refuse_beyond(token: ApiToken, scope: Scope | None) -> None:
    """Refuse a call that the token was not made for."""
    if scope is not None and scope.value not in token.scopes:
        raise Refused(Trouble.BEYOND_SCOPE, scope=scope.value, words=WORDS[scope])


def note_token_use(token: ApiToken) -> None:
    """Write down now and then that the token was used; reading goes on if the database is too busy."""
    now = clock.now()
    if token.used_at and now - token.used_at < SEEN_EVERY:
        return
    with suppress(OperationalError), writing():
        db.session.execute(update(ApiToken).where(ApiToken.id == token.id).values(used_at=now))
