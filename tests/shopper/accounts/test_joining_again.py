"""Invitations for somebody who was here before, and links that no longer work."""

import pytest

from shopper.admin.people import commands as people
from shopper.admin.people.commands import Guest
from shopper.extensions import db
from shopper.models import Role, VisitState
from tests.support.builders import make_person, make_visit

CHOSEN = "a few plain words"


@pytest.fixture
def stranger(house):
    return make_person("Stranger", (Role.ADMIN, house.other_client))


@pytest.fixture
def link(house, stranger):
    """Chloé left here; another client, whose admin does not see her, invites her."""
    people.deactivate(house.chloe, by=house.asha)
    guest = Guest("C. Martin", house.chloe.sign_in, Role.SHOPPER)
    return f"/join/{people.invite(house.other_client, guest, by=stranger)[1]}"


def held(person) -> list[tuple[str, int]]:
    return [(str(grant.role), grant.region_id) for grant in person.grants]


def test_a_closed_account_opens_again_with_the_new_role_alone(house, as_, link):
    page = as_(None).get(link)
    assert "There was an account for chloe@example.test, and it is closed" in page.text
    page.submit(password=CHOSEN, again=CHOSEN)
    assert house.chloe.active
    assert held(house.chloe) == [("shopper", house.other_client.id)]
    signed = as_(None).get("accounts.sign_in").submit(sign_in="chloe@example.test", password=CHOSEN)
    assert "Today" in signed.text


def test_what_it_opened_before_stays_shut(house, as_, link):
    visit = make_visit(house.mill_lane, house.version, shopper=house.chloe, state=VisitState.SENT)
    browser = as_(None)
    browser.get(link).submit(password=CHOSEN, again=CHOSEN)
    browser.get("visits.visit", visit_id=visit.id, expect=404)


def test_somebody_let_in_again_meanwhile_takes_the_role_as_one_more(house, as_, link):
    people.reactivate(house.chloe, by=house.asha)
    page = as_(house.chloe).get(link)
    assert "your account gets one more role" in page.text
    page.submit("main form.form")
    assert ("shopper", house.client.id) in held(house.chloe)
    assert ("shopper", house.other_client.id) in held(house.chloe)


def test_an_invitation_as_manager_gives_back_visits_there(house, as_, stranger):
    _row, token = people.invite(house.north, Guest("Dev", "both@example.test", Role.MANAGER), by=house.asha)
    person = make_person("Both", (Role.SHOPPER, house.other_client), sign_in="both@example.test")
    people.add_grant(Role.SHOPPER, person, house.client, by=house.asha)
    visit = make_visit(house.mill_lane, house.version, shopper=person)
    as_(person).get(f"/join/{token}").submit("main form.form")
    assert (visit.state, visit.shopper_id) == (VisitState.OPEN, None)


def test_a_link_that_was_used_says_by_whom_and_what_to_do(house, as_):
    _row, token = people.invite(house.north, Guest("Zoé", "zoe@example.test", Role.SHOPPER), by=house.asha)
    as_(None).get(f"/join/{token}").submit(password=CHOSEN, again=CHOSEN)
    for browser in (as_(None), as_(house.chloe)):
        text = browser.get(f"/join/{token}", expect=410).text
        assert "Zoé has taken up this invitation already. If that is you, sign in" in text


def test_a_link_to_a_deactivated_account_of_ones_own_client_is_not_made(house, as_):
    people.deactivate(house.chloe, by=house.asha)
    page = as_(house.asha).get("admin.invite").submit(
        "main form.form", expect=409, name="Chloé", sign_in="chloe@example.test", role="shopper",
        region=str(house.north.id),
    )  # fmt: skip
    assert "let that person in again" in page.text
    assert not house.chloe.active
    assert db.session.is_active
