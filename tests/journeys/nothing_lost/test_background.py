"""Background Sync: the browser calls the worker when the network is back, and no page needs to be open."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Live
from tests.journeys.nothing_lost.conftest import Phone
from tests.journeys.nothing_lost.making import reports, send, whole
from tests.support.line import Line

pytestmark = pytest.mark.journey
TAGS = "self.registration.sync.getTags()"


class Browser:
    """What the browser does on its own when the network is back, done by hand: it would take its time."""

    def __init__(self, phone: Phone) -> None:
        self.tools = phone.context.new_cdp_session(phone.page)
        self.found: dict[str, Any] = {}
        self.tools.on("ServiceWorker.workerRegistrationUpdated", self._note)
        self.tools.send("ServiceWorker.enable")
        phone.until(lambda: self.found)

    def _note(self, told: dict[str, Any]) -> None:
        for one in told["registrations"]:
            if one["scopeURL"].endswith("/my/") and not one["isDeleted"]:
                self.found = {
                    "origin": one["scopeURL"].removesuffix("/my/"),
                    "registrationId": one["registrationId"],
                }

    def call_the_worker(self) -> None:
        self.tools.send("ServiceWorker.dispatchSyncEvent", {**self.found, "tag": "send", "lastChance": False})


def test_what_was_sent_without_signal_goes_out_while_no_page_is_open(
    live: Live, line: Line, phone: Phone
) -> None:
    visit = whole(live)
    phone.sign_in(live.house.chloe.sign_in)
    phone.ready(visit)
    line.add("PUT ", "cut")
    page = send(phone, visit)
    page.wait_for_url("**/my/outbox")
    [kept] = phone.stored("outbox")
    browser = Browser(phone)
    page.goto("about:blank")
    worker = phone.context.service_workers[-1]
    phone.until(lambda: worker.evaluate(TAGS) == ["send"])
    assert not reports(visit)
    line.heal()
    browser.call_the_worker()
    phone.until(lambda: reports(visit))
    [report] = reports(visit)
    assert str(report.id) == kept["submission_id"]
    expect(phone.open("/my/outbox").get_by_text("Sent. Received")).to_be_visible()
    assert not phone.stored("outbox")
    assert len(reports(visit)) == 1
