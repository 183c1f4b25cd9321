"""The library that comes with Last Inch: looked at, copied, and remembered as where a set came from."""

import pytest

import survey_defs
from shopper.extensions import db
from shopper.models import AuditEvent, QuestionSet, Role
from shopper.question_sets import commands
from tests.support.builders import make_person

COPY = "main form[action$='/copy']"


def copied(browser, slug="restaurant"):
    return browser.get("question_sets.shipped", slug=slug).submit(COPY)


def test_every_set_of_the_library_stands_on_the_shelf_with_what_it_covers(house, as_):
    page = as_(house.asha).get("question_sets.library")
    rows = {row.a["href"].rsplit("/", 1)[1]: row.get_text(" ") for row in page.select("tbody tr")}
    assert set(rows) == set(survey_defs.library())
    shop = survey_defs.shipped("coffee-shop")
    assert survey_defs.say(shop.touchpoints[0].title) in rows["coffee-shop"]
    assert str(len(shop.by_key)) in rows["coffee-shop"]
    covert, checks = page.select("section table")
    assert "Restaurant" in covert.get_text()
    assert "Walk the floor" in checks.get_text()


def test_the_index_leads_to_the_library(house, as_):
    assert as_(house.asha).get("question_sets.index").select("main a[href$='/question-sets/library']")


def test_a_set_is_shown_as_on_a_phone_touchpoint_by_touchpoint(house, as_):
    shop, browser = survey_defs.shipped("coffee-shop"), as_(house.asha)
    last = shop.touchpoints[-1]
    for part in (shop.touchpoints[0], last):
        page = browser.get("question_sets.shipped", slug="coffee-shop", touchpoint=part.key)
        shown = {one["data-question"] for one in page.select(".handset [data-question]")}
        assert shown == {one.key for one in part.asked if one.show_if is None}
        assert page.select(".handset fieldset[disabled]"), "nothing in it can be filled in"


def test_an_unknown_touchpoint_shows_the_first(house, as_):
    page = as_(house.asha).get("question_sets.shipped", slug="coffee-shop", touchpoint="nowhere")
    assert page.select(".handset [data-question]")


def test_in_french_the_library_speaks_french(house, as_):
    house.asha.language = "fr"
    db.session.commit()
    page = as_(house.asha).get("question_sets.shipped", slug="restaurant")
    restaurant = survey_defs.shipped("restaurant")
    assert page.select("h1")[0].get_text() == survey_defs.say(restaurant.title, "fr")
    assert survey_defs.say(restaurant.touchpoints[0].title, "fr") in page.text


def test_a_copy_is_a_draft_that_remembers_where_it_came_from(house, as_):
    browser = as_(house.asha)
    page = copied(browser)
    assert "draft of version 1" in page.text
    assert "Nothing to mend" in page.text
    assert "Copied from the library’s “Restaurant visit” on" in page.text
    assert "has changed since" not in page.text
    row = db.session.query(QuestionSet).filter_by(slug="restaurant").one()
    assert row.client_id == house.client.id
    assert row.copied_checksum == survey_defs.checksum(survey_defs.shipped("restaurant"))
    assert db.session.query(AuditEvent).filter_by(action="question_set.copy").count() == 1
    assert row.title in browser.get("question_sets.shipped", slug="restaurant").text


def test_a_copy_tells_when_the_library_has_changed_since(house, as_):
    browser = as_(house.asha)
    page = copied(browser)
    row = db.session.query(QuestionSet).filter_by(slug="restaurant").one()
    row.copied_checksum = "0" * 64
    db.session.commit()
    assert "has changed since" in browser.get("question_sets.version", set_id=row.id, number=1).text
    row.copied_from = "no-longer-shipped"
    db.session.commit()
    assert "no longer has" in browser.get("question_sets.version", set_id=row.id, number=1).text
    assert page.status == 200


def test_a_set_of_ones_own_came_from_nowhere(house, as_):
    page = as_(house.asha).get("question_sets.version", set_id=house.version.question_set_id, number=1)
    assert "Copied from" not in page.text


def test_copying_over_a_draft_says_so_and_the_builder_takes_it_back(house, as_):
    browser = as_(house.asha)
    mine = survey_defs.to_yaml(survey_defs.shipped("restaurant")).replace("Restaurant visit", "Our visit")
    before = commands.save_draft(house.client, commands.read(mine, "mine"), by=house.asha)
    assert "gave way" in copied(browser).text
    browser.get("question_sets.builder", set_id=before.question_set_id)
    assert before.definition.title == survey_defs.shipped("restaurant").title
    assert before.revision == 1


@pytest.mark.parametrize("slug", ["no-such-set", "coffee-shop.tests"])
def test_what_is_not_in_the_library_is_not_there(house, as_, slug):
    as_(house.asha).get("question_sets.shipped", slug=slug, expect=404)
    as_(house.asha).post("question_sets.copy", {"client": house.client.id}, slug=slug, expect=404)


def test_the_admin_of_a_part_may_look_but_has_nowhere_to_copy_to(house, as_):
    page = as_(make_person("Regional", (Role.ADMIN, house.north))).get(
        "question_sets.shipped", slug="restaurant"
    )
    assert not page.select(COPY)
