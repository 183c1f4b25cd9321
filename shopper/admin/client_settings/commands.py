"""Changing the settings of a client."""

from dataclasses import dataclass

from shopper.admin.client_settings import queries
from shopper.admin.places.queries import client_named
from shopper.audit import command
from shopper.database import locked
from shopper.extensions import db
from shopper.models import ClientSettings, Person, Region
from shopper.troubles import Refused, Trouble


@dataclass(frozen=True)
class Chosen:
    """Every setting of a client but its name."""

    language: str
    time_zone: str
    currency: str
    soft_due_hours: int
    hard_due_hours: int
    contact: str
    appeal_days: int
    answer_days: int
    retention_days: int
    least_on_duty: int


def change_settings(client: Region, name: str, chosen: Chosen, *, by: Person) -> Region:
    """Rename a client and set what holds in it. Raises Refused where another client has the name."""
    return _change(client, name=name, settings=vars(chosen), by=by)


@command("client.settings", "name", "settings")
def _change(client: Region, *, name: str, settings: dict[str, str | int], by: Person) -> Region:
    locked(client)
    other = client_named(name)
    if other is not None and other.id != client.id:
        raise Refused(Trouble.NAME_TAKEN, name=name)
    client.name = name
    row = db.session.get(ClientSettings, client.id) or queries.settings_of(client.id)
    for field, value in settings.items():
        setattr(row, field, value)
    db.session.add(row)
    return client
