"""Adding, pausing and removing webhooks, trying them, and sending again what was given up."""

from sqlalchemy import delete

from shopper import clock
from shopper.audit import command
from shopper.database import locked
from shopper.extensions import db
from shopper.models import DeliveryState, Event, Person, Region, Webhook, WebhookDelivery
from shopper.troubles import Refused, Trouble
from shopper.webhooks import queries
from shopper.webhooks.bodies import ping_body
from shopper.webhooks.signing import new_secret
from shopper.webhooks.telling import TRIED_FOR, new_delivery


@command("webhook.add", "url", about="client")
def add_webhook(client: Region, *, url: str, by: Person) -> Webhook:
    """Tell the program at this address of all results of the client from now on.

    The address was found good. Raises Refused where it is there already, or there are too many."""
    there = queries.of_client(locked(client))
    if any(each.url == url for each in there):
        raise Refused(Trouble.WEBHOOK_THERE)
    if len(there) >= Webhook.MOST:
        raise Refused(Trouble.WEBHOOKS_MANY, most=Webhook.MOST)
    webhook = Webhook(client_id=client.id, url=url, secret=new_secret(), by_id=by.id, created_at=clock.now())
    db.session.add(webhook)
    return webhook


@command("webhook.pause")
def pause_webhook(webhook: Webhook, *, by: Person) -> None:
    """Send nothing there for now; what happens meanwhile waits, a day at most."""
    locked(webhook).paused_at = webhook.paused_at or clock.now()


@command("webhook.resume")
def resume_webhook(webhook: Webhook, *, by: Person) -> None:
    """Send there again, beginning with what waits."""
    locked(webhook)
    webhook.paused_at = webhook.rests_until = None
    webhook.misses = 0


def remove_webhook(webhook: Webhook, *, by: Person) -> Region:
    """Tell this program nothing more, and forget what it was told. The client whose it was."""
    return _remove(webhook.client, url=webhook.url, webhook=webhook, by=by)


@command("webhook.remove", "url")
def _remove(client: Region, *, url: str, webhook: Webhook, by: Person) -> Region:
    db.session.refresh(webhook, with_for_update={"of": Webhook})  # whoever is about to point at it ends first
    db.session.execute(delete(WebhookDelivery).where(WebhookDelivery.webhook_id == webhook.id))
    db.session.delete(webhook)
    return client


@command("webhook.try")
def prepare_test(webhook: Webhook, *, by: Person) -> WebhookDelivery:
    """A test for this program, which is due at once, also while it is paused."""
    now = clock.now()
    row = new_delivery(webhook, Event.PING, ping_body(webhook, now), now)
    db.session.add(row)
    return row


def send_again(delivery: WebhookDelivery, *, by: Person) -> Webhook:
    """Try this one for another day, under the same id. Raises Refused where it is under way."""
    return _send_again(delivery.webhook, delivery=delivery, by=by)


@command("webhook.send_again", "delivery")
def _send_again(webhook: Webhook, *, delivery: WebhookDelivery, by: Person) -> Webhook:
    locked(webhook)
    locked(delivery)
    if delivery.state not in queries.SETTLED or delivery.event == Event.PING:
        raise Refused(Trouble.DELIVERY_WAITS)
    now = clock.now()
    delivery.state, delivery.tries = DeliveryState.WAITING, 0
    delivery.next_at, delivery.use_by = now, now + TRIED_FOR
    webhook.rests_until = None
    return webhook
