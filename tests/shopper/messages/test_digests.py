"""Digests: one mail for what waited, once for each day, and nothing lost when the server is away."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from shopper import clock
from shopper.extensions import db
from shopper.messages.commands import open_message
from shopper.messages.digests import prepare_digests
from shopper.messages.kinds import DIGEST, Kind
from shopper.models import Message, MessageState
from tests.support.databases import LONG_ON_POSTGRES


def digests(person) -> list[Message]:
    db.session.rollback()
    return db.session.query(Message).filter_by(person_id=person.id, kind=DIGEST).all()


@LONG_ON_POSTGRES
def test_n8_a_shopper_has_one_digest_a_day_at_most(desk, house):
    for _ in range(2):
        desk.tell(house.chloe)
        desk.later(hours=6)  # past midnight with the second
        desk.tell(house.chloe)
    desk.later(hours=12)
    desk.later(hours=1)
    assert len(digests(house.chloe)) == 1
    assert desk.subjects == ["4 things for you in Last Inch"]
    desk.tell(house.chloe)
    desk.later(hours=3)
    assert len(desk.box.mails) == 1, "what comes in the afternoon waits for tomorrow"
    desk.later(days=1)
    assert len(desk.box.mails) == 2


@LONG_ON_POSTGRES
def test_n8_a_manager_has_one_on_mondays(desk, house):
    desk.tell(house.dev)
    desk.later(days=4)
    assert desk.box.mails == []
    desk.later(days=1)  # Monday, the 23rd
    desk.tell(house.dev)
    desk.later(days=6)
    assert len(desk.box.mails) == 1


@LONG_ON_POSTGRES
def test_n8_an_empty_digest_is_not_sent(desk, house):
    message = desk.tell(house.chloe)
    open_message(message)
    assert desk.later(days=1).digests == 0
    assert desk.box.mails == []
    assert digests(house.chloe) == []


def test_a_digest_that_many_prepare_is_written_once(app, desk, house):
    for person in (house.chloe, house.ben):
        desk.tell(person)
    moment = desk.now.replace(day=19)
    together = Barrier(4)

    def prepare(_):
        with app.app_context(), clock.standing_at(moment):
            together.wait()
            return prepare_digests()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(prepare, range(4))) == 2
    assert len(digests(house.chloe)) == len(digests(house.ben)) == 1


@LONG_ON_POSTGRES
def test_a_digest_job_that_runs_twice_sends_one(desk, house):
    desk.tell(house.chloe)
    desk.later(days=1)
    desk.later(minutes=1)
    assert len(desk.box.mails) == 1


@LONG_ON_POSTGRES
def test_a_server_that_is_away_for_two_days_costs_nothing_and_sends_one_digest(desk, house, as_):
    first = desk.tell(house.chloe)
    desk.box.refused = {"chloe@example.test": "450 come again"}
    desk.later(days=1)
    second = desk.tell(house.chloe, Kind.REPORT_ACCEPTED)
    desk.later(days=1)
    desk.later(hours=2)
    assert "The mail server takes nothing." in as_(house.asha).get("messages.trouble").text
    assert "Mail did not go out" in as_(house.asha).get("messages.index").text
    desk.box.refused = {}
    desk.later(hours=1)
    assert desk.subjects == ["2 things for you in Last Inch"]
    sent = {one.id for one in digests(house.chloe) if one.state == MessageState.SENT}
    assert {desk.again(one).digest_id for one in (first, second)} == sent
    assert len(sent) == 1


@LONG_ON_POSTGRES
def test_a_server_that_is_away_is_asked_again_less_and_less(app, desk, house):
    desk.tell(house.chloe)
    desk.box.refused = {"chloe@example.test": "450 come again"}
    desk.later(days=1)
    (digest,) = digests(house.chloe)
    waits = []
    for _ in range(9):
        digest = desk.again(digest)
        waits.append(round((digest.retry_at - digest.tried_at).total_seconds() / 60))
        with desk.at(digest.retry_at):
            from shopper.mail.delivery import deliver_waiting  # noqa: PLC0415 - beside its use

            deliver_waiting(patient=True)
            before = desk.again(digest).tries
            deliver_waiting(patient=True)
            assert desk.again(digest).tries == before, "it is left alone until its time"
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]


@LONG_ON_POSTGRES
def test_a_digest_names_thirty_lines_and_counts_the_rest(desk, house):
    for _ in range(33):
        desk.tell(house.chloe)
    desk.later(days=1)
    text = desk.box.mails[0].get_content()
    assert text.count("- Something came back to you") == 30
    assert "… and 3 more." in text


@LONG_ON_POSTGRES
def test_somebody_deactivated_gets_no_mail(desk, house):
    desk.tell(house.chloe)
    house.chloe.active = False
    db.session.commit()
    desk.later(days=1)
    assert desk.box.mails == []


@LONG_ON_POSTGRES
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_digest_is_in_the_language_of_who_gets_it(desk, house, language):
    house.chloe.language = language
    db.session.commit()
    desk.tell(house.chloe)
    desk.later(days=1)
    mail = desk.box.mails[0]
    assert mail["Content-Language"] == language
    assert ("Hello Chloé" in mail.get_content()) == (language == "en")
