"""Two buttons pressed at the same moment: no sixth place is taken, no log is closed twice, on either database."""

from functools import partial

from shopper.extensions import db
from shopper.follow_up.conversations.commands import (
    begin_log,
    close_conversation,
    erase_customer,
    plan_conversation,
    save_log,
)
from shopper.models import Conversation, Customer, Person
from tests.shopper.follow_up.talking import guest, whole
from tests.support.at_once import DONE, at_once, of, refused


def test_of_two_plans_for_the_last_place_one_wins(app, house):
    for n in range(4):
        plan_conversation(guest(house, f"Guest {n}"), by=house.dev)
    keeper, late = house.dev.id, [guest(house, name).id for name in ("A", "B")]

    def plan(customer_id):
        return partial(plan_conversation, of(Customer, customer_id), by=of(Person, keeper))

    told = at_once(app, *(partial(plan, each) for each in late))
    assert refused(told) == ["five_full"]
    assert db.session.query(Conversation).count() == 5


def test_closing_and_erasing_at_once_wait_for_each_other(app, house):
    customer = guest(house)
    talk = begin_log(customer, by=house.dev)
    save_log(talk, whole(), edit_number=1, by=house.dev)
    keeper, customer_id, talk_id = house.dev.id, customer.id, talk.id

    def close():
        return partial(close_conversation, of(Conversation, talk_id), by=of(Person, keeper))

    def erase():
        return partial(erase_customer, of(Customer, customer_id), by=of(Person, keeper))

    told = at_once(app, close, close, erase)
    assert told[2] == DONE
    assert set(refused(told)) <= {"conversation_closed", "log_not_whole"}
    assert db.session.get_one(Conversation, talk_id).said == ""
