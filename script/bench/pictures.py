"""How soon a manager on slow 4G reads the headline and sees the first picture, and how soon Plotly stands in
its place: cold, and with what the browser has kept."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from bare_page import bare_page
from phone_world import SLOWER, sign_in
from playwright.sync_api import Browser, Cookie, sync_playwright
from results import Line, said, spread
from world import Size, world

from shopper.database import writing
from tests.support.builders import password_hash
from tests.support.server import CHROMIUM, served

LOADS, SIZE = int(os.environ.get("BENCH_LOADS", "9")), Size(20_000, branches=500)
PAGES = {"Overview": "/overview", "Branch": "/branches/1", "Journey": "/journey", "Compare": "/compare"}
PICTURE, PLOTLY, KEPT = 2_000, 12_000, 2_000
WATCH = """() => {
  window.seen = {};
  const shown = (one) => Boolean(one && one.getBoundingClientRect().height);
  const look = () => {
    const figure = document.querySelector("figure.fig");
    if (!seen.picture && shown(document.querySelector("h1")) && shown(figure?.querySelector(".chart svg"))) {
      setTimeout(() => { seen.picture = performance.now(); figure.scrollIntoView(); }); // once this frame is painted
    }
    if (seen.picture && shown(figure.querySelector(".main-svg"))) setTimeout(() => (seen.plotly = performance.now()));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""


def run() -> Iterator[Line]:
    with _manager() as (browser, url, cookies):
        for name, path in PAGES.items():
            cold = [_load(browser, url + path, cookies, kept=False) for _ in range(LOADS)]
            kept = [_load(browser, url + path, cookies, kept=True) for _ in range(LOADS)]
            yield _within(f"{name}: headline and first picture, cold", [one for one, _ in cold], PICTURE)
            yield _within(f"{name}: Plotly in its place, cold", [one for _, one in cold], PLOTLY)
            yield _within(f"{name}: Plotly in its place, files kept", [one for _, one in kept], KEPT)


@contextmanager
def _manager() -> Iterator[tuple[Browser, str, list[Cookie]]]:
    """A browser, the address of a server, and what the browser holds once a manager has signed in."""
    with world(SIZE) as (app, manager), sync_playwright() as play:
        with writing():
            manager.password_hash = password_hash()
        instance = app.config["LAST_INCH"].INSTANCE
        browser = play.chromium.launch(**CHROMIUM)
        with served(instance, instance / "assets") as url:
            page = browser.new_page()
            sign_in(page, url, manager.sign_in)
            yield browser, url, page.context.cookies()
        browser.close()


def _load(browser: Browser, address: str, cookies: list[Cookie], *, kept: bool) -> tuple[float, float]:
    """Milliseconds from asking for the page to its picture, and to Plotly's."""
    with bare_page(browser, cookies, f"({WATCH})()") as page:
        if kept:
            page.seen(address, "window.seen?.plotly")
        page.slow()
        seen = page.seen(address, "window.seen?.plotly && window.seen")
    return seen["picture"], seen["plotly"]


def _within(what: str, taken: list[float], bar: int) -> Line:
    data = f"n = {LOADS}, 360 px, 150 ms, 1.6 Mbit/s down, CPU ÷ {SLOWER}, {SIZE}"
    return Line(f"slow 4G, {what}", said(taken), data, f"p95 ≤ {bar} ms", spread(taken)[1] <= bar)
