"""What customers said of how to reach them is honoured; who they are is seen by few, and can be forgotten."""

from datetime import date, timedelta

import pytest

from shopper import clock
from shopper.extensions import db
from shopper.follow_up.conversations.commands import (
    Wanted,
    change_customer,
    erase_customer,
    plan_conversation,
    save_log,
)
from shopper.follow_up.conversations.letters import proposal
from shopper.follow_up.conversations.queries import shares
from shopper.follow_up.conversations.weeks import since, today_of
from shopper.messages.kinds import Kind
from shopper.messages.reminders import remind
from shopper.models import AuditEvent, Channel, Conversation, Customer, Message, Wish
from shopper.troubles import Refused
from tests.shopper.follow_up.support import opened
from tests.shopper.follow_up.talking import guest, talked, whole
from tests.support.databases import LONG_ON_POSTGRES

pytestmark = LONG_ON_POSTGRES
KNOWN = {"email": "guest@example.test", "phone": "+44 20 7946 0018"}


def test_the_letter_is_a_draft_that_nobody_sends_for_you(house, as_):
    customer = guest(house, "Kim & Co", email="kim+1@example.test")
    page = as_(house.dev).get("follow_up.customer", customer_id=customer.id)
    address = str(page.select("a[href^='mailto:']")[0]["href"])
    assert address.startswith(
        "mailto:kim%2B1@example.test?subject=May%20I%20ask%20you%20about%20Mill%20Lane%3F&body=Dear%20Kim%20%26%20Co"
    )
    letter = page.select("textarea[readonly]")[0].text
    assert letter.count("– ") == 3, "three times are proposed"
    assert "we will not write again" in letter
    assert db.session.query(Message).count() == 0


def test_the_times_proposed_are_working_days(app, house):
    customer = guest(house, email="a@example.test")
    with app.test_request_context():
        body = proposal(customer, house.dev, date(2026, 11, 20)).body  # a Friday
    assert "Monday 23 November at 10:00" in body
    assert "Saturday" not in body


def test_a_preferred_way_needs_its_address_and_no_opt_out_against_it(house, as_):
    page = as_(house.dev).get("follow_up.customer_new")
    page = page.submit(
        expect=400, name="A guest", branch=str(house.mill_lane.id), wish="phone", closed_from="email"
    )
    assert "They prefer the phone: write the number above." in page.text
    assert "They closed that way" in page.text
    assert page.form()["name"] == "A guest"
    page = page.submit(expect=400, phone="ring me", email="nowhere", closed_from="")
    assert "a number that can be dialled" in page.text
    assert "Write the whole e-mail" in page.text
    page = page.submit(phone=KNOWN["phone"], email="")
    assert "By phone, as they asked" in page.text
    with pytest.raises(Refused, match="They closed that way"):
        guest(house, wish=Wish.PHONE, closed_from=Channel.EMAIL)


def test_since_when_they_want_less_is_shown(house, as_):
    customer = guest(house, **KNOWN)
    change_customer(
        customer, Wanted("A", closed_from=Channel.PHONE, **KNOWN), branch=house.mill_lane, by=house.dev
    )
    assert customer.stopped_on == today_of(house.dev)
    assert "No calls, and nobody in person" in as_(house.dev).get("follow_up.customers").text
    change_customer(customer, Wanted("A", **KNOWN), branch=house.mill_lane, by=house.dev)
    assert customer.stopped_on is None


def test_customers_are_seen_only_by_those_who_manage_the_branch(house, as_):
    here, there = guest(house, "Here"), guest(house, "There", house.quayside)
    page = as_(house.dev).get("follow_up.customers")
    assert "Here" in page.text
    assert "There" not in page.text
    page.client.get("follow_up.customer", customer_id=there.id, expect=404)
    page.client.post("follow_up.customer_plan", {}, customer_id=there.id, expect=404)
    as_(house.asha).get("follow_up.customer", customer_id=here.id, expect=403)
    assert "No customer fits." in page.client.get("follow_up.customers", words="There").text


