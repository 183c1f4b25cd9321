"""The webhooks of a client, and what of their deliveries is due."""

from datetime import timedelta
from uuid import UUID

from flask import abort
from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload

from shopper import clock
from shopper.admin.client_settings.queries import mine
from shopper.extensions import db
from shopper.models import (
    Branch,
    DeliveryState,
    Event,
    Grant,
    Person,
    Region,
    Role,
    Visit,
    VisitState,
    Webhook,
    WebhookDelivery,
)

SHOWN, AT_ONCE = 50, 200
KEPT = timedelta(days=30)
"""How long what was settled stays in the list."""
SETTLED = (DeliveryState.DELIVERED, DeliveryState.GIVEN_UP)


def of_client(client: Region) -> list[Webhook]:
    """Those of a client that was found for the person, the oldest first."""
    return list(db.session.scalars(_of(client.id)))


def of_client_kept(client_id: int) -> list[Webhook]:
    """The same for a command that is about to point at them: none goes away before it ends."""
    return list(db.session.scalars(_of(client_id).with_for_update(read=True, key_share=True)))


def _of(client_id: int):  # type: ignore[no-untyped-def]  # a select of Webhook
    return select(Webhook).where(Webhook.client_id == client_id).order_by(Webhook.id)


def webhook_or_404(person: Person, webhook_id: int) -> Webhook:
    """One of a client that the person administers whole."""
    clients = [client.id for client in mine(person)]
    wanted = select(Webhook).where(Webhook.id == webhook_id, Webhook.client_id.in_(clients))
    return db.session.scalar(wanted.options(joinedload(Webhook.client))) or abort(404)


def delivery_or_404(person: Person, delivery_id: UUID) -> WebhookDelivery:
    """One delivery of one of those."""
    found = db.session.get(WebhookDelivery, delivery_id) or abort(404)
    webhook_or_404(person, found.webhook_id)
    return found


def latest(webhook: Webhook) -> list[WebhookDelivery]:
    """What it was told last, the newest first."""
    wanted = select(WebhookDelivery).where(WebhookDelivery.webhook_id == webhook.id)
    newest = wanted.order_by(WebhookDelivery.created_at.desc(), WebhookDelivery.id)
    return list(db.session.scalars(newest.limit(SHOWN)))


def places_of(deliveries: list[WebhookDelivery]) -> dict[UUID, tuple[str, bool]]:
    """Of the visits that these tell of, the branch and whether there is a report to open now."""
    ids = {row.visit_id for row in deliveries if row.visit_id}
    rows = select(Visit.id, Branch.name, Visit.state).join(Branch, Branch.id == Visit.branch_id)
    found = db.session.execute(rows.where(Visit.id.in_(ids)))
    return {visit_id: (name, state == VisitState.RELEASED) for visit_id, name, state in found}


def counts(client: Region) -> dict[int, dict[DeliveryState, int]]:
    """How many deliveries of each webhook stand where; tests are not counted."""
    key = (WebhookDelivery.webhook_id, WebhookDelivery.state)
    rows = select(*key, func.count()).join(WebhookDelivery.webhook)
    rows = rows.where(Webhook.client_id == client.id, WebhookDelivery.event != Event.PING).group_by(*key)
    found: dict[int, dict[DeliveryState, int]] = {}
    for webhook_id, state, number in db.session.execute(rows):
        found.setdefault(webhook_id, {})[DeliveryState(state)] = number
    return found


def due_webhooks() -> list[int]:
    """The programs to call now, for the job; who waits longest is first."""
    first = func.min(WebhookDelivery.next_at)
    wanted = select(WebhookDelivery.webhook_id).join(WebhookDelivery.webhook).where(_due())
    grouped = wanted.group_by(WebhookDelivery.webhook_id).order_by(first, WebhookDelivery.webhook_id)
    return list(db.session.scalars(grouped))


def due_of(webhook_id: int) -> list[UUID]:
    """What one of them is to be told now, in the order in which it happened."""
    wanted = select(WebhookDelivery.id).join(WebhookDelivery.webhook)
    wanted = wanted.where(WebhookDelivery.webhook_id == webhook_id, _due())
    in_order = wanted.order_by(WebhookDelivery.created_at, WebhookDelivery.id)
    return list(db.session.scalars(in_order.limit(AT_ONCE)))


def _due() -> ColumnElement[bool]:
    now = clock.now()
    return (
        (WebhookDelivery.state == DeliveryState.WAITING)
        & (WebhookDelivery.next_at <= now)
        & Webhook.paused_at.is_(None)
        & or_(Webhook.rests_until.is_(None), Webhook.rests_until <= now)
    )


def run_out() -> list[WebhookDelivery]:
    """What waited for as long as it may; another process may be giving up some of it just now."""
    wanted = (WebhookDelivery.state == DeliveryState.WAITING, WebhookDelivery.use_by <= clock.now())
    found = select(WebhookDelivery).where(*wanted).order_by(WebhookDelivery.id)
    return list(db.session.scalars(found.with_for_update(skip_locked=True)))


def of_deliveries(deliveries: list[WebhookDelivery]) -> list[Webhook]:
    """Whose they are."""
    ids = {row.webhook_id for row in deliveries}
    return list(db.session.scalars(select(Webhook).where(Webhook.id.in_(ids)).order_by(Webhook.id)))


def admins_of(client_id: int) -> list[Person]:
    """Those who administer the client whole."""
    found = select(Person).join(Grant, Grant.person_id == Person.id)
    found = found.where(Grant.role == Role.ADMIN, Grant.region_id == client_id, Person.active)
    return list(db.session.scalars(found.order_by(Person.id)))
