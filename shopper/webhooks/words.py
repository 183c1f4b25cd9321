"""How webhooks and their deliveries are told to an admin."""

from http import HTTPStatus

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from shopper.models import DeliveryState, Event, Miss, Webhook, WebhookDelivery

FORMULA = 'webhook-signature = "v1," + base64(HMAC-SHA256(base64-decode(whsec_…), webhook-id + "." + webhook-timestamp + "." + body))'
"""For programmers, who read it in every language alike."""
EVENTS = {
    Event.PING: _l("Test"),
    Event.RELEASED: _l("Released"),
    Event.RESCORED: _l("Scored again"),
    Event.WITHDRAWN: _l("Withdrawn"),
}
STATES = {
    DeliveryState.WAITING: _l("Waits"),
    DeliveryState.SENDING: _l("Is being sent"),
    DeliveryState.DELIVERED: _l("Delivered"),
    DeliveryState.GIVEN_UP: _l("Given up"),
}
MISSES = {
    Miss.NO_NAME: _l("no server of that name is known"),
    Miss.INSIDE: _l("the name leads into a network where nothing may be sent"),
    Miss.NO_CONNECTION: _l("nobody listens there"),
    Miss.NO_TLS: _l("its certificate is not good"),
    Miss.TOO_SLOW: _l("it took too long"),
    Miss.BROKE_OFF: _l("it hung up without an answer"),
}


def outcome(row: WebhookDelivery) -> str:
    """What came of the last try; empty before the first."""
    if row.miss:
        return str(MISSES[Miss(row.miss)])
    return _status(row.status) if row.status else ""


def _status(status: int) -> str:
    """The number and its name in HTTP, which programmers know it by."""
    if 300 <= status < 400:
        return _("%(status)s, which leads elsewhere and is not followed", status=status)
    known = status in {each.value for each in HTTPStatus}
    return f"{status} {HTTPStatus(status).phrase}" if known else str(status)


def standing(webhook: Webhook) -> str:
    """How it stands with a program, in one sentence."""
    if webhook.paused_at:
        return _("Paused: nothing is sent, and what happens meanwhile waits, for a day at most.")
    if webhook.misses:
        return _("It does not answer just now. It is tried again by itself, for a day.")
    return _("It is told of every result within a minute or two.")
