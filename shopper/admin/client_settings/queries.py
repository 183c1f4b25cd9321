"""The settings of clients."""

from collections.abc import Sequence
from typing import Any

from flask import abort

from shopper.extensions import db
from shopper.models import ClientSettings, Person, Region
from shopper.permissions import Can
from shopper.reach import Place, clients

SOFT, HARD = 12, 24
"""Hours after which a report is due, and after which it is late, unless a client says otherwise."""
APPEAL, ANSWER = 14, 7
"""Days in which somebody may appeal, and in which that is decided."""
RETENTION, DUTY = 730, 3
"""Days after which personal words are erased, and people on duty below whom nobody reads who served."""


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
        appeal_days=APPEAL,
        answer_days=ANSWER,
        retention_days=RETENTION,
        least_on_duty=DUTY,
    )


def starting_with(region_id: int, places: Sequence[Place]) -> dict[str, Any]:
    """What the form of a new branch begins with, from the settings of its client where that is plain."""
    here = [place.region for place in places if place.region.id == region_id]
    clients = {region.client_id for region in here or [place.region for place in places]}
    if len(clients) != 1:
        return {"region": region_id}
    chosen = settings_of(clients.pop())
    return {"region": region_id, "time_zone": chosen.time_zone, "currency": chosen.currency}
