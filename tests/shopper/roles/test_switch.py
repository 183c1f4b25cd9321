"""One switch for several roles: the ways of one at a time."""

import pytest

from shopper.extensions import db
from shopper.models import Role, UserSession
from tests.support.builders import make_person


@pytest.fixture
def many(house):
    """A shopper who also reviews, and manages one region."""
    return make_person(
        "Many", (Role.SHOPPER, house.client), (Role.REVIEWER, house.client), (Role.MANAGER, house.north)
    )


def ways(page) -> list[str]:
    links = page.select("header .nav.wide-only a")
    return [link.find(string=True, recursive=False).strip() for link in links]


def test_one_role_shows_its_ways_and_the_others_are_one_press_away(house, as_, many):
    browser = as_(many)
    first = browser.get("accounts.home")
    assert first.path == "/my/today"
    assert ways(first) == ["Today", "Board", "Outbox", "History"]
    page = first.submit("header form.roles", role="reviewer")
    assert page.path.startswith("/review")
    assert ways(page) == ["Review", "Appeals"]
    assert page.select("header .roles [aria-current]")[0].get_text() == "reviewer"


def test_the_choice_lasts_over_pages_that_need_no_role(house, as_, many):
    browser = as_(many)
    browser.post("roles.switch", {"role": "manager"})
    assert "Overview" in ways(browser.get("accounts.home"))


def test_opening_a_page_of_another_role_is_choosing_it(house, as_, many):
    browser = as_(many)
    page = browser.get("dashboards.overview")
    assert "Today" not in ways(page)
    assert "Overview" in ways(page)
    assert db.session.query(UserSession).filter_by(person_id=many.id).one().role == Role.MANAGER
    assert browser.get("accounts.home").path.startswith("/overview")


def test_two_browsers_of_one_person_are_in_two_roles(house, as_, many):
    desk, phone = as_(many), as_(many)
    desk.get("review.queue")
    assert ways(phone.get("accounts.home")) == ["Today", "Board", "Outbox", "History"]
    assert ways(desk.get("accounts.home")) == ["Review", "Appeals"]


def test_a_role_that_was_taken_away_is_left(house, as_, many):
    browser = as_(many)
    browser.get("review.queue")
    many.grants = [grant for grant in many.grants if grant.role == Role.SHOPPER]
    db.session.commit()
    assert ways(browser.get("accounts.home")) == ["Today", "Board", "Outbox", "History"]


@pytest.mark.parametrize("role", ["admin", "owner", ""])
def test_nobody_switches_to_a_role_they_do_not_have(house, as_, many, role):
    page = as_(many).post("roles.switch", {"role": role})
    assert page.path == "/my/today"


def test_with_one_role_there_is_nothing_to_switch(house, as_):
    for person in (house.asha, house.chloe, house.eve):
        assert not as_(person).get("accounts.home").select("form.roles")


def test_what_may_be_done_does_not_change_with_the_switch(house, as_, many):
    browser = as_(many)
    browser.post("roles.switch", {"role": "shopper"})
    assert browser.get("review.queue").status == 200


def test_the_switch_is_on_every_kind_of_page_and_screen(house, as_, many):
    """In the head of a wide screen and in the menu of a narrow one, for the phone and the desk."""
    browser = as_(many)
    for where in ("visits.today", "review.queue"):
        page = browser.get(where)
        assert len(page.select("header .wide-only form.roles")) == 1
        assert len(page.select("header details.menu form.roles")) == 1
