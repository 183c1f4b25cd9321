"""A question set is read in one's own language where it is written in it."""

from __future__ import annotations

from survey_defs import library, load_question_set, say
from survey_defs.text import MOMENTUM_TEXT
from survey_defs.writing import to_yaml
from tests.support.builders import House, make_version, make_visit

COFFEE_SHOP = library()["coffee-shop"].read_text("utf-8")


def text_of(house: House, as_, language: str, source: str) -> str:
    house.chloe.language = language
    visit = make_visit(house.mill_lane, make_version(house.client, source), shopper=house.chloe)
    return as_(house.chloe).get("visits.visit", visit_id=visit.id).text


def test_the_coffee_shop_is_written_in_both_languages_and_stays_the_bytes_it_is():
    coffee = load_question_set(COFFEE_SHOP)
    assert coffee.languages == ("en", "fr")
    assert to_yaml(coffee) == COFFEE_SHOP


def test_a_shopper_reads_the_set_in_french(house, as_):
    page = text_of(house, as_, "fr", COFFEE_SHOP)
    assert "Visite d’un café" in page
    assert "Commandez une boisson chaude" in page
    assert "Coffee shop visit" not in page


def test_a_set_in_one_language_is_said_in_it_to_everybody(house, as_):
    english = load_question_set(COFFEE_SHOP.replace("slug: coffee-shop", "slug: coffee"))
    assert english.language_for("de") == "en"
    assert "Coffee shop visit" in text_of(house, as_, "en", COFFEE_SHOP)


def test_the_question_we_add_follows_the_language_of_the_set():
    french = "slug: s\ntitle: T\nlanguages: [fr]\ntouchpoints: [{key: a, title: A}]"
    asked = load_question_set(french).by_key["a_momentum"]
    assert say(asked.text, load_question_set(french).language_for("en")).startswith("Cette étape")
    assert say(asked.text, "en") == MOMENTUM_TEXT
