"""Your account: who one is here, and where one is signed in."""

from datetime import timedelta
from uuid import uuid4

import pytest

from shopper import clock
from shopper.accounts.browsers import browser_words
from shopper.extensions import db
from shopper.models import UserSession
from tests.support.builders import PASSWORD

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.5 Mobile/15E148 Safari/604.1"
)
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0"
)
PIXEL = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 "
    "Mobile Safari/537.36"
)


def session_of(browser) -> UserSession:
    with browser.http.session_transaction() as cookie:
        return next(row for row in db.session.query(UserSession) if str(row.id) == cookie["_user_id"])


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        (IPHONE, "Safari on iPhone"),
        (EDGE, "Edge on Windows"),
        (PIXEL, "Chrome on Android"),
        ("curl/8.5.0", "A browser that does not tell its name"),
    ],
)
def test_a_browser_in_words(app, agent, words):
    with app.test_request_context():
        assert browser_words(agent) == words


@pytest.mark.parametrize("name", ["asha", "ben", "chloe", "dev", "eve"])
def test_everybody_reaches_their_account_from_the_header(house, as_, name):
    person = getattr(house, name)
    browser = as_(person)
    home = browser.get("accounts.home")
    ways = [link["href"] for link in home.select("header a") if person.name in link.get_text()]
    assert person.sign_in in browser.get(ways[0]).text


def test_it_names_the_roles_and_says_what_to_do_without_any(house, as_):
    assert "manager in North" in as_(house.dev).get("accounts.me").text
    assert "Ask the admin who invited you" in as_(house.eve).get("accounts.me").text


def test_it_advises_a_second_factor_to_those_who_see_much(house, as_):
    for person, advised in ((house.asha, True), (house.dev, True), (house.chloe, False)):
        assert ("we advise to set it up" in as_(person).get("accounts.me").text) is advised


def test_sessions_are_listed_with_browser_address_and_time(house, as_):
    browser = as_(None)
    browser.http.environ_base.update(HTTP_USER_AGENT=FIREFOX, REMOTE_ADDR="203.0.113.7")
    browser.get("accounts.sign_in").submit(sign_in="dev@example.test", password=PASSWORD)
    row = next(r for r in browser.get("accounts.me").select(".sessions li") if "This one" in r.get_text())
    assert "Firefox on Windows" in row.get_text()
    assert "203.0.113.7" in row.get_text()


def test_one_session_is_ended_and_the_others_stay(house, as_):
    phone, laptop, desk = as_(house.dev), as_(house.dev), as_(house.dev)
    desk.post("accounts.end_session", {"session": str(session_of(phone).id)})
    phone.get("accounts.me", expect=401)
    laptop.get("accounts.me")
    desk.get("accounts.me")


def test_all_others_are_ended_at_once(house, as_):
    phone, chloe, desk = as_(house.dev), as_(house.chloe), as_(house.dev)
    page = desk.get("accounts.me").submit("form[action$='end-others']")
    assert "You are signed out everywhere else" in page.text
    phone.get("accounts.me", expect=401)
    chloe.get("accounts.me")


def test_nobody_ends_anybody_elses_session(house, as_):
    chloe, dev = as_(house.chloe), as_(house.dev)
    for session in (session_of(chloe).id, uuid4()):
        dev.post("accounts.end_session", {"session": str(session)}, expect=404)
    dev.post("accounts.end_session", {"session": "nonsense"}, expect=400)
    chloe.get("accounts.me")


def test_where_a_session_was_used_is_noted_now_and_then(house, as_, monkeypatch):
    browser = as_(house.dev)
    browser.get("accounts.me")
    assert session_of(browser).seen_at is None
    later = clock.now() + timedelta(minutes=11)
    monkeypatch.setattr(clock, "now", lambda: later)
    browser.http.environ_base.update(REMOTE_ADDR="203.0.113.9")
    browser.get("accounts.me")
    assert session_of(browser).seen_at == later
    assert session_of(browser).address == "203.0.113.9"
