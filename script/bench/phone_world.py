"""A server with Chloé's visit of 40 questions, and browsers of hers as large as a phone."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, sync_playwright

from shopper import clock, create_app
from shopper.extensions import db
from shopper.models import Model, VisitState
from shopper.settings import Settings
from tests.support.builders import PASSWORD, House, make_house, make_version, make_visit
from tests.support.server import CHROMIUM, served

FORTY = (Path(__file__).parent / "forty.yaml").read_text()
PHONE = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}
SLOW_4G = {
    "offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8,
}  # fmt: skip
SLOWER = 4
"""How much slower than this machine a phone thinks."""


@dataclass
class Shop:
    """A server that is up, and the addresses on it."""

    app: Flask
    house: House
    url: str
    visit: str
    first: str
    browser: Browser

    @contextmanager
    def phone(self, *, worker: bool) -> Iterator[Page]:
        """A browser of Chloé's, signed in; without `worker` no service worker may come in between."""
        context = self.browser.new_context(**PHONE, service_workers="allow" if worker else "block")
        page = context.new_page()
        sign_in(page, self.url, self.house.chloe.sign_in)
        yield page
        context.close()


def sign_in(page: Page, url: str, name: str) -> None:
    page.goto(f"{url}/sign-in")
    page.get_by_label("E-mail or code").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(re.compile(r"^(?!.*/sign-in)"))


@contextmanager
def server() -> Iterator[tuple[Flask, House, str, str, str]]:
    """A server that is up: the app, the house, its address, the visit and the path of its first touchpoint."""
    with tempfile.TemporaryDirectory() as folder:
        instance = Path(folder)
        app = create_app(Settings(INSTANCE=instance, SECRET_KEY="test"))
        with app.app_context():
            Model.metadata.create_all(db.engine)
            house = make_house()
            version = make_version(house.client, FORTY)
            begun = {"state": VisitState.STARTED, "started_at": clock.now()}
            visit = make_visit(house.mill_lane, version, shopper=house.chloe, **begun)
            first = f"/my/visits/{visit.id}/at/{version.definition.touchpoints[0].key}"
            with served(instance, instance / "assets") as url:
                yield app, house, url, str(visit.id), first


@contextmanager
def shop() -> Iterator[Shop]:
    """The same with a browser."""
    with server() as (app, house, url, visit, first), sync_playwright() as play:
        browser = play.chromium.launch(**CHROMIUM)
        yield Shop(app, house, url, visit, url + first, browser)
        browser.close()


def devtools(page: Page, *, slow: bool = False) -> CDPSession:
    """Chromium's own tools on a page; with `slow`, on slow 4G with a slow processor."""
    context: BrowserContext = page.context
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    if slow:
        tools.send("Network.emulateNetworkConditions", SLOW_4G)
        tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return tools
