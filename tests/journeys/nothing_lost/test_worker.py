"""The service worker, and the way out by a file when nothing else helps."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from shopper.models import VisitState
from tests.journeys.conftest import Live
from tests.journeys.nothing_lost.conftest import Phone, choose, saved
from tests.journeys.nothing_lost.making import reports, send, whole
from tests.support.line import Line

pytestmark = pytest.mark.journey

WAITS = """async () => {
  const late = Date.now() + 15000;
  const registration = await navigator.serviceWorker.getRegistration();
  while (registration.waiting === null) {
    if (Date.now() > late) throw new Error("the worker that waits did not change");
    registration.waiting?.postMessage({ takeOver: true });
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
}"""
ASKED = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  for (let n = 0; n < 20; n += 1) {
    registration.waiting?.postMessage({ takeOver: true });
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  return registration.waiting !== null;
}"""


def test_b17_b18_the_worker_answers_get_only_and_a_new_one_loses_no_page(
    live: Live, line: Line, phone: Phone
) -> None:
    """B17, B18: what is sent never passes through it, and one that installs without signal breaks nothing."""
    visit = whole(live)
    phone.sign_in(live.house.chloe.sign_in)
    phone.ready(visit)
    page = phone.page
    with page.expect_response("**/at/greeting") as read:
        phone.open(f"/my/visits/{visit.id}/at/greeting")
    assert read.value.from_service_worker
    with page.expect_response("**/draft") as written:
        choose(page, "Did anyone greet you?", "No")
    assert written.value.ok
    assert not written.value.from_service_worker
    line.rewrite("/my/sw.js?sends", lambda script: script.replace(b"VERSION = ", b"VERSION = 'next' + "))
    line.add("GET /static/", "cut")
    page.evaluate("navigator.serviceWorker.ready.then((one) => one.update()).catch(() => {})")
    line.cut()
    phone.restart()
    for path in ("", "/at/greeting", "/at/checkout", "/at/leaving", "/check", "/notes"):
        page = phone.open(f"/my/visits/{visit.id}{path}")
        expect(page.get_by_text("this page is not on this phone yet")).to_have_count(0)
        expect(page.locator("main")).to_be_visible()
    expect(phone.open("/my/nowhere").get_by_text("this page is not on this phone yet")).to_be_visible()


def test_a_newer_worker_waits_for_the_form_and_old_files_stay_for_old_pages(
    live: Live, line: Line, phone: Phone
) -> None:
    visit = whole(live)
    phone.sign_in(live.house.chloe.sign_in)
    phone.ready(visit)
    page = phone.open(f"/my/visits/{visit.id}/at/greeting")
    line.rewrite("/my/sw.js?sends", lambda script: script.replace(b'VERSION = "', b'VERSION = "x'))
    page.evaluate("navigator.serviceWorker.ready.then((one) => one.update())")
    page.evaluate(WAITS)
    page.reload()
    assert page.evaluate(ASKED), "it took over while a form was open"
    line.cut()
    phone.restart()
    page = phone.open("/my/today")
    page.evaluate(WAITS.replace("=== null", "!== null"))
    page = phone.open(f"/my/visits/{visit.id}/at/checkout")
    page.get_by_label("sec", exact=True).fill("7")
    saved(page)


def test_b22_the_outbox_goes_into_a_file_that_an_admin_takes_in(
    live: Live, line: Line, phone: Phone, tmp_path: Path, page: Page
) -> None:
    admin, visit = page, whole(live)
    phone.sign_in(live.house.chloe.sign_in)
    phone.ready(visit)
    line.add("PUT ", "cut")
    page = send(phone, visit)
    page.wait_for_url("**/my/outbox")
    [kept] = phone.stored("outbox")
    with page.expect_download() as told:
        page.get_by_role("button", name="Save to a file").click()
    file = tmp_path / "list.json"
    told.value.save_as(file)
    [row] = json.loads(file.read_text("utf-8"))["reports"]
    assert (row["submission_id"], row["content"]) == (kept["submission_id"], kept["content"])
    live.sign_in(admin, live.house.asha)
    admin.goto(f"{live.url}/phone-file")
    admin.get_by_label("The file that the phone saved").set_input_files(file)
    admin.get_by_role("button", name="Take it in").click()
    expect(admin.get_by_text("Received, ref")).to_be_visible()
    [report] = reports(visit)
    assert str(report.id) == kept["submission_id"]
    assert visit.state == VisitState.SENT
    line.heal()
    page.get_by_role("button", name="Send now").click()
    expect(page.get_by_text("Nothing waits on this phone")).to_be_visible()
    assert len(reports(visit)) == 1
