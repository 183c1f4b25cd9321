"""What a phone loads, cold, to show the touchpoint page with the most questions."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, sync_playwright
from results import Line

import survey_defs
from shopper import create_app
from shopper.extensions import db
from shopper.models import Model, Visit
from shopper.settings import Settings
from tests.support.builders import PASSWORD, House, make_house, make_version, make_visit
from tests.support.server import CHROMIUM, served


def run() -> Iterator[Line]:
    with tempfile.TemporaryDirectory() as folder:
        instance = Path(folder)
        app = create_app(Settings(INSTANCE=instance, SECRET_KEY="test"))
        with app.app_context():
            Model.metadata.create_all(db.engine)
            house = make_house()
            source = survey_defs.library()["coffee-shop"].read_text()
            visit = make_visit(house.mill_lane, make_version(house.client, source), shopper=house.chloe)
            path = _largest(visit)
            with served(instance, instance / "assets") as url, sync_playwright() as play:
                yield from _cold(play, url, house, path)


def _largest(visit: Visit) -> str:
    definition = visit.version.definition
    touchpoint = max(definition.touchpoints, key=lambda one: len(one.asked))
    return f"/my/visits/{visit.id}/at/{touchpoint.key}"


def _cold(play, url: str, house: House, path: str) -> Iterator[Line]:
    browser = play.chromium.launch(**CHROMIUM)
    page = browser.new_context(viewport={"width": 360, "height": 740}, service_workers="block").new_page()
    page.goto(f"{url}/sign-in")
    page.get_by_label("E-mail or code").fill(house.chloe.sign_in)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/my/today")
    page.goto(url + path.rsplit("/at/", 1)[0])
    page.get_by_role("button", name="Start").first.click()
    sizes, hosts, names = _load(page, url + path)
    browser.close()
    kilo, data = sum(sizes) / 1000, f"{len(sizes)} requests, caches off"
    yield Line("a touchpoint page, all of it, cold", f"{kilo:.1f} kB", data, "≤ 60 kB", kilo <= 60)
    third = sorted(hosts - {urlsplit(url).netloc})
    yield Line("requests to anybody else", str(len(third)), data, "0", not third)
    plotly = [name for name in names if "plotly" in name]
    yield Line("Plotly on the shopper's page", str(len(plotly)), data, "0", not plotly)


def _load(page: Page, address: str) -> tuple[list[int], set[str], list[str]]:
    """Bytes over the wire of every request of one cold load."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    sizes: list[int] = []
    asked: list[str] = []
    session.on("Network.requestWillBeSent", lambda event: asked.append(event["request"]["url"]))
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    page.goto(address, wait_until="networkidle")
    hosts = {urlsplit(one).netloc for one in asked if one.startswith("http")}
    return sizes, hosts, asked
