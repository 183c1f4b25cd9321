"""One shopper as a reviewer looks at them: how they mark, with whom they are compared, what asks for a look."""

import pytest

from shopper.extensions import db
from shopper.models import Person, Role
from shopper.review.shoppers.page import shopper_page
from tests.shopper.review.support import sent
from tests.support.builders import day, make_branch, make_person
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.results import AVERAGE, BEST, FUMBLED, RUDE, released

pytestmark = LONG_ON_POSTGRES
ALL = (BEST, FUMBLED, RUDE, AVERAGE)


def visits(house, shopper, kinds, branches=None):
    places = branches or (house.mill_lane, house.quayside)
    told = [(places[n % len(places)], day(-n), kind) for n, kind in enumerate(kinds)]
    return released(house.version, told, shopper=shopper)


def others(house, *names, kinds=(BEST, FUMBLED, RUDE, AVERAGE, FUMBLED, BEST)):
    for name in names:
        visits(house, make_person(name, (Role.SHOPPER, house.client)), kinds * 4)


def check(house, shopper, name):
    found = {one.name: one for one in shopper_page(house.ben, shopper).checks.checks}
    assert name in found, list(found)
    return found[name]


def test_a_severe_shopper_is_told_with_range_company_and_base_rate(house, as_):
    others(house, "One", "Two", "Three", kinds=(BEST, AVERAGE, BEST, AVERAGE))
    visits(house, house.chloe, [FUMBLED] * 16)
    page = as_(house.ben).get("review.shopper", person_id=house.chloe.id)
    assert page.select("h1")[0].text == "Chloé marks more severely than others at the same branches."
    marks = check(house, house.chloe, "Marks.")
    assert marks.flagged
    assert "More severely, unlikely to be chance: −" in marks.words
    assert "(likely −" in marks.words
    assert marks.words.endswith("from 16 visits.")
    assert marks.base == "Base rate: 0 of 3 other shoppers mark otherwise than the rest."
    assert "3 other shoppers who have been at the same branches" in page.text
    assert "never a verdict" in page.text


def test_who_never_goes_up_and_down_is_named_and_others_are_not(house):
    others(house, "One", "Two", "Three")
    visits(house, house.chloe, [AVERAGE] * 24)
    flat = check(house, house.chloe, "Hardly any ups and downs.")
    assert flat.base == "Base rate: the visits of 0 of 3 other shoppers differ as little."
    one = db.session.query(Person).filter_by(name="One").one()
    assert not check(house, one, "Ups and downs.").flagged


def waits(house, shopper, seconds):
    """One report for each wait."""
    for each in seconds:
        sent(house, make_branch(house.north), shopper=shopper, wait=each)


def test_round_waits_are_held_against_what_others_write(house):
    waits(house, make_person("One", (Role.SHOPPER, house.client)), range(31, 51))
    waits(house, house.chloe, [30, 60, 45, 90] * 4)
    told = check(house, house.chloe, "Round waits.")
    assert told.words == (
        "16 of 16 waits that were written without a stamp are whole fives of seconds. Of those that others wrote, 20 % are."
    )
    assert told.base == "Base rate: 0 of 1 other shoppers round as often."


def test_where_everybody_rounds_nobody_is_picked_out(house):
    waits(house, make_person("One", (Role.SHOPPER, house.client)), [30, 60, 45, 90] * 4)
    waits(house, house.chloe, [60, 30, 120, 45] * 4)
    assert not check(house, house.chloe, "Waits.").flagged


def test_nothing_is_said_of_few_visits_or_without_company(house, as_):
    visits(house, house.chloe, [BEST] * 9, (house.mill_lane,))
    page = shopper_page(house.ben, house.chloe)
    assert page.headline == "How Chloé marks cannot be told yet."
    assert (
        "nothing can tell a severe shopper from a poor branch"
        in check(house, house.chloe, "Compared with.").words
    )
    assert page.checks.headline == "Nothing asks for a look"


@pytest.mark.parametrize("who", ["dev", "chloe", "eve"])
def test_only_reviewers_look_at_a_shopper(house, as_, who):
    visits(house, house.chloe, [BEST] * 2)
    as_(getattr(house, who)).get("review.shopper", person_id=house.chloe.id, expect=403)


def test_a_shopper_of_another_client_and_oneself_are_not_found(house, as_):
    stranger = make_person("Stranger", (Role.SHOPPER, house.other_client))
    visits(house, stranger, [BEST] * 2, (house.other_branch,))
    as_(house.ben).get("review.shopper", person_id=stranger.id, expect=404)
    both = make_person("Both", (Role.REVIEWER, house.client), (Role.SHOPPER, house.client))
    visits(house, both, [BEST] * 2)
    as_(both).get("review.shopper", person_id=both.id, expect=404)


def test_the_report_says_how_its_shopper_marks_and_leads_to_more(house, as_):
    others(house, "One", "Two")
    visits(house, house.chloe, ALL * 3)
    visit = sent(house)
    page = as_(house.ben).get("review.report", visit_id=visit.id)
    assert "How Chloé marks" in page.text
    assert "Like the others: " in page.text
    assert page.select(f"a[href='/review/shoppers/{house.chloe.id}']")
