"""Mail goes out once, after the commit, and a mail server that is away costs nobody anything."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from flask_babel import force_locale, gettext

from shopper import clock
from shopper.database import writing
from shopper.extensions import db
from shopper.mail import carriers, delivery
from shopper.mail.writing import post
from shopper.models import Message, MessageState
from tests.support.smtp import dead_port, mail_server

LINK = "https://surveys.example.test/new-password/very-secret"


@pytest.fixture
def postbox(app):
    with mail_server() as box:
        use(app, box.url)
        yield box


def use(app, url: str) -> None:
    app.config["LAST_INCH"] = replace(app.config["LAST_INCH"], MAIL_URL=url)


def written(person, kind="reset", **more) -> Message:
    with writing():
        return post(kind, person, **{"link": LINK, **more})


def again(message) -> Message:
    db.session.rollback()
    return db.session.get_one(Message, message.id)


def test_a_mail_arrives_whole_and_the_log_forgets_its_link(house, postbox):
    message = written(house.chloe)
    delivery.deliver_waiting()
    (mail,) = postbox.mails
    assert mail["To"] == "chloe@example.test"
    assert mail["Content-Language"] == "en"
    assert mail["Message-ID"] == again(message).message_id
    assert "Hello Chloé," in mail.get_content()
    assert LINK in mail.get_content()
    assert again(message).state == MessageState.SENT
    assert again(message).sent_at is not None
    assert again(message).secret is None
    assert LINK not in again(message).body


def test_a_dead_server_leaves_the_mail_waiting_with_its_link(app, house):
    use(app, f"smtp://127.0.0.1:{dead_port()}")
    message = written(house.chloe)
    assert delivery.deliver_waiting().away
    assert again(message).state == MessageState.WAITING
    assert again(message).secret == LINK
    assert "refused" in again(message).error
    with mail_server() as box:
        use(app, box.url)
        delivery.deliver_waiting()
    assert LINK in box.mails[0].get_content()


def test_what_is_rolled_back_is_not_mailed(house, postbox):
    with suppress(ZeroDivisionError), writing():
        post("reset", house.chloe, link=LINK)
        raise ZeroDivisionError
    delivery.deliver_waiting()
    assert postbox.mails == []


def test_many_deliverers_send_each_mail_once(app, house, postbox):
    for _ in range(6):
        written(house.chloe)
    together = Barrier(4)

    def deliver(_):
        with app.app_context():
            together.wait()
            return delivery.deliver_waiting().count(MessageState.SENT)

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(deliver, range(4))) == 6
    assert len({mail["Message-ID"] for mail in postbox.mails}) == len(postbox.mails) == 6


def test_a_crash_after_the_hand_over_is_never_sent_again(house, postbox, monkeypatch):
    message = written(house.chloe)

    def dies(*_args):
        raise KeyboardInterrupt

    monkeypatch.setattr(delivery, "_write_down", dies)
    with pytest.raises(KeyboardInterrupt):
        delivery.deliver_waiting()
    monkeypatch.undo()
    assert again(message).state == MessageState.SENDING
    later = clock.now() + delivery.FORGOTTEN_AFTER + timedelta(seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    delivery.deliver_waiting()
    assert again(message).state == MessageState.UNKNOWN
    assert again(message).secret is None
    assert len(postbox.mails) == 1


def test_a_server_that_hangs_up_before_saying_yes_leaves_it_unknown(house, postbox):
    postbox.hangs_up_after_text = True
    message = written(house.chloe)
    delivery.deliver_waiting()
    delivery.deliver_waiting()
    assert again(message).state == MessageState.UNKNOWN
    assert len(postbox.mails) == 1


def test_a_refused_address_fails_and_the_next_mail_goes_out(house, postbox):
    postbox.refused = {"chloe@example.test": "550 nobody here"}
    refused, fine = written(house.chloe), written(house.ben)
    delivery.deliver_waiting()
    assert again(refused).state == MessageState.FAILED
    assert "nobody here" in again(refused).error
    assert again(fine).state == MessageState.SENT


def test_a_server_that_says_later_gets_it_later(house, postbox):
    postbox.refused = {"chloe@example.test": "450 come again"}
    message = written(house.chloe)
    delivery.deliver_waiting()
    assert again(message).state == MessageState.WAITING
    assert again(message).secret == LINK
    postbox.refused = {}
    delivery.deliver_waiting()
    assert len(postbox.mails) == 1


def test_a_link_that_ran_out_is_not_mailed(house, postbox):
    message = written(house.chloe, use_by=clock.now() - timedelta(seconds=1))
    delivery.deliver_waiting()
    assert again(message).state == MessageState.FAILED
    assert again(message).secret is None
    assert postbox.mails == []


def test_an_address_that_is_none_fails_alone(house, postbox):
    odd, fine = written(house.chloe, address="not an@ address"), written(house.ben)
    delivery.deliver_waiting()
    assert again(odd).state == MessageState.FAILED
    assert again(fine).state == MessageState.SENT


def test_somebody_without_an_e_mail_gets_no_mail(house):
    house.chloe.sign_in = "code7"
    db.session.commit()
    assert written(house.chloe) is None


def test_without_a_server_mails_are_private_files(app, house):
    written(house.chloe)
    delivery.deliver_waiting()
    (path,) = (app.config["LAST_INCH"].INSTANCE / "mail").glob("*.eml")
    assert path.stat().st_mode & 0o777 == 0o600
    assert LINK in path.read_text()


def test_the_password_is_given_to_a_server_of_this_machine_only(app, house, postbox, monkeypatch):
    use(app, postbox.url.replace("//", "//clerk:p%40ss@"))
    message = written(house.chloe)
    monkeypatch.setattr(carriers, "_here", lambda host: False)
    assert "the password was not sent" in delivery.deliver_waiting().away
    assert postbox.signed_in == []
    monkeypatch.undo()
    delivery.deliver_waiting()
    assert postbox.signed_in == ["\0clerk\0p@ss"]
    assert again(message).state == MessageState.SENT


def test_the_page_is_answered_before_the_mail_is_handed_over(app, house, as_, postbox):
    browser = as_(None)
    fields = {"csrf_token": browser.token(), "sign_in": "chloe@example.test"}
    answer = browser.http.post("/forgotten-password", data=fields, headers={"Origin": "http://localhost"})
    assert answer.status_code == 200
    assert postbox.mails == []
    answer.close()
    assert len(postbox.mails) == 1


def test_a_page_works_with_a_dead_mail_server(app, house, as_):
    use(app, f"smtp://127.0.0.1:{dead_port()}")
    browser = as_(None)
    page = browser.get("accounts.forgotten").submit(sign_in="chloe@example.test")
    assert "a link is on its way" in page.text
    page.answer.close()
    db.session.rollback()
    assert db.session.query(Message).one().state == MessageState.WAITING


def test_a_mail_is_in_the_language_of_who_gets_it(house, as_):
    house.chloe.language = "fr"
    db.session.commit()
    page = as_(None).get("accounts.forgotten").submit(sign_in="chloe@example.test")
    message = db.session.query(Message).one()
    with force_locale("fr"):
        subject = gettext("A new password for Last Inch")
    assert message.language == "fr"
    assert message.subject == subject != "A new password for Last Inch"
    assert "a link is on its way" in page.text
