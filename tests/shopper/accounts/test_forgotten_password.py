"""A forgotten password: a link that works once, for an hour, and tells nobody who has an account."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from urllib.parse import urlsplit

import pytest

from shopper import clock, create_app
from shopper.accounts import commands, queries
from shopper.accounts.throttle import LIMITS
from shopper.extensions import db
from shopper.models import Guess, LinkPurpose, Message, OneTimeLink, Role, UserSession
from shopper.troubles import Refused
from tests.support.builders import PASSWORD, make_person
from tests.support.pages import Client

NEW = "quite another sentence"


def ask(browser, name, expect=200):
    return browser.get("accounts.forgotten").submit(sign_in=name, expect=expect)


def mailed(kind="reset") -> list[Message]:
    db.session.rollback()
    return db.session.query(Message).filter_by(kind=kind).all()


def path_of(link: str) -> str:
    return urlsplit(link).path


@pytest.fixture
def link(house, as_):
    ask(as_(None), "chloe@example.test")
    return path_of(mailed()[0].secret)


def choose(browser, link, password=NEW, expect=200):
    return browser.get(link).submit(password=password, again=password, expect=expect)


def test_a_new_password_by_mail(house, as_, link):
    signed_in = choose(as_(None), link)
    assert "Your new password is set" in signed_in.text
    signed_in.submit(sign_in="chloe@example.test", password=NEW)
    as_(None).get("accounts.sign_in").submit(sign_in="chloe@example.test", password=PASSWORD, expect=401)


def test_every_session_ends_and_a_mail_tells(house, as_, link):
    phone = as_(house.chloe)
    choose(as_(None), link)
    phone.get("visits.today", expect=401)
    assert [m.to_address for m in mailed("password_changed")] == ["chloe@example.test"]


def test_capitals_in_the_name_make_no_difference(house, as_):
    ask(as_(None), " CHLOE@Example.test ")
    assert [m.to_address for m in mailed()] == ["chloe@example.test"]


def test_nobody_learns_who_has_an_account(house, as_):
    make_person("Coded", sign_in="code7")
    house.eve.active = False
    db.session.commit()
    names = ["chloe@example.test", "nobody@example.test", "eve@example.test", "code7"]
    pages = [ask(as_(None), name).text.replace(name, "…") for name in names]
    assert len(set(pages)) == 1
    assert [m.to_address for m in mailed()] == ["chloe@example.test"]


def test_somebody_with_a_code_is_told_to_ask_the_admin(house, as_):
    assert "Ask your admin: they can make such a link" in as_(None).get("accounts.forgotten").text


def test_only_the_hash_of_the_link_is_kept(house, as_, link):
    assert link.rsplit("/", 1)[1] not in db.session.query(OneTimeLink).one().token_hash


def test_a_link_works_once(house, as_, link):
    choose(as_(None), link)
    assert "Ask for a new one" in as_(None).get(link, expect=410).text


def test_a_link_works_for_an_hour(house, as_, link, monkeypatch):
    later = clock.now() + timedelta(hours=1, seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    as_(None).get(link, expect=410)


def test_one_used_link_ends_all_others(house, as_, link):
    ask(as_(None), "chloe@example.test")
    other = next(path_of(m.secret) for m in mailed() if path_of(m.secret) != link)
    choose(as_(None), link)
    as_(None).get(other, expect=410)


def test_a_link_of_somebody_who_left_is_dead(house, as_, link):
    house.chloe.active = False
    db.session.commit()
    as_(None).get(link, expect=410)


@pytest.mark.parametrize(
    ("chosen", "words"),
    [(("short", "short"), "Use 10 to 200 characters"), ((NEW, "something else"), "The two passwords differ")],
)
def test_what_does_not_hold_is_told_and_the_link_lives_on(house, as_, link, chosen, words):
    page = as_(None).get(link).submit(password=chosen[0], again=chosen[1], expect=400)
    assert words in page.text
    choose(as_(None), link)


def test_two_presses_at_once_set_one_password(app, house, as_, link):
    together, token = Barrier(2), link.rsplit("/", 1)[1]

    def press(password):
        with app.test_request_context():
            row = queries.open_link(token, LinkPurpose.PASSWORD)
            together.wait()
            try:
                commands.reset_password(row, password)
                return "set"
            except Refused as refused:
                return refused.code
            finally:
                db.session.remove()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(press, ["the first of two", "the second of two"])) == ["link_used", "set"]


def test_nobody_fills_a_box_even_over_a_restart(app, house, as_):
    for _ in range(LIMITS[Guess.MAIL].by_name):
        ask(as_(None), "chloe@example.test")
    again = create_app(app.config["LAST_INCH"])
    again.config["TESTING"] = True
    assert "Wait 10 minutes" in ask(Client(again), "chloe@example.test", expect=429).text
    with again.app_context():
        db.engine.dispose()
    ask(as_(None), "ben@example.test")


def test_unknown_names_are_held_back_alike(house, as_):
    for _ in range(LIMITS[Guess.MAIL].by_name):
        ask(as_(None), "nobody@example.test")
    ask(as_(None), "nobody@example.test", expect=429)


def test_an_admin_makes_a_link_for_somebody_without_e_mail(house, as_):
    coded = make_person("Coded", (Role.SHOPPER, house.north), sign_in="code7")
    choose(as_(None), path_of(commands.make_reset_link(coded, by=house.asha)))
    as_(None).get("accounts.sign_in").submit(sign_in="code7", password=NEW)
    assert mailed("password_changed") == []


def test_no_admin_takes_over_an_account_that_opens_more(house):
    shared = make_person("Shared", (Role.SHOPPER, house.north), (Role.ADMIN, house.other_client))
    with pytest.raises(Refused, match="roles outside your regions"):
        commands.make_reset_link(shared, by=house.asha)
    assert db.session.query(OneTimeLink).count() == 0


def test_one_changes_ones_own_password_under_your_account_only(house):
    with pytest.raises(Refused, match="This is your own account"):
        commands.make_reset_link(house.asha, by=house.asha)


def test_changing_it_asks_the_old_one_and_ends_other_sessions(house, as_):
    phone, desk = as_(house.dev), as_(house.dev)
    page = desk.get("accounts.password").submit(password=PASSWORD, new_password=NEW, again=NEW)
    assert "Your password is changed" in page.text
    phone.get("accounts.me", expect=401)
    assert len(mailed("password_changed")) == 1
    assert db.session.query(UserSession).filter_by(ended_at=None).count() == 1


def test_a_wrong_old_password_changes_nothing_and_is_counted(house, as_):
    browser = as_(house.dev)
    tries = LIMITS[Guess.PASSWORD].by_name
    for left in range(tries - 1, -1, -1):
        page = browser.get("accounts.password").submit(
            password="wrong one", new_password=NEW, again=NEW, expect=422
        )
        assert f"minutes: {left}." in page.text
    browser.get("accounts.password").submit(password=PASSWORD, new_password=NEW, again=NEW, expect=429)
    assert mailed("password_changed") == []
