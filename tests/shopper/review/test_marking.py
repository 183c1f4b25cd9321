"""How kindly shoppers mark: who stands out, who cannot be told, and who is never listed."""

import pytest

from shopper.models import Role
from tests.shopper.review.support import sent
from tests.support.builders import day, make_branch, make_person
from tests.support.results import AVERAGE, BEST, FUMBLED, released


def visits(house, shopper, kinds, branches=None):
    """Released visits of one shopper, one after another round the branches."""
    places = branches or (house.mill_lane, house.quayside)
    told = [(places[n % len(places)], day(-n), kind) for n, kind in enumerate(kinds)]
    return released(house.version, told, shopper=shopper)


def lines(page) -> dict[str, str]:
    """What is said of each shopper."""
    return {
        row.select("th")[0].get_text(strip=True): " ".join(row.get_text(" ").split())
        for row in page.select("tbody tr")
    }


def test_nothing_released_yet(house, as_):
    page = as_(house.ben).get("review.shoppers")
    assert "Nothing has been released yet" in page.text


def test_a_kind_shopper_stands_out_beside_the_others(house, as_):
    kind = make_person("Kind", (Role.SHOPPER, house.client))
    visits(house, kind, [BEST] * 20)
    for name in ("One", "Two", "Three"):
        visits(house, make_person(name, (Role.SHOPPER, house.client)), [AVERAGE, FUMBLED] * 10)
    page = as_(house.ben).get("review.shoppers")
    told = lines(page)
    assert "More kindly, unlikely to be chance" in told["Kind"]
    assert next(iter(told)) == "Kind"
    assert "From 80 released visits" in page.text


def test_the_branch_is_not_held_against_its_shopper(house, as_):
    poor = make_branch(house.north, "Poor")
    for name in ("One", "Two"):
        shopper = make_person(name, (Role.SHOPPER, house.client))
        visits(house, shopper, [FUMBLED] * 12, (poor,))
        visits(house, shopper, [BEST] * 12, (house.mill_lane,))
    told = lines(as_(house.ben).get("review.shoppers"))
    assert all("Like the others" in words for words in told.values())


def test_seven_visits_say_nothing(house, as_):
    visits(house, house.chloe, [BEST] * 7)
    visits(house, make_person("One", (Role.SHOPPER, house.client)), [AVERAGE] * 9)
    assert "Too few visits to tell" in lines(as_(house.ben).get("review.shoppers"))["Chloé"]


def test_shoppers_who_share_no_branch_are_compared_among_themselves(house, as_):
    visits(house, house.chloe, [BEST] * 9, (house.mill_lane,))
    visits(house, make_person("One", (Role.SHOPPER, house.client)), [FUMBLED] * 9, (house.quayside,))
    page = as_(house.ben).get("review.shoppers")
    assert "Some shoppers share no branch with the rest" in page.text
    assert "Chloé and One share no branch with anybody" in page.text
    assert all("Shares no branch with another shopper" in words for words in lines(page).values())


@pytest.mark.parametrize("role", [Role.SHOPPER, Role.MANAGER])
def test_a_reviewer_sees_neither_their_own_visits_nor_branches_they_manage(house, as_, role):
    both = make_person("Both", (Role.REVIEWER, house.client), (role, house.north))
    visits(house, both if role == Role.SHOPPER else house.chloe, [BEST] * 9, (house.mill_lane,))
    page = as_(both).get("review.shoppers")
    assert lines(page) == {}


def test_another_clients_visits_are_not_read(house, as_):
    visits(house, house.chloe, [BEST] * 9, (house.other_branch,))
    assert lines(as_(house.ben).get("review.shoppers")) == {}


def test_the_queue_leads_there_and_has_no_second_page_of_one_report(house, as_):
    sent(house)
    page = as_(house.ben).get("review.queue")
    assert page.select("a[href='/review/shoppers']")
    assert "Page 1" not in page.text
