"""Practice goes the whole way of a visit and counts nowhere."""

from __future__ import annotations

from shopper.extensions import db
from shopper.models import AuditEvent, Practice, Submission, Visit
from shopper.visits.practice.the_set import practice_set
from survey_defs import lint
from tests.support.builders import House
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.reports import fields

pytestmark = LONG_ON_POSTGRES

ANSWERS = {
    "greeting": {
        "greeted": "yes",
        "words": "Hello",
        "greeting_wait:minutes": "0",
        "greeting_wait:seconds": "20",
    },
    "paying": {"till": "words", "receipt": "yes"},
    "leaving": {"thanked": "yes", "link_back": "no"},
}


def test_the_whole_way_ends_in_a_score_and_leaves_no_visit_behind(house: House, as_) -> None:
    chloe = as_(house.chloe)
    page = chloe.get("visits.practice").submit("form.bar")
    assert page.path.endswith("/practice/notes")
    chloe.post("visits.practice_stamp", {"tap": "In"})
    for key, answers in ANSWERS.items():
        page = chloe.get("visits.practice_touchpoint", key=key)
        page = page.submit("#report", go="continue", **fields(**answers))
    assert page.path.endswith("/practice/check")
    page = page.submit("form.step")
    assert "Nothing was sent, and nothing counts." in page.text
    assert "85.0 of 100" in page.text
    assert db.session.query(Visit).count() == db.session.query(Submission).count() == 0
    assert {line.action for line in db.session.query(AuditEvent)} == {"practice.begin", "practice.keep"}


def test_stamps_of_practice_are_pinned_and_propose_the_wait(house: House, as_) -> None:
    chloe = as_(house.chloe)
    for name in ("In", "Noticed"):
        chloe.post("visits.practice_stamp", {"tap": name})
    page = chloe.get("visits.practice_touchpoint", key="greeting")
    assert "Your stamps say 0 min" in page.text
    assert len(page.select("#pins .stamp")) >= 2
    page.submit("#report", go="back")
    assert db.session.get(Practice, house.chloe.id).draft["greeting_wait"]["value"] < 60


def test_what_is_missing_is_told_before_the_end(house: House, as_) -> None:
    chloe = as_(house.chloe)
    assert chloe.get("visits.practice_end").path.endswith("/practice/check")
    page = chloe.get("visits.practice_check").submit("form.step", expect=422)
    assert "6 things to do before sending" in page.text


def test_beginning_anew_empties_it_and_nobody_else_sees_it(house: House, as_) -> None:
    chloe = as_(house.chloe)
    chloe.get("visits.practice_touchpoint", key="leaving").submit("#report", **fields(thanked="yes"))
    assert db.session.get(Practice, house.chloe.id).draft
    chloe.get("visits.practice").submit("form.one-button")
    assert not db.session.get(Practice, house.chloe.id).draft
    as_(house.ben).get("visits.practice", expect=403)


def test_its_question_set_is_clean(house: House) -> None:
    assert not [one for one in lint(practice_set()) if one.severity != "info"]
    assert practice_set().languages == ("en", "fr")
