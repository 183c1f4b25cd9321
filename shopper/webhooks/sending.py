"""Telling programs what waits for them.

A delivery is claimed and the claim committed before the call, so that no two processes make it at the same
time. Who dies between the call and the commit leaves it claimed, and after a while it goes out once more:
a program may be told twice, always under the same id, and is never told nothing."""

from datetime import timedelta
from time import monotonic
from typing import NamedTuple
from uuid import UUID

from flask import current_app
from sqlalchemy import delete, update

from shopper import clock
from shopper.database import writing
from shopper.extensions import db
from shopper.messages.commands import tell
from shopper.messages.kinds import Kind
from shopper.messages.queries import told_already
from shopper.models import DeliveryState, Event, Webhook, WebhookDelivery
from shopper.webhooks import queries
from shopper.webhooks.posting import Answer, post
from shopper.webhooks.signing import headers

FORGOTTEN_AFTER = timedelta(minutes=2)
"""Far longer than one call may take."""
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)
"""Between two tries: twice as long each time, up to the hour."""
SHARE = 15.0
"""Seconds that one program has in one pass; then it is the next one's turn."""
AWAY = frozenset({429, 502, 503, 504})
"""Answers which say that nothing else need be tried there now."""


class Call(NamedTuple):
    """A delivery that this process took up."""

    key: UUID
    webhook_id: int
    url: str
    secret: str
    body: bytes
    event: Event


def send_due() -> int:
    """Tell every program what is due; how many calls were made."""
    _tidy()
    return sum(_send_to(webhook_id) for webhook_id in queries.due_webhooks())


def _send_to(webhook_id: int) -> int:
    """In order, until it does not answer or has had its share."""
    calls, until = 0, monotonic() + SHARE
    for key in queries.due_of(webhook_id):
        answer = deliver(key)
        calls += answer is not None
        if (answer and is_away(answer)) or monotonic() > until:
            break
    return calls


def deliver(key: UUID) -> Answer | None:
    """Make one call and write down what came of it; None where another process was first."""
    call = _claim(key)
    if call is None:
        return None
    sent = headers(call.secret, str(call.key), clock.now(), call.body)
    answer = post(call.url, call.body, sent, current_app.config["LAST_INCH"])
    _write_down(call, answer)
    return answer


def is_away(answer: Answer) -> bool:
    """Whether the program is not there at all."""
    return answer.status is None or answer.status in AWAY


def is_good(answer: Answer) -> bool:
    """Whether it took what it was told."""
    return answer.status is not None and 200 <= answer.status < 300


def _claim(key: UUID) -> Call | None:
    with writing():
        mine = (WebhookDelivery.id == key, WebhookDelivery.state == DeliveryState.WAITING)
        tries = WebhookDelivery.tries + 1
        if not _change(*mine, state=DeliveryState.SENDING, tried_at=clock.now(), tries=tries):
            return None
        row = db.session.get_one(WebhookDelivery, key)
        webhook = db.session.get_one(Webhook, row.webhook_id)
        return Call(key, webhook.id, webhook.url, webhook.secret, row.body.encode(), Event(row.event))


def _write_down(call: Call, answer: Answer) -> None:
    """The program first, then what it was told: whoever removes it takes them in that order."""
    with writing():
        _note_program(call, answer)
        row = db.session.get(WebhookDelivery, call.key, with_for_update=True)
        if row is None or row.state != DeliveryState.SENDING:
            return
        row.status, row.took_ms, row.miss = answer.status, answer.took_ms, answer.miss
        row.state, row.next_at = _what_next(row, answer), clock.now() + wait_after(row.tries)


def _what_next(row: WebhookDelivery, answer: Answer) -> DeliveryState:
    if is_good(answer):
        return DeliveryState.DELIVERED
    return DeliveryState.GIVEN_UP if row.event == Event.PING else DeliveryState.WAITING


def _note_program(call: Call, answer: Answer) -> None:
    """Who answers is called at once when there is more; who does not is left alone for a while."""
    webhook = db.session.get(Webhook, call.webhook_id, with_for_update={"key_share": True})
    if webhook is None or (is_away(answer) and call.event == Event.PING):
        return
    webhook.misses = webhook.misses + 1 if is_away(answer) else 0
    webhook.rests_until = clock.now() + wait_after(webhook.misses) if webhook.misses else None


def wait_after(tries: int) -> timedelta:
    """How long to wait after so many tries, 1 or more."""
    return min(FIRST_WAIT * 2 ** min(tries - 1, 10), LONGEST_WAIT)


def _tidy() -> None:
    """Take up again what a process died with, give up what waited too long, forget what is long settled."""
    now = clock.now()
    died = (WebhookDelivery.state == DeliveryState.SENDING, WebhookDelivery.tried_at < now - FORGOTTEN_AFTER)
    with writing():
        _change(*died, state=DeliveryState.WAITING, next_at=now)
        _give_up()
        settled = WebhookDelivery.state.in_(queries.SETTLED)
        old = delete(WebhookDelivery).where(settled, WebhookDelivery.created_at < now - queries.KEPT)
        db.session.execute(old)


def _give_up() -> None:
    late = queries.run_out()
    for row in late:
        row.state = DeliveryState.GIVEN_UP
    for webhook in queries.of_deliveries(late):
        if not webhook.paused_at:  # else its admins know
            _warn(webhook)


def _warn(webhook: Webhook) -> None:
    """Its admins hear of it in their list, once a day."""
    day = f"{clock.now():%Y-%m-%d}"
    for admin in queries.admins_of(webhook.client_id):
        name = f"{Kind.WEBHOOK_TROUBLE}:{webhook.id}:{admin.id}:{day}"
        if not told_already([name]):
            tell(admin, Kind.WEBHOOK_TROUBLE, about=webhook, once=name)


def _change(*where: object, **values: object) -> int:
    changed = db.session.execute(
        update(WebhookDelivery).where(*where).values(**values),  # type: ignore[arg-type]
        execution_options={"synchronize_session": False},
    )
    return int(changed.rowcount)  # type: ignore[attr-defined]
