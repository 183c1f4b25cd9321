"""Signing in: who gets in, who is told what, and what slows guessing down."""

from datetime import timedelta

import pytest

from shopper import clock, create_app
from shopper.accounts.throttle import LIMITS
from shopper.extensions import db
from shopper.models import FailedSignIn, Guess, UserSession
from tests.support.builders import PASSWORD, make_person
from tests.support.pages import Client

TRIES_BY_NAME, TRIES_BY_ADDRESS = LIMITS[Guess.PASSWORD]
OWN_PAGES = ["/admin/places", "/waves/?page=2"]
ELSEWHERE = [
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
    "evil.example",
]


def sign_in(browser: Client, name="asha@example.test", password=PASSWORD, expect=200, **more):
    return browser.get("accounts.sign_in").submit(sign_in=name, password=password, expect=expect, **more)


def guess(browser: Client, times: int, name="asha@example.test") -> None:
    for _ in range(times):
        db.session.add(FailedSignIn(sign_in=name, address="127.0.0.1", at=clock.now()))
    db.session.commit()


def test_a_person_signs_in_and_out(house, as_):
    browser = as_(None)
    assert "Asha" in sign_in(browser).text
    browser.get("accounts.home").submit("header form")
    assert "Sign in" in browser.get("accounts.home", expect=401).text


def test_capitals_in_the_name_make_no_difference(house, as_):
    assert "Asha" in sign_in(as_(None), "  ASHA@Example.TEST ").text


def test_somebody_without_a_role_is_told_what_to_do(house, as_):
    assert "Ask the admin who invited you to give you a role" in sign_in(as_(None), "eve@example.test").text


def test_a_wrong_password_keeps_the_name_and_tells_the_tries_left(house, as_):
    page = sign_in(as_(None), password="not this one", expect=401)
    assert f"minutes: {TRIES_BY_NAME - 1}." in page.text
    assert page.form()["sign_in"] == "asha@example.test"
    assert page.form()["password"] == ""


def test_nobody_learns_whether_a_name_exists(house, as_):
    known = sign_in(as_(None), password="not this one", expect=401)
    unknown = sign_in(as_(None), "nobody@example.test", "not this one", expect=401)
    assert known.select("p.wrong")[0].text == unknown.select("p.wrong")[0].text


def test_an_empty_form_says_what_to_write(house, as_):
    page = sign_in(as_(None), "", "", expect=400)
    assert "Write your e-mail" in page.text
    assert "Write your password" in page.text


def test_the_right_password_does_not_help_after_too_many_tries(house, as_):
    guess(as_(None), TRIES_BY_NAME)
    assert "Wait 10 minutes" in sign_in(as_(None), expect=429).text


def test_throttling_holds_over_a_restart_on_the_same_database(app, house, as_):
    guess(as_(None), TRIES_BY_NAME)
    again = create_app(app.config["LAST_INCH"])
    again.config["TESTING"] = True
    assert "Wait 10 minutes" in sign_in(Client(again), expect=429).text
    with again.app_context():
        db.engine.dispose()


def test_one_address_cannot_try_many_names(house, as_):
    for number in range(TRIES_BY_ADDRESS):
        db.session.add(FailedSignIn(sign_in=f"name{number}", address="127.0.0.1", at=clock.now()))
    db.session.commit()
    sign_in(as_(None), expect=429)


def test_the_pause_ends(house, as_, monkeypatch):
    guess(as_(None), TRIES_BY_NAME)
    later = clock.now() + timedelta(minutes=10, seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert "Asha" in sign_in(as_(None)).text


def test_a_session_that_ran_out_asks_to_sign_in(house, as_, monkeypatch):
    browser = as_(house.asha)
    browser.get("admin.places")
    later = clock.now() + timedelta(days=31)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert "Sign in" in browser.get("admin.places", expect=401).text


def test_an_ended_session_asks_to_sign_in(house, as_):
    browser = as_(house.asha)
    db.session.query(UserSession).one().ended_at = clock.now()
    db.session.commit()
    browser.get("admin.places", expect=401)


def test_a_deactivated_person_is_out_at_once_and_cannot_come_back(house, as_):
    browser = as_(house.asha)
    house.asha.active = False
    db.session.commit()
    browser.get("admin.places", expect=401)
    sign_in(as_(None), expect=401)


@pytest.mark.parametrize("address", OWN_PAGES)
def test_one_lands_where_one_wanted_to_go(house, as_, address):
    asked = as_(None).get(address, expect=401)
    assert asked.submit(sign_in="asha@example.test", password=PASSWORD).answer.request.full_path.startswith(
        address
    )


@pytest.mark.parametrize("address", ELSEWHERE)
def test_signing_in_never_leads_off_this_site(house, as_, address):
    browser = as_(None)
    fields = {"csrf_token": browser.token(), "sign_in": "asha@example.test", "password": PASSWORD}
    answer = browser.http.post(
        "/sign-in", data={**fields, "next": address}, headers={"Origin": "http://localhost"}
    )
    assert answer.status_code == 302
    assert answer.location == "/"


def test_two_browsers_are_two_sessions(house, as_):
    one, two = as_(None), as_(None)
    sign_in(one), sign_in(two)
    one.get("accounts.home").submit("header form")
    assert "Asha" in two.get("admin.places").text


def test_passwords_are_never_stored_or_sent_back(house, as_):
    make_person("Somebody", sign_in="code7")
    page = sign_in(as_(None), "code7", "a secret that is wrong", expect=401)
    assert "a secret that is wrong" not in str(page.soup)
    assert PASSWORD not in house.asha.password_hash
    assert house.asha.password_hash.startswith("$argon2id$")


def test_tries_that_no_longer_count_are_forgotten(house, as_):
    for minutes in (5, 16, 600):
        at = clock.now() - timedelta(minutes=minutes)
        db.session.add(FailedSignIn(sign_in="old@example.test", address="192.0.2.1", at=at))
    db.session.commit()
    sign_in(as_(None), "dev@example.test", "a secret that is wrong", expect=401)
    kept = sorted(row.sign_in for row in db.session.query(FailedSignIn))
    assert kept == ["dev@example.test", "old@example.test"]
