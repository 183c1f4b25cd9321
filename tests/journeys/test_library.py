"""Any set of the library goes through the whole loop: shown, filled in, sent, accepted, scored as reckoned."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

import survey_defs
from shopper import clock
from shopper.extensions import db
from shopper.models import Visit, VisitScore, VisitState
from survey_defs import check_answers, library
from tests.journeys.conftest import Live
from tests.support.answering import fill, inputs, press
from tests.support.builders import House, make_version, make_visit
from tests.survey_defs.test_library import cases_of

PRESETS = {
    "best": "everything at its best",
    "worst": "everything at its worst",
    "does_not_apply": "everything set aside that may be",
    "minimum": "the shortest way through",
}
"""The case of each, in the worked answers beside every set."""

QUICK = ("coffee-shop", "walk-the-floor")
IN_A_BROWSER = [
    (slug, preset)
    if (slug, preset) in (("coffee-shop", "best"), ("walk-the-floor", "minimum"))
    else pytest.param(slug, preset, marks=pytest.mark.long)
    for slug in library()
    for preset in PRESETS
]
"""The others, a few seconds each, in the long run."""
SLUGS = [slug if slug in QUICK else pytest.param(slug, marks=pytest.mark.long) for slug in library()]


def worked(slug: str, preset: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The answers of a case as they are stored, and what they score."""
    case = next(one for one in cases_of(slug) if one["name"] == PRESETS[preset])
    shop = survey_defs.shipped(slug)
    assert shop is not None
    return dict(check_answers(shop, case["answers"]).answers), case["expect"]


def begun(house: House, slug: str) -> Visit:
    """A visit with this set that Chloé has started."""
    version = make_version(house.client, library()[slug].read_text("utf-8"))
    state = {"state": VisitState.STARTED, "started_at": clock.now()}
    return make_visit(house.mill_lane, version, shopper=house.chloe, **state)


def holds(visit: Visit, expected: dict[str, Any]) -> None:
    """The score that stands with the visit is the one reckoned beside the set, to the hundredth."""
    db.session.rollback()  # reads what the server wrote
    score = db.session.query(VisitScore).filter_by(visit_id=visit.id).one()
    for name in expected.keys() - {"band", "outcome"}:
        wanted = expected[name]
        assert getattr(score, name) == (None if wanted is None else round(Fraction(wanted) * 100)), name
    assert (score.band, score.outcome) == (expected["band"], expected["outcome"])


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("slug", SLUGS)
def test_a_set_is_shown_filled_in_sent_and_scored(house: House, as_: Any, slug: str, preset: str) -> None:
    answers, expected = worked(slug, preset)
    visit, chloe = begun(house, slug), as_(house.chloe)
    for touchpoint in visit.version.definition.touchpoints:
        fill(chloe, visit, touchpoint, answers)
    assert visit.id.hex in press(chloe, visit).path.replace("-", "")
    as_(house.ben).get("review.report", visit_id=visit.id).submit("form.form", decision="accept")
    holds(visit, expected)


@pytest.mark.journey
@pytest.mark.parametrize(("slug", "preset"), IN_A_BROWSER)
def test_a_set_goes_through_a_real_browser(
    live: Live, page: Page, browser: Browser, slug: str, preset: str
) -> None:
    answers, expected = worked(slug, preset)
    visit = begun(live.house, slug)
    page.set_viewport_size({"width": 360, "height": 740})
    live.sign_in(page, live.house.chloe)
    page.goto(f"{live.url}/my/visits/{visit.id}/at/{visit.version.definition.touchpoints[0].key}")
    for touchpoint in visit.version.definition.touchpoints:
        for question in touchpoint.asked:
            if question.key in answers:
                touch(page, inputs(question, answers[question.key]))
        with page.expect_navigation():
            page.locator(".bar .button-main").click()
    page.get_by_role("button", name="Send your report").click()
    page.wait_for_url(f"**/my/visits/{visit.id}/sent")
    expect(page.get_by_role("heading", name="Your report is with us")).to_be_visible()
    with browser.new_context() as desk:
        page = desk.new_page()
        live.sign_in(page, live.house.ben)
        page.goto(f"{live.url}/review/{visit.id}")
        page.get_by_label("Accept and score").check()
        page.get_by_role("button", name="Save the decision").click()
        expect(page.get_by_text(re.compile("Nothing waits"))).to_be_visible()
    holds(visit, expected)


def touch(page: Page, filled: dict[str, Any]) -> None:
    """Choose the rows of a question, or type into its boxes, as far as they are shown."""
    for name, value in filled.items():
        boxes = page.locator(f'#report [name="{name}"]')
        if boxes.first.get_attribute("type") in ("radio", "checkbox"):
            for one in value if isinstance(value, list) else [value]:
                page.locator(f'#report [name="{name}"][value="{one}"]').check()
        else:
            boxes.first.fill(str(value))
