"""Lines that break at the worst moment: one report, in one place, and the truth about it on the screen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Route, expect

from shopper.database import writing
from shopper.extensions import db
from tests.journeys.conftest import Live
from tests.journeys.nothing_lost.conftest import Phone, choose
from tests.journeys.nothing_lost.making import reports, send, whole
from tests.support.builders import make_visit
from tests.support.line import Line

pytestmark = pytest.mark.journey
SUBMISSION = "PUT .*/submission"


def test_b3_a_reply_that_never_came_is_asked_for_again(live: Live, line: Line, phone: Phone) -> None:
    """B3: the server had it all along; the second time it says so, and only then it leaves the queue."""
    visit = whole(live)
    phone.sign_in(live.house.chloe.sign_in)
    line.add(SUBMISSION, "lost", times=1)
    page = send(phone, visit)
    expect(page.get_by_text("Sent. Received")).to_be_visible()
    assert line.count(SUBMISSION) == 2
    assert len(reports(visit)) == 1
    assert not phone.stored("outbox")


def test_b4_a_crash_between_success_and_forgetting_sends_it_once_more(
    live: Live, line: Line, phone: Phone
) -> None:
    visit = whole(live)
    phone.sign_in(live.house.chloe.sign_in)
    phone.restart()
    hanging = line.add(SUBMISSION, "hang", times=1)
    page = phone.open(f"/my/visits/{visit.id}/check")
    page.wait_for_load_state("networkidle")  # before its scripts run, Send is a plain form
    with page.expect_request("**/submission"):
        page.get_by_role("button", name="Send your report").click()
    assert hanging.done.wait(10), "the server never got it"
    phone.kill()
    line.heal()
    page = phone.open("/my/outbox")
    expect(page.get_by_text("Sent. Received")).to_be_visible()
    assert line.count(SUBMISSION) == 2
    assert len(reports(visit)) == 1
    assert not phone.stored("outbox")


def test_b6_b8_a_broken_server_is_tried_again_and_again_more_slowly(
    live: Live, line: Line, phone: Phone
) -> None:
    """B6, B8: what fails holds up nothing else; Send now starts from the beginning; success ends it."""
    first, second = whole(live), whole(live, "quayside")
    phone.sign_in(live.house.chloe.sign_in)
    phone.ready(first, second)
    line.cut()
    for visit in (first, second):
        page = send(phone, visit)
        page.wait_for_url("**/my/outbox")
    line.heal()
    broken = line.add(f"PUT .*{first.id}/submission", 500)
    page.reload()
    expect(page.get_by_text("Sent. Received")).to_have_count(1)
    page.wait_for_function(
        """() => document.querySelector('[data-tried]')?.textContent.includes('tries: 2')"""
    )
    [kept] = phone.stored("outbox")
    assert (kept["visit"], kept["state"]) == (str(first.id), "waiting")
    assert kept["next_at"] - kept["tried_at"] == 2000
    seconds = page.evaluate(
        """async () => {
          const queue = [...document.querySelectorAll('link')].find((one) => one.href.endsWith('/queue.js')).href;
          const { pause } = await import(queue);
          return Array.from({ length: 12 }, (_, n) => pause(n + 1) / 1000);
        }"""
    )
    assert seconds == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]
    broken.times = 0
    page.get_by_role("button", name="Send now").click()
    expect(page.get_by_text("Nothing waits on this phone")).to_be_visible()
    assert len(reports(first)) == len(reports(second)) == 1
    order = [name for name, _body in line.bodies if "/submission" in name]
    assert str(first.id) in order[0], "the oldest goes first"


def test_the_page_of_a_cafe_is_no_answer_of_ours(live: Live, line: Line, phone: Phone) -> None:
    """A captive portal says 200 with HTML to everything: nothing is taken for sent, no kept page is poisoned."""
    visit = whole(live)
    phone.sign_in(live.house.chloe.sign_in)
    phone.ready(visit)
    portal = line.add("", "portal")
    page = send(phone, visit)
    page.wait_for_url("**/my/outbox")
    expect(page.get_by_text("Ready to send, waiting for signal")).to_be_visible()
    for path in (f"/my/visits/{visit.id}/at/greeting", "/my/today", f"/my/visits/{visit.id}/at/greeting"):
        expect(phone.open(path).get_by_text("Accept our terms")).to_have_count(0)
    portal.times = 0
    page = phone.open("/my/outbox")
    expect(page.get_by_text("Sent. Received")).to_be_visible()
    assert len(reports(visit)) == 1


def test_two_tabs_send_it_once(live: Live, line: Line, phone: Phone) -> None:
    visit = whole(live)
    phone.sign_in(live.house.chloe.sign_in)
    phone.ready(visit)
    cut, slow = line.cut(), line.add(SUBMISSION, "hang")
    page = send(phone, visit)
    page.wait_for_url("**/my/outbox")
    cut.times = 0
    other = phone.context.new_page()
    page.get_by_role("button", name="Send now").click()
    phone.until(slow.done.is_set)
    phone.open("/my/outbox", other)
    other.get_by_role("button", name="Send now").click()
    phone.open("/my/today", other)
    slow.release.set()
    expect(page.get_by_text("Sent. Received")).to_be_visible()
    assert line.count(SUBMISSION) == 1


def test_b19_what_the_server_refuses_is_kept_with_its_reason_and_blocks_nothing(
    live: Live, line: Line, phone: Phone
) -> None:
    """B9, B19: the first is taken away meanwhile; it stays to be seen, and the second is sent."""
    first, second = whole(live), whole(live, "quayside")
    phone.sign_in(live.house.chloe.sign_in)
    phone.ready(first, second)
    line.cut()
    for visit in (first, second):
        page = send(phone, visit)
        page.wait_for_url("**/my/outbox")
    db.session.rollback()
    with writing():
        first.shopper = live.house.dev
    line.heal()
    page.reload()
    expect(page.get_by_text("Sent. Received")).to_have_count(1)
    expect(page.get_by_text("it needs your attention")).to_be_visible()
    [kept] = phone.stored("outbox")
    assert (kept["state"], kept["status"]) == ("attention", 404)
    expect(page.get_by_text(kept["reason"])).to_be_visible()
    phone.restart()
    assert phone.open("/my/outbox")
    assert phone.stored("outbox") == [kept]
    assert len(reports(second)) == 1
    assert line.count(f"PUT .*{first.id}/submission") == 1


SLOW_DISK = """{
  const plain = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, "oncomplete");
  globalThis.transactions = 0;
  Object.defineProperty(IDBTransaction.prototype, "oncomplete", {
    set(work) { transactions += 1; plain.set.call(this, (event) => setTimeout(work, MILLISECONDS, event)); },
  });
}"""


@pytest.mark.parametrize("way", ["Continue", "Mill Lane"])
def test_what_is_tapped_before_the_scripts_are_there_is_kept(live: Live, browser: Browser, way: str) -> None:
    """On a slow line the page is there long before its scripts, and a slow disk keeps those busy: who taps on
    right then, by the button or a link, leaves nothing behind."""
    visit = make_visit(live.house.mill_lane, live.house.version, shopper=live.house.chloe)
    with browser.new_context(service_workers="block") as context:
        page = context.new_page()
        page.add_init_script(SLOW_DISK.replace("MILLISECONDS", "400"))
        late: list[Route] = []
        live.sign_in(page, live.house.chloe)
        page.route("**/touchpoint.js", lambda route: late.append(route), times=1)  # noqa: PLW0108 - Playwright marks what it calls
        page.goto(f"{live.url}/my/visits/{visit.id}/at/greeting", wait_until="commit")
        choose(page, "Did anyone greet you?", "Yes")
        late[0].continue_()
        page.wait_for_function("transactions > 0")
        page.get_by_role("button", name=way).or_(page.get_by_role("link", name=way)).first.click()
        page.wait_for_url(re.compile(f"(at/checkout|{visit.id})$"))
        page.goto(f"{live.url}/my/visits/{visit.id}/check")
        expect(page.locator("#a\\:greeted .given")).to_contain_text("Yes")


TELLS_WHEN_IT_LISTENS = """{
  const plain = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (kind, ...rest) {
    if (kind === "submit" && this.matches?.("form.step")) globalThis.listens = true;
    plain.call(this, kind, ...rest);
  };
}"""


def test_two_taps_on_send_before_the_page_is_known_make_one_report(
    live: Live, line: Line, phone: Phone
) -> None:
    """A slow disk leaves room for a second, impatient tap."""
    visit = whole(live)
    phone.sign_in(live.house.chloe.sign_in)
    page = phone.page
    page.add_init_script(SLOW_DISK.replace("MILLISECONDS", "100"))
    page.add_init_script(TELLS_WHEN_IT_LISTENS)
    phone.open(f"/my/visits/{visit.id}/check")
    phone.until(lambda: page.evaluate("globalThis.listens"))  # before its scripts run, Send is a plain form
    page.get_by_role("button", name="Send your report").dblclick()
    page.wait_for_url(re.compile(r"/(sent|my/outbox)$"))
    phone.until(lambda: reports(visit) and not phone.stored("outbox"))
    assert line.count(SUBMISSION) == len(reports(visit)) == 1
