"""The list, contact choices, stopping without signing in, and what an admin does about lost mail."""

from __future__ import annotations

import pytest

from shopper.database import writing
from shopper.extensions import db
from shopper.mail.writing import post
from shopper.messages.kinds import Kind
from shopper.messages.mailing import stop_address
from shopper.models import AuditEvent, ContactChoices, Message, MessageState, Reach
from tests.support.databases import LONG_ON_POSTGRES

pytestmark = LONG_ON_POSTGRES


def chosen(person) -> ContactChoices | None:
    db.session.rollback()
    return db.session.get(ContactChoices, person.id)


@pytest.mark.parametrize("who", ["asha", "ben", "chloe", "dev", "eve"])
def test_everybody_has_a_list_with_a_count_in_the_menu(desk, house, as_, who):
    person = getattr(house, who)
    empty = as_(person).get("messages.index")
    assert "Nothing yet." in empty.text
    desk.tell(person)
    desk.tell(person)
    assert "Messages, 2" in as_(person).get("messages.index").text


def test_opening_a_message_leads_to_what_it_is_about_and_counts_it_as_read(desk, house, as_):
    message = desk.tell(house.chloe)
    page = as_(house.chloe).get("messages.index")
    there = page.submit(f'form:has(input[value="{message.id}"])')
    assert there.path == "/my/today"
    assert desk.again(message).read_at is not None
    assert "Messages, " not in there.text


def test_all_are_marked_as_opened_by_one_button(desk, house, as_):
    desk.tell(house.chloe)
    desk.tell(house.chloe)
    page = as_(house.chloe).get("messages.index")
    assert "Everything is opened" in page.submit('form[action$="/open-all"]').text


def test_nobody_opens_a_message_to_somebody_else(desk, house, as_):
    theirs, mine = desk.tell(house.ben), desk.tell(house.chloe)
    page = as_(house.chloe).get("messages.index")
    assert "Messages, 1" in page.text
    page.submit(f'form:has(input[value="{mine.id}"])', message=str(theirs.id), expect=404)
    assert desk.again(theirs).read_at is None


def test_choices_are_kept_and_shown(house, as_):
    page = as_(house.chloe).get("messages.choices")
    done = page.submit(
        "main form.fig", reach="at_once", time_zone="Asia/Tokyo", quiet_from="21:30", quiet_until="07:15"
    )
    assert "Your choices are saved." in done.text
    row = chosen(house.chloe)
    assert (row.reach, row.time_zone, row.quiet_from, row.quiet_until) == (
        Reach.AT_ONCE, "Asia/Tokyo", 21 * 60 + 30, 7 * 60 + 15,
    )  # fmt: skip
    again = as_(house.chloe).get("messages.choices").form("main form.fig")
    assert (again["reach"], again["time_zone"], again["quiet_from"]) == ("at_once", "Asia/Tokyo", "21:30")


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("time_zone", "Middle/Earth", "This is not a time zone."),
        ("quiet_from", "late", "Write a time as hours and minutes"),
        ("quiet_until", "", "Write a time, for example 08:00."),
        ("reach", "pigeon", "Not a valid choice"),
    ],
)
def test_choices_that_cannot_be_say_why_and_lose_nothing(house, as_, field, value, words):
    page = as_(house.chloe).get("messages.choices")
    wanted = {"quiet_from": "19:00", "time_zone": "Asia/Tokyo", field: value}
    again = page.submit("main form.fig", expect=400, **wanted)
    assert words in again.text
    assert chosen(house.chloe) is None
    kept = again.form("main form.fig")
    assert all(kept[name] == told for name, told in wanted.items() if name != "reach")


def test_one_tap_and_it_is_the_app_only(house, as_):
    page = as_(house.chloe).get("messages.choices")
    page.submit('form[action$="/in-the-app-only"]')
    assert chosen(house.chloe).reach == Reach.IN_APP
    assert db.session.query(AuditEvent).filter_by(action="contact.stop_mail").count() == 1


