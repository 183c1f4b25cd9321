"""Two processes at the same instant: nothing is told twice by design, and nobody stands in another's way."""

from __future__ import annotations

from shopper.extensions import db
from shopper.models import Person, Visit, VisitState, Webhook, WebhookDelivery
from shopper.review import commands as review
from shopper.webhooks.commands import add_webhook, remove_webhook
from shopper.webhooks.sending import send_due
from tests.shopper.review.support import sent
from tests.support.at_once import DONE, at_once


def test_two_processes_tell_a_program_each_thing_once(house, app, program, webhook):
    for _each in range(4):
        review.accept(sent(house), by=house.ben)
    at_once(app, lambda: send_due, lambda: send_due)
    assert len(program.calls) == len(set(program.ids)) == 4


def test_a_release_and_the_removal_of_the_webhook_both_succeed(house, app, program):
    by = house.asha.id, house.ben.id
    for number in range(4):
        url = f"{program.url}&round={number}"
        webhook, visit = add_webhook(house.client, url=url, by=house.asha), sent(house)
        keys = webhook.id, visit.id

        def remove(key=keys[0]):
            row, asha = db.session.get_one(Webhook, key), db.session.get_one(Person, by[0])
            return lambda: remove_webhook(row, by=asha)

        def accept(key=keys[1]):
            row, ben = db.session.get_one(Visit, key), db.session.get_one(Person, by[1])
            return lambda: review.accept(row, by=ben)

        assert at_once(app, remove, accept) == [DONE, DONE]
        assert db.session.get_one(Visit, keys[1]).state == VisitState.RELEASED
    assert db.session.query(WebhookDelivery).count() == db.session.query(Webhook).count() == 0
