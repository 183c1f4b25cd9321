"""Webhooks and what they were told: one's own, and another client's."""

from __future__ import annotations

from shopper.extensions import db
from shopper.models import DeliveryState, Event, Person, Region
from shopper.webhooks.commands import add_webhook, prepare_test
from tests.rules.kinds import Kind, Values

NOWHERE = "https://127.0.0.1/hook"
"""Where nothing is ever sent."""


def webhooks(client: Region, by: Person, other: Region, stranger: Person) -> dict[str, Kind]:
    """Of two clients, each with a delivery that was given up."""
    mine, theirs = _told(client, by), _told(other, stranger)
    return {
        "webhook": Kind(*({"webhook_id": each["webhook_id"]} for each in (mine, theirs))),
        "webhook_delivery": Kind(*({"delivery_id": each["delivery_id"]} for each in (mine, theirs))),
    }


def _told(client: Region, by: Person) -> Values:
    webhook = add_webhook(client, url=NOWHERE, by=by)
    row = prepare_test(webhook, by=by)
    row.event, row.state = Event.RELEASED, DeliveryState.GIVEN_UP
    db.session.commit()
    return {"webhook_id": webhook.id, "delivery_id": row.id}
