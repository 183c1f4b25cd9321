"""Five places a week by the person's own clock; what is left is carried over; who begins is counted."""

from datetime import UTC, date, datetime

import pytest

from shopper import clock
from shopper.extensions import db
from shopper.follow_up.conversations.commands import (
    Wanted,
    begin_log,
    change_customer,
    close_conversation,
    plan_conversation,
    save_log,
    take_out,
)
from shopper.follow_up.conversations.queries import Shares, five
from shopper.follow_up.conversations.week_page import share_in_words, week_page
from shopper.follow_up.conversations.weeks import monday, today_of
from shopper.models import ContactChoices, Conversation, Wish
from shopper.troubles import Refused
from tests.shopper.follow_up.talking import guest, talked, whole
from tests.support.builders import day, saved
from tests.support.databases import LONG_ON_POSTGRES

pytestmark = LONG_ON_POSTGRES
WEDNESDAY = datetime(2026, 11, 18, 12, tzinfo=UTC)


def test_a_sixth_is_refused_until_a_place_is_free(house):
    plans = [plan_conversation(guest(house, f"Guest {n}"), by=house.dev) for n in range(5)]
    sixth = guest(house, "Guest 6")
    with pytest.raises(Refused, match="All five places"):
        plan_conversation(sixth, by=house.dev)
    take_out(plans[0], by=house.dev)
    assert plan_conversation(sixth, by=house.dev).week == monday(today_of(house.dev))


def test_nobody_takes_two_places(house):
    customer = guest(house)
    plan_conversation(customer, by=house.dev)
    with pytest.raises(Refused, match="among your five already"):
        plan_conversation(customer, by=house.dev)


def test_what_was_not_held_is_carried_over_and_keeps_its_place(app, house):
    with clock.standing_at(WEDNESDAY):
        plan_conversation(guest(house), by=house.dev)
    with clock.standing_at(WEDNESDAY.replace(day=24)), app.test_request_context():
        page = week_page(house.dev)
    assert page.title == "The five of 23 Nov 2026 to 29 Nov 2026"
    assert page.places[0].carried == "Carried over from the week of 16 Nov 2026"
    assert page.summary == "None of five are closed. One was carried over. Four are still to be chosen."


def test_the_week_begins_where_the_person_is(house):
    saved(ContactChoices(person_id=house.dev.id, time_zone="Pacific/Auckland"))
    with clock.standing_at(datetime(2026, 11, 22, 12, tzinfo=UTC)):  # one in the morning of Monday there
        assert plan_conversation(guest(house), by=house.dev).week == date(2026, 11, 23)


def test_closing_what_was_carried_over_counts_for_the_week_in_which_it_was_closed(house):
    with clock.standing_at(WEDNESDAY):
        talk = plan_conversation(guest(house), by=house.dev)
    with clock.standing_at(WEDNESDAY.replace(day=25)):
        save_log(talk, whole(), edit_number=1, by=house.dev)
        close_conversation(talk, by=house.dev)
        assert [each.id for each in five(house.dev, date(2026, 11, 23))] == [talk.id]
        assert five(house.dev, date(2026, 11, 16)) == []


def test_taking_out_loses_nothing_that_was_written(house, as_):
    empty, begun = (plan_conversation(guest(house, name), by=house.dev) for name in ("A", "B"))
    save_log(begun, whole(said="Half a word"), edit_number=1, by=house.dev)
    number = empty.id
    take_out(empty, by=house.dev)
    take_out(begun, by=house.dev)
    assert db.session.get(Conversation, number) is None
    assert db.session.get_one(Conversation, begun.id).said == "Half a word"
    assert "Logs that came in between" in as_(house.dev).get("follow_up.conversations").text


def test_a_log_under_way_comes_along_when_it_is_planned(house):
    customer = guest(house)
    begun = begin_log(customer, by=house.dev)
    assert plan_conversation(customer, by=house.dev).id == begun.id
    assert begin_log(customer, by=house.dev).id == begun.id


def test_none_in_thirty_days_is_worse_than_none_of_ours(house, as_):
    client = as_(house.dev)
    assert (
        "None in 30 days. No conversation with a customer was closed yet."
        in client.get("follow_up.conversations").text
    )
    talked(house, guest(house, "A"), 31)
    page = client.get("follow_up.conversations")
    assert "None in 30 days. The last one was on" in page.text
    assert "Worse than none of them ours" in page.text
    talked(house, guest(house, "B"), 29, ours=False)
    page = client.get("follow_up.conversations")
    assert "The one conversation in 30 days was theirs to start." in page.text
    assert "Worse than none of them ours" not in page.text


@pytest.mark.parametrize(
    ("shares", "told"),
    [
        (Shares(0, 0), "None in 30 days."),
        (Shares(4, 3), "3 of 4 conversations in 30 days were ours to start."),
        (Shares(4, 1), "1 of 4 conversations in 30 days was ours to start."),
        (Shares(4, 0), "None of 4 conversations in 30 days was ours to start."),
        (Shares(1, 1), "The one conversation in 30 days was ours to start."),
    ],
)
def test_the_share_is_said_with_its_count(app, shares, told):
    with app.test_request_context():
        assert share_in_words(shares) == told


def test_a_log_that_is_not_closed_does_not_count(house, as_):
    talk = begin_log(guest(house), by=house.dev)
    save_log(talk, whole()._replace(next_on=None), edit_number=1, by=house.dev)
    assert "None in 30 days" in as_(house.dev).get("follow_up.conversations").text


def test_those_are_suggested_who_wait_and_nobody_who_wants_peace(house, as_):
    promised, never, silent = (guest(house, name) for name in ("Promised", "Never", "Silent"))
    talked(house, promised, 20, next_on=-2)
    talked(house, guest(house, "Later"), 3, next_on=60)
    change_customer(silent, Wanted("Silent", wish=Wish.NOTHING), branch=house.mill_lane, by=house.dev)
    page = as_(house.dev).get("follow_up.conversations")
    names = [each.text for each in page.select("#h-whom ~ ul b")]
    assert names == ["Promised", "Never"]
    assert f"Was to hear from us by {day(-2).day} " in page.text
    page = page.submit("#h-whom ~ ul form")
    assert [each.text for each in page.select("#h-five ~ ul b")] == ["Promised"]
    assert never.id


def test_the_page_takes_few_statements_however_many_there_are(house, as_, count_queries):
    client = as_(house.dev)
    for n in range(4):
        talked(house, guest(house, f"Before {n}"), n + 1)
        save_log(
            plan_conversation(guest(house, f"Now {n}"), by=house.dev), whole(), edit_number=1, by=house.dev
        )
    assert count_queries(lambda: client.get("follow_up.conversations")) <= 14