def test_a_customer_is_not_moved_to_a_branch_of_others(house, as_):
    page = as_(house.dev).get("follow_up.customer_change", customer_id=guest(house).id)
    assert "Choose one from the list." in page.submit(expect=400, branch=str(house.quayside.id)).text


def test_erasing_forgets_who_it_was_and_what_they_said_and_keeps_the_count(house, as_):
    customer = guest(house, "Mx Example", company="Example & Co", **KNOWN)
    talk = talked(house, customer, 3, said="My name is Example.")
    action = opened(house, finding="Mx Example waited", conversation=talk)
    save_log(plan_conversation(customer, by=house.dev), whole(), edit_number=1, by=house.dev)
    page = as_(house.dev).get("follow_up.customer", customer_id=customer.id)
    page = page.submit("form[action$=erase]", expect=400)
    assert "Tick the box first" in page.text
    page = page.submit("form[action$=erase]", sure="y")
    row, said = db.session.get_one(Customer, customer.id), db.session.get_one(Conversation, talk.id)
    assert (row.name, row.company, row.email, row.phone) == ("", "", "", "")
    assert (said.said, said.read_back, said.unchanged) == ("", "", "")
    assert "Example" not in action.finding
    today = today_of(house.dev)
    assert shares(house.dev, since(today), today) == (1, 1)
    page.client.get("follow_up.customer", customer_id=customer.id, expect=404)
    page.client.get("follow_up.conversation", conversation_id=talk.id, expect=404)
    assert "Four" not in page.client.get("follow_up.conversations").text, (
        "the place in the week is free again"
    )


def test_the_log_names_the_branch_and_never_the_customer(house, as_):
    customer = guest(house, "Mx Example", **KNOWN)
    save_log(plan_conversation(customer, by=house.dev), whole(), edit_number=1, by=house.dev)
    erase_customer(customer, by=house.dev)
    lines = db.session.query(AuditEvent).filter(AuditEvent.action.like("c%")).all()
    assert {"customer.add", "conversation.plan", "conversation.save", "customer.erase"} <= {
        one.action for one in lines
    }
    assert "Example" not in str([one.facts for one in lines])
    assert {one.client_id for one in lines if one.action.startswith(("customer", "conv"))} == {
        house.client.id
    }
    page = as_(house.asha).get("admin.audit_log")
    assert "planned to talk to a customer of Mill Lane in the week of" in page.text
    assert "erased a customer of Mill Lane" in page.text
    assert "Example" not in page.text


def _due(person) -> list[str]:
    rows = db.session.query(Message).filter_by(person_id=person.id).all()
    return [row.kind for row in rows if row.kind in (Kind.CONTACT_DUE, Kind.CONTACT_DUE_SOON)]


def test_who_promised_is_reminded_once_before_and_once_on_the_day(house):
    customer = guest(house, "Mx Example")
    talked(house, customer, 3, next_on=1)
    begins = clock.now().replace(hour=8, minute=0)
    for hours in (0, 1, 23, 26, 30):
        with clock.standing_at(begins + timedelta(hours=hours)):
            remind()
    assert _due(house.dev) == [Kind.CONTACT_DUE_SOON, Kind.CONTACT_DUE]
    assert "Example" not in str([(row.subject, row.body) for row in db.session.query(Message)])


@pytest.mark.parametrize("reason", ["kept", "stopped", "elsewhere"])
def test_nobody_is_reminded_of_what_no_longer_stands(house, reason):
    customer = guest(house)
    talked(house, customer, 3, next_on=0)
    if reason == "kept":
        talked(house, customer, 1, next_on=30)
    elif reason == "stopped":
        change_customer(customer, Wanted("A", wish=Wish.NOTHING), branch=house.mill_lane, by=house.dev)
    else:
        change_customer(customer, Wanted("A"), branch=house.quayside, by=house.dev)
    with clock.standing_at(clock.now().replace(hour=23)):
        remind()
    assert _due(house.dev) == []
