"""A whole visit with no network: nothing typed is lost by a reload, a restart or an empty battery."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from shopper.extensions import db
from shopper.models import Visit, VisitState
from tests.journeys.conftest import Live
from tests.journeys.nothing_lost.conftest import Phone, choose, saved
from tests.journeys.nothing_lost.making import reports
from tests.support.builders import make_visit
from tests.support.line import Line

pytestmark = pytest.mark.journey


def fill_in(page: Page) -> None:
    """The whole short set, from its first touchpoint to Check answers."""
    choose(page, "Did anyone greet you?", "Yes")
    page.get_by_label("What did they say?").fill("“Good morning”")
    page.get_by_role("button", name="Continue to Checkout").last.click()
    page.wait_for_url("**/at/checkout")
    choose(page, "Were you offered a receipt?", "Does not apply")
    page.get_by_label("min", exact=True).fill("3")
    page.get_by_role("button", name="Continue to Leaving").last.click()
    page.wait_for_url("**/at/leaving")
    choose(page, "Were you thanked as you left?", "No")
    saved(page)
    page.get_by_role("button", name="Check answers").last.click()
    page.wait_for_url("**/check")


def fresh(visit: Visit) -> Visit:
    db.session.rollback()
    db.session.refresh(visit)
    return visit


def test_b1_a_visit_made_without_signal_is_sent_when_it_returns(live: Live, line: Line, phone: Phone) -> None:
    """B1, B11, B12, B13: every page opens, every answer is there again, and what is hidden is left out at the end."""
    visit = make_visit(live.house.mill_lane, live.house.version, shopper=live.house.chloe)
    phone.sign_in(live.house.chloe.sign_in)
    phone.ready(visit)
    phone.restart()  # the browser writes its cookie down, as it does within half a minute
    line.cut()
    phone.open(f"/my/visits/{visit.id}")
    phone.page.get_by_role("button", name="Start the visit").click()
    phone.page.wait_for_url("**/at/greeting")
    fill_in(phone.page)
    phone.kill()
    phone.open(f"/my/visits/{visit.id}").get_by_role("button", name="Go on").click()
    phone.page.wait_for_url("**/at/greeting")
    expect(phone.page.get_by_label("What did they say?")).to_have_value("“Good morning”")
    choose(phone.page, "Did anyone greet you?", "No")
    saved(phone.page)
    expect(phone.page.get_by_label("What did they say?")).to_be_hidden()
    phone.restart()
    page = phone.open(f"/my/visits/{visit.id}/check")
    expect(page.locator("#a\\:wait .given")).to_have_text("3 min 0 sec")
    expect(page.locator("#a\\:words")).to_have_count(0)
    page.get_by_role("button", name="Send your report").click()
    page.wait_for_url("**/my/outbox")
    expect(page.get_by_text("Ready to send, waiting for signal")).to_be_visible()
    expect(page.get_by_text("Sent. Received")).to_have_count(0)
    assert fresh(visit).state == VisitState.ASSIGNED
    line.heal()
    page.reload()
    expect(page.get_by_text("Sent. Received")).to_be_visible()
    expect(page.get_by_text("Nothing waits on this phone")).to_be_visible()
    [report] = reports(visit)
    assert fresh(visit).state == VisitState.SENT
    assert "words" in report.hidden
    assert "words" not in report.answers
    assert {key: one.get("value", one.get("state")) for key, one in report.answers.items()} == {
        "greeted": "no", "receipt": "does_not_apply", "wait": 180, "thanked": "no",
    }  # fmt: skip


def test_b10_a_draft_goes_to_the_server_but_is_never_sent_by_itself(
    live: Live, line: Line, phone: Phone
) -> None:
    """B10, B20: complete or not, only Send sends; and a month later it is all still there."""
    visit = make_visit(live.house.mill_lane, live.house.version, shopper=live.house.chloe)
    phone.sign_in(live.house.chloe.sign_in)
    phone.open(f"/my/visits/{visit.id}/at/greeting")
    with phone.page.expect_response("**/draft") as answered:
        fill_in(phone.page)
    assert answered.value.ok
    phone.restart()
    page = phone.open(f"/my/visits/{visit.id}/check")
    expect(page.get_by_role("button", name="Send your report")).to_be_visible()
    assert not line.count("PUT .*submission")
    assert fresh(visit).state == VisitState.STARTED
    assert visit.draft["greeted"]["value"] == "yes"
    page.clock.install()
    page.clock.fast_forward(30 * 24 * 3600 * 1000)
    page.goto(f"{line.url}/my/visits/{visit.id}/at/greeting")
    expect(page.get_by_label("What did they say?")).to_have_value("“Good morning”")
