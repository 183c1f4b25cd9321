"""Another e-mail: confirmed at the new address by whoever asked, told to the old one."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from urllib.parse import urlsplit

import pytest

from shopper.accounts import commands, queries
from shopper.extensions import db
from shopper.models import LinkPurpose, Message, Person, Role
from shopper.troubles import Refused
from tests.support.builders import PASSWORD, make_person

NEW = "dev.new@example.test"


def ask(browser, email=NEW, password=PASSWORD, expect=200):
    return browser.get("accounts.email").submit(email=email, password=password, expect=expect)


def mailed(kind) -> list[Message]:
    db.session.rollback()
    return db.session.query(Message).filter_by(kind=kind).all()


def link_for(browser, email=NEW) -> str:
    ask(browser, email)
    return urlsplit(next(m.secret for m in mailed("confirm_email") if m.to_address == email.lower())).path


def sign_in_of(person) -> str:
    db.session.rollback()
    return db.session.get_one(Person, person.id).sign_in


def test_nothing_changes_until_the_new_address_confirms(house, as_):
    browser = as_(house.dev)
    link = link_for(browser)
    assert sign_in_of(house.dev) == "dev@example.test"
    assert "From now on you sign in with dev.new@example.test" in browser.get(link).submit().text
    assert sign_in_of(house.dev) == NEW
    as_(None).get("accounts.sign_in").submit(sign_in=NEW, password=PASSWORD)


def test_the_old_address_is_told(house, as_):
    browser = as_(house.dev)
    browser.get(link_for(browser)).submit()
    (told,) = mailed("email_changed")
    assert told.to_address == "dev@example.test"
    assert NEW in told.body


def test_opening_the_link_alone_changes_nothing(house, as_):
    browser = as_(house.dev)
    browser.get(link_for(browser))
    assert sign_in_of(house.dev) == "dev@example.test"


def test_a_stranger_who_gets_the_mail_by_mistake_cannot_use_it(house, as_):
    link = link_for(as_(house.dev))
    assert "Sign in as you always did" in as_(None).get(link).text
    stranger = as_(house.chloe)
    assert "somebody else" in stranger.get(link).text
    stranger.post(link, {})
    assert sign_in_of(house.dev) == "dev@example.test"
    assert sign_in_of(house.chloe) == "chloe@example.test"


def test_a_link_works_once(house, as_):
    browser = as_(house.dev)
    link = link_for(browser)
    browser.get(link).submit()
    browser.get(link, expect=410)


def test_another_case_is_the_same_e_mail(house, as_):
    page = ask(as_(house.dev), "DEV@Example.test", expect=400)
    assert "capitals make no difference" in page.text
    assert page.form("main form.form")["email"] == "DEV@Example.test"


def test_a_taken_address_is_answered_like_a_free_one(house, as_):
    free = ask(as_(house.dev), "free@example.test").text.replace("free@example.test", "…")
    taken = ask(as_(house.dev), "CHLOE@example.test").text.replace("CHLOE@example.test", "…")
    assert free == taken
    assert [m.to_address for m in mailed("confirm_email")] == ["free@example.test"]


def test_a_wrong_password_sends_nothing(house, as_):
    page = ask(as_(house.dev), password="wrong one", expect=422)
    assert "That is not your password" in page.text
    assert mailed("confirm_email") == []


@pytest.mark.parametrize(
    "email", ["no-at-sign", "a@b", "two@b.test, three@b.test", "name@b.test\nBcc: x@b.test"]
)
def test_what_is_no_e_mail_is_told(house, as_, email):
    assert "not a whole e-mail" in ask(as_(house.dev), email, expect=400).text


def test_mail_to_others_is_held_back(house, as_):
    browser = as_(house.dev)
    for number in range(3):
        ask(browser, f"other{number}@example.test")
    assert "Wait 10 minutes" in ask(browser, "one-more@example.test", expect=429).text
    assert len(mailed("confirm_email")) == 3


def test_somebody_with_a_code_adds_an_e_mail(house, as_):
    coded = make_person("Coded", (Role.SHOPPER, house.north), sign_in="code7")
    browser = as_(coded)
    assert "Add an e-mail" in browser.get("accounts.me").text
    browser.get(link_for(browser, "coded@example.test")).submit()
    assert sign_in_of(coded) == "coded@example.test"
    assert mailed("email_changed") == []


def test_two_people_who_confirm_one_address_at_once(app, house, as_):
    tokens = {}
    for person in (house.dev, house.ben):
        seen = {m.id for m in mailed("confirm_email")}
        ask(as_(person), "shared@example.test")
        (new,) = [m for m in mailed("confirm_email") if m.id not in seen]
        tokens[person.id] = urlsplit(new.secret).path.rsplit("/", 1)[1]
    together = Barrier(2)

    def press(pair):
        with app.test_request_context():
            person, row = db.session.get_one(Person, pair[0]), queries.open_link(pair[1], LinkPurpose.EMAIL)
            together.wait()
            try:
                return commands.confirm_email(row, by=person) and "changed"
            except Refused as refused:
                return refused.code
            finally:
                db.session.remove()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(press, tokens.items())) == ["changed", "email_taken"]
