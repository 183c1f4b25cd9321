"""A conversation is planned, prepared and logged; it is closed when nothing is missing, and nothing is lost."""

import pytest

from shopper.extensions import db
from shopper.follow_up.conversations.commands import (
    begin_log,
    close_conversation,
    plan_conversation,
    save_log,
)
from shopper.models import Action, Conversation, Customer, Role, Wish
from shopper.troubles import Refused
from tests.shopper.follow_up.support import opened
from tests.shopper.follow_up.talking import WHOLE, guest, talked, whole
from tests.support.builders import day, make_person
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.results import AVERAGE, released

pytestmark = LONG_ON_POSTGRES
TYPED = {**WHOLE, "ours": "ours", "channel": "phone", "next_on": day(7).isoformat()}


def test_the_prep_card_shows_visits_actions_and_what_was_promised_before(house, as_):
    customer = guest(house)
    released(house.version, [(house.mill_lane, day(-3), AVERAGE)])
    opened(house)
    talked(house, customer, 20, said="The music is loud.", next_on=-1)
    talk = plan_conversation(customer, by=house.dev)
    page = as_(house.dev).get("follow_up.conversation", conversation_id=talk.id)
    for words in (
        "of 100",
        "Say goodbye at the door",
        "The music is loud.",
        "Slow at eight: yes.",
        "Next contact promised",
    ):
        assert words in page.text


@pytest.mark.parametrize(
    ("left_out", "told"),
    [
        ("said", "Write what they said"),
        ("read_back", "Write what you read back"),
        ("unchanged", "Open an action from this conversation"),
        ("next_on", "Write the day on which they hear from you next"),
    ],
)
def test_none_of_the_four_may_be_missing_and_the_rest_is_kept(house, as_, left_out, told):
    talk = plan_conversation(guest(house), by=house.dev)
    page = as_(house.dev).get("follow_up.conversation", conversation_id=talk.id)
    page = page.submit(expect=400, **{**TYPED, left_out: ""}, do="close")
    assert told in page.text
    stored = db.session.get_one(Conversation, talk.id)
    assert stored.closed_at is None
    kept = {name: getattr(stored, name) for name in WHOLE if name != left_out}
    assert kept == {name: words for name, words in WHOLE.items() if name != left_out}
    page = page.submit(**{left_out: TYPED[left_out]}, do="close")
    assert "1 of 1" not in page.text
    assert "The one conversation in 30 days was ours to start." in page.text
    assert db.session.get_one(Conversation, talk.id).closed_at is not None


def test_a_log_is_saved_half_done_and_the_week_says_what_is_missing(house, as_):
    talk = plan_conversation(guest(house), by=house.dev)
    page = as_(house.dev).get("follow_up.conversation", conversation_id=talk.id)
    page = page.submit(said="Slow at eight", do="save")
    assert page.form("main form:has(textarea[name=said])")["said"] == "Slow at eight"
    week = page.client.get("follow_up.conversations")
    assert (
        "Still missing: who began, how you talked, what you read back, an action and the next contact."
        in week.text
    )


def test_the_next_contact_lies_ahead(house, as_):
    talk = plan_conversation(guest(house), by=house.dev)
    page = as_(house.dev).get("follow_up.conversation", conversation_id=talk.id)
    page = page.submit(expect=400, **{**TYPED, "next_on": day(-1).isoformat()}, do="close")
    assert "That day has passed." in page.text
    page = page.submit(expect=400, next_on="next Tuesday", do="close")
    assert "Write a date as year-month-day" in page.text
    assert page.form()["next_on"] == "next Tuesday"
    assert page.form()["said"] == WHOLE["said"]


def test_nobody_talked_tomorrow(house, as_):
    talk = plan_conversation(guest(house), by=house.dev)
    page = as_(house.dev).get("follow_up.conversation", conversation_id=talk.id)
    assert "today or before" in page.submit(expect=400, **TYPED, held_on=day(2).isoformat(), do="close").text


def test_an_action_opened_from_it_is_a_real_one_and_does_for_the_reason(house, as_):
    talk = plan_conversation(guest(house, "Mx Example"), by=house.dev)
    page = as_(house.dev).get("follow_up.conversation", conversation_id=talk.id)
    page = page.submit(**{**TYPED, "unchanged": ""}, do="action")
    form = page.form()
    assert form["finding"].startswith("A customer told us on ")
    assert "Mx Example" not in form["finding"]
    assert WHOLE["said"] in page.text
    about = {"cause": "staffing", "p": "people", "owner": str(house.dev.id), "due_on": day(9).isoformat()}
    page = page.submit(plan="A second person at eight", **about)
    assert page.path == f"/conversations/{talk.id}"
    assert "A second person at eight" in page.text
    page.submit(do="close")
    action = db.session.query(Action).one()
    assert (action.conversation_id, action.branch_id) == (talk.id, house.mill_lane.id)
    assert db.session.get_one(Conversation, talk.id).closed_at is not None


def test_who_asks_not_to_be_contacted_is_left_alone_by_everybody(house, as_):
    customer = guest(house)
    talk = plan_conversation(customer, by=house.dev)
    page = as_(house.dev).get("follow_up.conversation", conversation_id=talk.id)
    page = page.submit(expect=400, **TYPED, stops="y", do="close")
    assert "so leave this day empty" in page.text
    page = page.submit(next_on="", do="close")
    assert db.session.get_one(Customer, customer.id).wish == Wish.NOTHING
    page = page.client.get("follow_up.customer", customer_id=customer.id)
    assert "not to be contacted" in page.text
    assert "Put on this week" not in page.text
    page = page.client.post("follow_up.customer_plan", {}, customer_id=customer.id, expect=409)
    assert "so nobody of ours begins a conversation" in page.text
    assert "Log a conversation" in page.text, "they may still come to us"


def test_a_log_saved_elsewhere_meanwhile_is_not_overwritten(house, as_):
    talk = begin_log(guest(house), by=house.dev)
    page = as_(house.dev).get("follow_up.conversation", conversation_id=talk.id)
    save_log(talk, whole(said="From the phone"), edit_number=1, by=house.dev)
    page = page.submit(expect=409, said="From the desk", do="save")
    assert "From the phone" in page.text
    assert page.form()["said"] == "From the desk"
    page.submit(said="Both", do="save")
    assert db.session.get_one(Conversation, talk.id).said == "Both"


def test_a_closed_log_stays_as_it_is(house):
    talk = talked(house, guest(house), 3)
    with pytest.raises(Refused, match="stays as it is"):
        save_log(talk, whole(said="Other words"), edit_number=talk.edit_number, by=house.dev)
    with pytest.raises(Refused, match="stays as it is"):
        close_conversation(talk, by=house.dev)


def test_a_half_done_log_is_nobody_elses_but_a_closed_one_helps_the_next(house, as_):
    other = make_person("Another manager", (Role.MANAGER, house.north))
    begun, closed = begin_log(guest(house, "A"), by=house.dev), talked(house, guest(house, "B"), 2)
    client = as_(other)
    client.get("follow_up.conversation", conversation_id=begun.id, expect=404)
    assert "The queue is slow" in client.get("follow_up.conversation", conversation_id=closed.id).text
