"""How a form was filled in, told to the reviewer: time in view and in use, and answers that were changed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from shopper.models import Visit, VisitState
from tests.journeys.conftest import Live
from tests.journeys.nothing_lost.conftest import Phone, choose, saved
from tests.support.builders import make_visit

pytestmark = pytest.mark.journey

HIDE = """(state) => {
  Object.defineProperty(document, "visibilityState", { configurable: true, get: () => state });
  document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
}"""


@pytest.fixture
def visit(live: Live) -> Visit:
    more = {"shopper": live.house.chloe, "state": VisitState.STARTED}
    return make_visit(live.house.mill_lane, live.house.version, **more)


@pytest.fixture
def page(live: Live, phone: Phone, visit: Visit) -> Page:
    """The first touchpoint, with a clock that the test may turn."""
    phone.sign_in(live.house.chloe.sign_in)
    phone.page.clock.install()
    return phone.open(f"/my/visits/{visit.id}/at/greeting")


def test_time_in_view_and_in_use_and_changed_answers_are_kept_for_the_reviewer(
    page: Page, phone: Phone
) -> None:
    for answer in ("Yes", "No", "Yes"):
        choose(page, "Did anyone greet you?", answer)
    page.clock.run_for(20_000)
    page.evaluate(HIDE, "hidden")
    page.clock.run_for(300_000)
    page.evaluate(HIDE, "visible")
    page.clock.run_for(600_000)  # in view, and nobody is there
    (filling,) = phone.stored("filling")
    assert filling["changes"] == {"greeted": 2}
    assert 70 <= filling["touchpoints"]["greeting"] <= 95, (
        "twenty seconds of use, and a minute until it counts as left"
    )


def test_the_last_seconds_before_a_page_is_left_count_too(page: Page, phone: Phone, visit: Visit) -> None:
    for answer in ("Yes", "No"):
        choose(page, "Did anyone greet you?", answer)
    saved(page)
    page.clock.run_for(3_000)
    page.get_by_role("button", name="Continue to Checkout").last.click()
    page.wait_for_url("**/at/checkout")
    choose(page, "Were you offered a receipt?", "Yes")
    saved(page)
    page.clock.run_for(4_000)
    page.get_by_role("link", name="Mill Lane").first.click()
    page.wait_for_url(f"**/visits/{visit.id}")
    (filling,) = phone.stored("filling")
    assert filling["changes"] == {"greeted": 1}
    assert filling["touchpoints"]["greeting"] >= 3
    assert filling["touchpoints"]["checkout"] >= 4