def path_of(address: str) -> str:
    return "/stop-mail/" + address.rpartition("/")[2]


def test_the_link_of_a_mail_stops_it_without_signing_in(house, as_):
    path = path_of(stop_address(house.chloe.id))
    page = as_(None).get(path)
    assert chosen(house.chloe) is None, "looking changes nothing: mail programs open links by themselves"
    assert "No more mail" in page.submit().text
    assert chosen(house.chloe).reach == Reach.IN_APP


def test_a_mail_program_presses_the_button_itself(app, house):
    path = path_of(stop_address(house.chloe.id))
    answer = app.test_client().post(path, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert chosen(house.chloe).reach == Reach.IN_APP


def test_an_altered_link_stops_nobody(house, as_):
    whole = path_of(stop_address(house.chloe.id))
    for path in (whole[:-2], whole.replace(whole[12], "z"), "/stop-mail/x"):
        page = as_(None).get(path, expect=404)
        assert "This link is not whole." in page.text
    assert chosen(house.chloe) is None


def lost(desk, person, state=MessageState.FAILED, kind="password_changed", **more) -> Message:
    with desk.at(desk.now), writing():
        message = post(kind, person, **more)
        message.state, message.error, message.created_at = state, "550 nobody here", desk.now
    return message


def test_an_admin_sees_what_failed_and_sends_it_again_under_the_same_id(desk, house, as_, monkeypatch):
    message = lost(desk, house.chloe, MessageState.UNKNOWN)
    name = message.message_id
    with desk.at(desk.now):
        page = as_(house.asha).get("messages.trouble")
        assert "Nobody knows whether it arrived" in page.text
        page.submit('form[action$="/again"]')
    desk.later(minutes=1)
    assert [mail["Message-ID"] for mail in desk.box.mails] == [name]
    assert db.session.query(AuditEvent).filter_by(action="mail.send_again").count() == 1


def test_what_an_admin_leaves_is_settled(desk, house, as_):
    message = lost(desk, house.chloe)
    with desk.at(desk.now):
        page = as_(house.asha).get("messages.trouble")
        two = as_(house.asha).get("messages.trouble")
        assert "All mail arrived." in page.submit('form[action$="/leave"]').text
        two.submit('form[action$="/again"]', expect=409)
    desk.later(minutes=1)
    assert desk.box.mails == []
    assert desk.again(message).state == MessageState.IN_APP


def test_a_mail_whose_link_is_gone_is_not_offered_again(desk, house, as_):
    lost(desk, house.chloe, kind="reset", link="https://surveys.example.test/once")
    with desk.at(desk.now):
        page = as_(house.asha).get("messages.trouble")
    assert "its link works once and is gone" in page.text
    assert not page.select('form[action$="/again"]')
    assert "surveys.example.test/once" not in as_(house.chloe).get("messages.index").text


def test_an_admin_sees_no_mail_of_another_client(desk, house, as_):
    from shopper.models import Role  # noqa: PLC0415 - beside its use
    from tests.support.builders import make_person  # noqa: PLC0415 - beside its use

    stranger = make_person("Stranger", (Role.SHOPPER, house.other_client))
    message = lost(desk, stranger)
    with desk.at(desk.now):
        assert "Stranger" not in as_(house.asha).get("messages.trouble").text
        browser = as_(house.asha)
        browser.send("post", f"/mail/{message.id}/leave", {"csrf_token": browser.token()}, 404)


def test_an_admin_is_told_once_a_day_that_mail_failed(desk, house):
    lost(desk, house.chloe)
    desk.later(minutes=1)
    desk.later(minutes=1)
    told = db.session.query(Message).filter_by(person_id=house.asha.id, kind=Kind.MAIL_TROUBLE)
    assert told.count() == 1
    assert db.session.query(Message).filter_by(person_id=house.ben.id, kind=Kind.MAIL_TROUBLE).count() == 0
