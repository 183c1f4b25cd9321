"""Pocket mode in a real browser: silent, neutral, quick, and nothing tapped is lost."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from shopper import clock
from shopper.extensions import db
from shopper.models import Visit
from tests.journeys.conftest import Live
from tests.shopper.visits.test_pocket import TELLING
from tests.shopper.visits.test_stopping import stamp
from tests.support.axe import WCAG, objections
from tests.support.builders import SHORT_SET, make_version
from tests.support.reports import started

pytestmark = pytest.mark.journey

NARROW = {"width": 320, "height": 640}
PRESSED = ".pocket:not([hidden]) :is(button, a.button, label.button, .tick, .input):not(.away)"
TAP = """async (name) => {
  const began = performance.now();
  document.querySelector(`[name=tap][value=${name}]`).click();
  await new Promise(requestAnimationFrame);
  return [performance.now() - began, document.querySelector(`[data-name=${name}] time`) !== null];
}"""
HIDE_TAB = """(hidden) => {
  Object.defineProperty(document, "visibilityState", { value: hidden ? "hidden" : "visible", configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def opened(live: Live, page: Page, visit: Visit) -> Page:
    live.sign_in(page, live.house.chloe)
    page.goto(f"{live.url}/my/visits/{visit.id}/notes")
    page.wait_for_selector("main[data-ready]")
    return page


def row(page: Page, name: str) -> Locator:
    return page.locator(f'[data-name="{name}"]')


def told(page: Page) -> None:
    expect(page.get_by_role("status")).to_have_text(re.compile(r"Saved on this phone · \d\d:\d\d"))


def test_it_is_quick_and_keeps_what_was_tapped_on_the_phone(live: Live, page: Page) -> None:
    visit = started(live.house)
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    page.on("dialog", lambda dialog: noise.append(dialog.message))
    opened(live, page, visit)
    took, shown = page.evaluate(TAP, "In")
    assert shown
    assert took < 100
    told(page)
    page.get_by_role("button", name="Noticed").click()
    page.get_by_role("button", name="Noticed: one minute later").click()
    page.get_by_label("Note", exact=True).fill("two at the door")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="I was recognised").click()
    expect(row(page, "recognised").get_by_role("button", name="undo")).to_be_focused()
    page.get_by_role("button", name="I had to stop").click()
    row(page, "stopped").get_by_role("button", name="undo").click()
    told(page)
    page.reload()
    page.wait_for_selector("main[data-ready]")
    expect(row(page, "In").locator("time")).to_be_visible()
    expect(page.locator(".kept-notes .lines")).to_have_text("two at the door")
    expect(row(page, "stopped").get_by_role("button", name="I had to stop")).to_be_visible()
    assert noise == []
    with page.expect_response("**/draft") as answered:
        page.get_by_role("link", name="Close").click()
    assert answered.value.ok
    db.session.rollback()
    db.session.refresh(visit)
    stamps = {one["name"]: one for one in visit.stamps}
    assert set(stamps) == {"In", "Noticed", "note", "recognised", "stopped"}
    assert stamps["Noticed"]["at"] > stamps["Noticed"]["tapped_at"]
    assert stamps["In"]["offset_ms"] > 0
    assert stamps["In"]["run"] == stamps["Noticed"]["run"]
    assert stamps["stopped"]["removed"]
    assert visit.recognised


def test_it_fits_a_narrow_phone_with_large_text_and_every_target_is_large(
    live: Live, browser: Browser
) -> None:
    visit = started(live.house)
    page = opened(live, browser.new_context(viewport=NARROW).new_page(), visit)
    page.evaluate(TAP, "In")
    page.get_by_label("Note", exact=True).fill("one")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="I was recognised").click()
    for covered in (False, True):
        if covered:
            page.get_by_role("link", name="Hide").click()
        for box in page.locator(PRESSED).all():
            size = box.bounding_box()
            assert size is not None
            assert size["height"] >= 56, box.inner_text()
        shown = page.evaluate("document.title + document.body.innerText").casefold()
        assert not [word for word in TELLING if word in shown]
        assert not objections(page, WCAG)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    for name in ("Back", "Hide"):
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], name
        page.locator("#uncover, #hide").locator("visible=true").click()


def test_hiding_and_another_app_cover_the_notes_at_once_and_lose_nothing(live: Live, page: Page) -> None:
    visit = started(live.house)
    opened(live, page, visit)
    page.get_by_label("Note", exact=True).fill("half a no")
    page.get_by_role("link", name="Hide").click()
    expect(page.get_by_text("Milk")).to_be_visible()
    expect(page.get_by_role("button", name="Noticed")).to_be_hidden()
    page.get_by_label("Add").fill("Cinnamon")
    page.keyboard.press("Enter")
    page.get_by_label("Bread").check()
    page.get_by_role("button", name="Back").click()
    expect(page.get_by_label("Note", exact=True)).to_have_value("half a no")
    page.evaluate(HIDE_TAB, True)
    page.evaluate(HIDE_TAB, False)
    expect(page.get_by_text("Cinnamon")).to_be_visible()
    expect(page.get_by_role("button", name="Noticed")).to_be_hidden()
    page.reload()
    page.get_by_role("link", name="Hide").click()
    expect(page.get_by_label("Cinnamon")).not_to_be_checked()
    expect(page.get_by_label("Bread")).to_be_checked()


def test_stamps_of_the_phone_stand_above_the_report_and_fill_in_a_wait(live: Live, page: Page) -> None:
    source = SHORT_SET.replace("type: duration,", "type: duration, from_stamps: [Noticed, Paid],")
    visit = started(live.house, version=make_version(live.house.client, source))
    opened(live, page, visit)
    for name in ("Noticed", "Paid"):
        page.evaluate(TAP, name)
    for _minute in range(3):
        page.get_by_role("button", name="Paid: one minute later").click()
    told(page)
    page.goto(f"{live.url}/my/visits/{visit.id}/at/checkout")
    expect(page.locator("#pins")).to_contain_text("Paid")
    expect(page.get_by_text(re.compile(r"Your stamps say 3 min \d+ s"))).to_be_visible()
    expect(page.get_by_label("min", exact=True)).to_have_value("3")
    with page.expect_response(
        lambda answer: re.search(r'"value":24\d', answer.request.post_data or "") is not None
    ):
        page.get_by_label("min", exact=True).fill("4")
        page.get_by_role("button", name="Continue to Leaving").last.click()
    db.session.rollback()
    db.session.refresh(visit)
    assert visit.draft["wait"]["value"] // 60 == 4
    assert len(visit.stamps) == 2


def test_a_wait_that_the_server_put_in_is_kept_on_the_phone_as_typed(live: Live, page: Page) -> None:
    source = SHORT_SET.replace("type: duration,", "type: duration, from_stamps: [Noticed, Paid],")
    noon = clock.now() - timedelta(hours=1)
    taps = [stamp("Noticed", noon), stamp("Paid", noon + timedelta(seconds=190))]
    visit = started(live.house, version=make_version(live.house.client, source), stamps=taps)
    live.sign_in(page, live.house.chloe)
    with page.expect_response("**/draft") as answered:
        page.goto(f"{live.url}/my/visits/{visit.id}/at/checkout")
    assert answered.value.ok
    db.session.rollback()
    db.session.refresh(visit)
    assert visit.draft["wait"]["value"] == 190
