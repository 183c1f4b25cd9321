"""A program of the client's own that was told of results until it was paused; nothing leaves the demo."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from shopper import clock
from shopper.audit import command
from shopper.demo import cast, places, queries
from shopper.extensions import db
from shopper.models import DeliveryState, Event, Miss, Person, Region, Visit, VisitScore, Webhook
from shopper.webhooks.bodies import about_result
from shopper.webhooks.commands import add_webhook, pause_webhook
from shopper.webhooks.telling import new_delivery

URL = "https://reports.example.test/last-inch"
AMONG, TOLD = (places.WEAK_FINISH, places.FAILS_ONCE, places.FEW_VISITS), 6
"""The branches whose latest results are in its list; it did not answer for the last of them."""
EVERY = timedelta(days=3)
"""One after the other in the weeks before today: what is older than a month leaves the list."""
TOOK, TRIES = 84, 27


def tell_program(client: Region) -> None:
    """Asha added it, paused it while it is mended, and will send the last result again."""
    asha, now = queries.person(cast.sign_in_of("Asha")), clock.now()
    branches = queries.branches(client.id)
    scored = [each for name in AMONG for each in queries.scored(branches[name])]
    latest = sorted(scored, key=_released_at)[-TOLD:]
    with clock.standing_at(now - timedelta(days=40)):
        webhook = add_webhook(client, url=URL, by=asha)
    _told(webhook, latest, by=None)
    with clock.standing_at(now - timedelta(days=1)):
        pause_webhook(webhook, by=asha)


def _released_at(result: tuple[Visit, VisitScore]) -> datetime:
    return result[0].released_at or clock.now()


@command("demo.tell")
def _told(webhook: Webhook, results: Sequence[tuple[Visit, VisitScore]], *, by: Person | None) -> None:
    """The visits were stored with the others of their year; this is what the program was told of them."""
    for number, (visit, score) in enumerate(results, 1):
        at = clock.now() - EVERY * (1 + len(results) - number)
        row = new_delivery(webhook, Event.RELEASED, about_result(Event.RELEASED, visit, score, at), at, visit)
        row.state, row.tries, row.tried_at = DeliveryState.DELIVERED, 1, at + timedelta(seconds=40)
        row.status, row.took_ms = 204, TOOK + 7 * number
        if number == len(results):
            row.state, row.tries, row.tried_at = DeliveryState.GIVEN_UP, TRIES, row.use_by
            row.status, row.took_ms, row.miss = None, 10_000, Miss.TOO_SLOW
        db.session.add(row)
