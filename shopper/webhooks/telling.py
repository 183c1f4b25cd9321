"""Putting down what programs are to be told, in the transaction that makes it true."""

from datetime import datetime, timedelta
from uuid import uuid4

from shopper import clock
from shopper.extensions import db
from shopper.models import Event, Visit, VisitScore, Webhook, WebhookDelivery
from shopper.webhooks import queries
from shopper.webhooks.bodies import about_result

TRIED_FOR = timedelta(days=1)
"""After that it is given up, until an admin sends it again."""


def tell_programs(event: Event, visit: Visit, score: VisitScore) -> None:
    """Tell every program of the client about a visit; part of the command that changes its result.

    What goes out is written here; sending it is another's matter, however slow the programs are."""
    webhooks = queries.of_client_kept(visit.branch.client_id)
    if webhooks:
        now = clock.now()
        body = about_result(event, visit, score, now)
        db.session.add_all(new_delivery(each, event, body, now, visit) for each in webhooks)


def new_delivery(
    webhook: Webhook, event: Event, body: str, now: datetime, visit: Visit | None = None
) -> WebhookDelivery:
    """One thing to tell one program, due at once."""
    return WebhookDelivery(
        id=uuid4(),
        webhook_id=webhook.id,
        visit_id=visit.id if visit else None,
        event=event,
        body=body,
        created_at=now,
        next_at=now,
        use_by=now + TRIED_FOR,
    )
