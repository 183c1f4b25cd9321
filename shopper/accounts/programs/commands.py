"""Making and revoking tokens. The secret goes out once; only its hash stays."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import update

from shopper import clock
from shopper.accounts.commands.password import check_password
from shopper.accounts.tokens import hashed, new_token
from shopper.audit import command
from shopper.database import locked
from shopper.extensions import db
from shopper.models import ApiToken, Person, Scope

PREFIX = "li_"
"""So that people and programs which look for secrets in the wrong place know one of ours."""


class Wanted(NamedTuple):
    """What a new token is to be."""

    name: str
    scopes: Sequence[Scope]
    days: int


def make_token(person: Person, wanted: Wanted, password: str, address: str) -> tuple[ApiToken, str]:
    """A token with its secret, which is shown this once. Raises Refused where the password is wrong."""
    check_password(person, password, address)
    secret = f"{PREFIX}{new_token()}"
    return _make(secret, name=wanted.name, scopes=wanted.scopes, days=wanted.days, by=person), secret


@command("token.make", "name", "scopes", "days")
def _make(secret: str, *, name: str, scopes: Sequence[Scope], days: int, by: Person) -> ApiToken:
    now = clock.now()
    token = ApiToken(
        person=by,
        name=name,
        start=secret[: ApiToken.START],
        token_hash=hashed(secret),
        scopes=[scope.value for scope in scopes],
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    db.session.add(token)
    return token


@command("token.revoke")
def revoke_token(token: ApiToken, *, by: Person) -> ApiToken:
    """From now on the program is refused."""
    locked(token).revoked_at = token.revoked_at or clock.now()
    return token


def end_access(person: Person) -> None:
    """Revoke every token of somebody whose account ends; part of a command."""
    live = update(ApiToken).where(ApiToken.person_id == person.id, ApiToken.revoked_at.is_(None))
    db.session.execute(live.values(revoked_at=clock.now()))
