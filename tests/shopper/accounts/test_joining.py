"""Invitations: one link, one account, once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from shopper import clock
from shopper.accounts import commands as accounts
from shopper.accounts import queries
from shopper.admin.people.commands import Guest, invite
from shopper.extensions import db
from shopper.models import Grant, Invitation, Person, Role
from shopper.troubles import Refused
from tests.support.builders import PASSWORD, make_person

CHOSEN = "a few plain words"


@pytest.fixture
def link(house):
    _, token = invite(house.north, Guest("Newcomer", "New@Example.test", Role.REVIEWER), by=house.asha)
    return f"/join/{token}"


@pytest.fixture
def stranger(house):
    """The admin of another client, who does not see anybody of this one."""
    return make_person("Stranger", (Role.ADMIN, house.other_client))


def join(browser, link, expect=200, **fields):
    filled = {"name": "Newcomer", "password": CHOSEN, "again": CHOSEN, **fields}
    return browser.get(link).submit(expect=expect, **filled)


def newcomer() -> Person | None:
    return db.session.query(Person).filter_by(sign_in="new@example.test").one_or_none()


def test_an_invitation_makes_an_account_with_its_role_and_lets_in(house, as_, link):
    page = join(as_(None), link)
    assert "Newcomer" in page.text
    assert [(g.role, g.region_id) for g in newcomer().grants] == [(Role.REVIEWER, house.north.id)]


def test_only_the_hash_of_the_link_is_kept(house, link):
    assert link.rsplit("/", 1)[1] not in str(db.session.query(Invitation).one().token_hash)


def test_a_link_works_once(house, as_, link):
    join(as_(None), link)
    assert "taken up" in as_(None).get(link, expect=410).text


def test_a_link_that_ran_out_says_so(house, as_, link, monkeypatch):
    later = clock.now() + timedelta(days=14, seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert "ran out on" in as_(None).get(link, expect=410).text


def test_a_made_up_link_is_told_like_a_used_one(house, as_):
    as_(None).get("/join/nothing-like-it", expect=410)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"password": "short", "again": "short"}, "Use 10 to 200 characters"),
        ({"again": "another one entirely"}, "The two passwords differ"),
        ({"name": ""}, "Write the name that others see"),
    ],
)
def test_what_does_not_hold_is_told_and_the_name_is_kept(house, as_, link, fields, words):
    page = join(as_(None), link, expect=400, **fields)
    assert words in page.text
    assert page.form()["name"] == fields.get("name", "Newcomer")
    assert newcomer() is None


def test_two_presses_at_once_make_one_account(app, house, link):
    together, token = Barrier(2), link.rsplit("/", 1)[1]

    def press(_):
        with app.test_request_context():
            invitation = queries.invitation(token)
            together.wait()
            try:
                return accounts.join(invitation, "Newcomer", CHOSEN).name
            except Refused as refused:
                return refused.code
            finally:
                db.session.remove()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(press, range(2))) == ["Newcomer", "invitation_taken_up"]


def test_somebody_with_an_account_gets_one_more_role(house, as_, stranger):
    _, token = invite(house.other_client, Guest("Dev", "dev@example.test", Role.SHOPPER), by=stranger)
    opened = as_(None).get(f"/join/{token}")
    assert "There is an account for dev@example.test" in opened.text
    asked = opened.client.get(opened.select("main a.button")[0]["href"])
    asked.submit(sign_in="dev@example.test", password=PASSWORD).submit("main form.form")
    held = db.session.query(Grant).filter_by(person_id=house.dev.id, region_id=house.other_client.id).one()
    assert held.role == Role.SHOPPER


def test_nobody_takes_up_another_persons_invitation(house, as_, stranger):
    _, token = invite(house.other_client, Guest("Dev", "dev@example.test", Role.SHOPPER), by=stranger)
    browser = as_(house.chloe)
    assert "signed in as somebody else" in browser.get(f"/join/{token}").text
    assert "This invitation is for" in browser.post(f"/join/{token}", {}, expect=403).text
    assert db.session.query(Invitation).one().used_at is None
