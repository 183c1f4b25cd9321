"""What the tests of webhooks share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from shopper.extensions import db
from shopper.models import Webhook, WebhookDelivery
from shopper.webhooks.commands import add_webhook
from tests.support.programs import Listener, listening


@pytest.fixture
def program(app) -> Iterator[Listener]:
    """A program that listens."""
    with listening(app) as listener:
        yield listener


@pytest.fixture
def webhook(house, program) -> Webhook:
    """The client's webhook, which calls it."""
    return add_webhook(house.client, url=program.url, by=house.asha)


def deliveries() -> list[WebhookDelivery]:
    db.session.rollback()
    return db.session.query(WebhookDelivery).order_by(WebhookDelivery.created_at).all()
