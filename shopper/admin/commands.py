"""A new client with its first admin."""

from secrets import token_urlsafe

from flask import current_app

from shopper.admin.people.commands import Guest, hashed, new_invitation
from shopper.admin.places.queries import client_named
from shopper.admin.places.steps import new_region
from shopper.audit import command
from shopper.extensions import db
from shopper.models import Person, Region, Role
from shopper.troubles import Refused, Trouble


def add_client(name: str, *, sign_in: str, by: Person | None) -> str:
    """Make a client; the link by which its first admin joins, within 14 days.

    Raises Refused where another client has the name."""
    token = token_urlsafe(32)
    _add_client(name, sign_in=sign_in.strip().casefold(), token_hash=hashed(token), by=by)
    return invitation_link(token)


@command("client.add", "name", "sign_in")
def _add_client(name: str, *, sign_in: str, token_hash: str, by: Person | None) -> Region:
    if client_named(name):
        raise Refused(Trouble.NAME_TAKEN, name=name)
    client = new_region(name, None)
    db.session.add(new_invitation(client, Guest(sign_in, sign_in, Role.ADMIN), token_hash, by))
    return client


def invitation_link(token: str) -> str:
    """The address that a person opens to join."""
    return f"{current_app.config['LAST_INCH'].PUBLIC_URL}/join/{token}"
