"""The contact rules N1 to N15 of UX.md, each by its name."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from shopper.extensions import db
from shopper.mail.writing import post
from shopper.messages.commands import open_message, stop_mail
from shopper.messages.hours import Hours
from shopper.messages.kinds import SAID, Kind
from shopper.models import MessageState, Reach
from tests.support.builders import make_visit
from tests.support.databases import LONG_ON_POSTGRES

pytestmark = LONG_ON_POSTGRES

URGENT = Kind.CRITICAL_ALERT


def test_n1_what_is_opened_in_the_app_in_time_is_never_mailed(desk, house):
    desk.wants(house.dev, Reach.AT_ONCE)
    message = desk.tell(house.dev, URGENT)
    open_message(message)
    desk.later(hours=2)
    assert desk.box.mails == []
    assert desk.again(message).state == MessageState.IN_APP


@pytest.mark.parametrize("reach", Reach)
def test_n2_whatever_somebody_chose_every_message_is_in_the_app(desk, house, as_, reach):
    desk.wants(house.dev, reach)
    desk.tell(house.dev, URGENT)
    desk.later(hours=1)
    page = as_(house.dev).get("messages.index")
    assert "A visit to Mill Lane failed a critical question." in page.text
    assert "Messages, 1" in page.text


def test_n3_an_opt_out_closes_mail_at_once_for_what_waits_too(desk, house):
    desk.wants(house.chloe, Reach.AT_ONCE)
    urgent, calm = desk.tell(house.chloe, Kind.QUESTION_ASKED), desk.tell(house.chloe)
    stop_mail(house.chloe, by=house.chloe)
    assert {desk.again(one).state for one in (urgent, calm)} == {MessageState.IN_APP}
    desk.tell(house.chloe, Kind.QUESTION_ASKED)
    desk.later(days=2)
    assert desk.box.mails == []


def test_n3_a_digest_that_waits_for_the_server_is_closed_too(desk, house):
    desk.tell(house.chloe)
    desk.box.refused = {"chloe@example.test": "450 come again"}
    assert desk.later(days=1).digests == 1
    stop_mail(house.chloe, by=house.chloe)
    desk.box.refused = {}
    desk.later(days=1)
    assert desk.box.mails == []


def test_n4_only_what_cannot_wait_climbs_and_only_for_who_agreed(desk, house):
    desk.wants(house.dev, Reach.AT_ONCE)
    for person, kind in ((house.dev, Kind.KUDOS_TOLD), (house.ben, URGENT), (house.dev, URGENT)):
        desk.tell(person, kind)
    desk.later(minutes=31)
    assert [(mail["To"], mail["Subject"]) for mail in desk.box.mails] == [
        ("dev@example.test", "Something needs you today")
    ]


def test_n4_the_app_comes_first_and_the_mail_a_step_later(desk, house):
    desk.wants(house.dev, Reach.AT_ONCE)
    desk.tell(house.dev, URGENT)
    desk.later(minutes=29)
    assert desk.box.mails == []
    desk.later(minutes=2)
    assert len(desk.box.mails) == 1


def test_n5_after_two_mails_without_a_reply_the_next_waits_for_the_digest(desk, house):
    desk.wants(house.dev, Reach.AT_ONCE)
    told = []
    for _ in range(3):
        told.append(desk.tell(house.dev, URGENT))
        desk.later(hours=1)
    assert len(desk.box.mails) == 2
    assert desk.again(told[2]).state == MessageState.DIGEST
    open_message(desk.again(told[1]))
    desk.tell(house.dev, URGENT)
    desk.later(hours=1)
    assert len(desk.box.mails) == 3, "a reply opens the way again"


def test_n6_nothing_goes_out_in_somebodys_own_night(desk, house):
    desk.wants(house.dev, Reach.AT_ONCE, Hours("Asia/Tokyo", 20 * 60, 8 * 60))
    desk.tell(house.dev, URGENT)  # nine in the evening there
    desk.later(hours=10, minutes=59)
    assert desk.box.mails == []
    desk.later(minutes=2)
    assert len(desk.box.mails) == 1


@pytest.mark.parametrize(("left", "mails"), [(False, 0), (True, 1)])
def test_n7_nothing_is_mailed_to_a_shopper_between_in_and_out(desk, house, on_site, left, mails):
    desk.wants(house.chloe, Reach.AT_ONCE)
    desk.tell(house.chloe, Kind.QUESTION_ASKED)
    desk.now += timedelta(hours=1)
    on_site(desk, desk.now - timedelta(minutes=20), left)
    desk.later(minutes=1)
    assert len(desk.box.mails) == mails


def test_n7_who_forgets_to_tap_out_is_not_left_alone_for_ever(desk, house, on_site):
    desk.wants(house.chloe, Reach.AT_ONCE)
    on_site(desk, datetime.fromisoformat("2026-11-18T08:30+00:00"), False)
    desk.tell(house.chloe, Kind.QUESTION_ASKED)
    desk.later(hours=5)
    assert "Somebody asks you a question" in desk.subjects


def test_n7_an_account_mail_waits_for_out_but_not_the_link_somebody_asked_for(desk, house, on_site):
    from shopper.database import writing  # noqa: PLC0415 - beside its use

    on_site(desk, desk.now - timedelta(minutes=5), False)
    with desk.at(desk.now), writing():
        post("password_changed", house.chloe)
        post("reset", house.chloe, link="https://surveys.example.test/once")
    desk.later(minutes=1)
    assert desk.subjects == ["A new password for Last Inch"]


def test_n10_what_a_lock_screen_shows_names_nobody_and_nothing(desk, house):
    for said in SAID.values():
        words = str(said.subject).casefold()
        assert "%(" not in words
        assert not [
            word for word in ("visit", "shop", "myster", "score", "branch", "report", "fail") if word in words
        ]
    desk.wants(house.chloe, Reach.AT_ONCE)
    desk.tell(house.chloe, Kind.QUESTION_ASKED)
    desk.later(hours=1)
    mail = desk.box.mails[0]
    text = f"{mail['Subject']} {mail.get_content()}"
    assert not [word for word in ("Mill Lane", "myster", "shopper", "visit", "report") if word in text]


def test_n14_a_mail_says_why_what_next_by_when_and_how_to_stop(app, desk, house):
    desk.wants(house.chloe, Reach.AT_ONCE)
    desk.tell(house.chloe, Kind.VISIT_DUE_SOON, due_at=desk.now + timedelta(days=1))
    desk.later(hours=1)
    mail = desk.box.mails[0]
    text = mail.get_content()
    assert "Hello Chloé," in text
    assert "By when: 19 Nov 2026, 12:00 GMT" in text
    assert "What next: open your list in Last Inch." in text
    assert "/messages" in text
    assert "You get this mail because" in text
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["List-Unsubscribe"].strip(" <>") in text.replace("\n", " ")


def test_n14_every_kind_says_what_next_and_leads_somewhere(app):
    for kind, said in SAID.items():
        assert str(said.words).count(".") >= 2, f"{kind} says what happened and what next"
        assert not said.page or said.page in app.view_functions, kind
    assert set(SAID) == set(Kind)


def test_n15_the_recipient_reads_what_was_told_when_and_how(desk, house, as_):
    desk.wants(house.chloe, Reach.DIGEST)
    desk.tell(house.chloe)
    waiting = as_(house.chloe).get("messages.index").text
    assert "in the next digest" in waiting
    desk.later(days=1)
    log = as_(house.chloe).get("messages.index").text
    assert "Something came back to you" in log
    assert "in the digest of 19 Nov 2026, 12:00 GMT" in log
    assert "1 thing for you in Last Inch" in log, "the digest itself is in the log"


def test_somebody_with_a_code_is_told_in_the_app(desk, house):
    house.chloe.sign_in = "code7"
    db.session.commit()
    desk.wants(house.chloe, Reach.AT_ONCE)
    assert desk.tell(house.chloe, Kind.QUESTION_ASKED).state == MessageState.IN_APP


def test_what_is_rolled_back_was_never_told(desk, house):
    from contextlib import suppress  # noqa: PLC0415 - beside its use

    from shopper.database import writing  # noqa: PLC0415 - beside its use
    from shopper.messages.commands import tell  # noqa: PLC0415 - beside its use
    from shopper.models import Message  # noqa: PLC0415 - beside its use

    with suppress(ZeroDivisionError), writing():
        tell(house.chloe, Kind.REPORT_RETURNED, facts={"branch": "Mill Lane"})
        raise ZeroDivisionError
    assert db.session.query(Message).count() == 0


def test_a_visit_of_the_past_does_not_hold_mail_back(desk, house):
    make_visit(house.mill_lane, house.version, shopper=house.chloe, state="accepted", stamps=[])
    desk.wants(house.chloe, Reach.AT_ONCE)
    desk.tell(house.chloe, Kind.QUESTION_ASKED)
    desk.later(hours=1)
    assert len(desk.box.mails) == 1
