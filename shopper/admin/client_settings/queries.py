"""The settings of clients."""

from flask import abort

from shopper.extensions import db
from shopper.models import ClientSettings, Person, Region
from shopper.permissions import Can
from shopper.reach import clients

SOFT, HARD = 12, 24
"""Hours after which a report is due, and after which it is late, unless a client says otherwise."""


def mine(person: Person) -> list[Region]:
    """The clients that the person administers whole: their settings are theirs."""
    return clients(person, Can.SETTINGS_EDIT)


def client_or_404(person: Person, client_id: int) -> Region:
    """One of those clients."""
    return next((client for client in mine(person) if client.id == client_id), None) or abort(404)


def settings_of(client_id: int) -> ClientSettings:
    """What this client has chosen, or what holds until it chooses; for pages that stand in its places."""
    return db.session.get(ClientSettings, client_id) or ClientSettings(
        client_id=client_id,
        language="en",
        time_zone="UTC",
        currency="",
        soft_due_hours=SOFT,
        hard_due_hours=HARD,
        contact="",
    )
