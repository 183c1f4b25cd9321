"""Charts in a real browser under the real policy: drawn late, in the page's colours, and never alone."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.support.builders import make_branch
from tests.support.results import AVERAGE, BEST, FUMBLED, RUDE, released

pytestmark = pytest.mark.journey

PAGES = ("/overview", "/compare", "/branches/1", "/reports/{visit}")
DRAWN = "[data-behaviour=chart] .chart.is-drawn"


@pytest.fixture
def visit(live):
    """Visits enough for every figure; the address of one report."""
    house = live.house
    branches = [house.mill_lane, *(make_branch(house.north) for _ in range(4))]
    told = [
        (b, date(2026, m, 3), k) for b in branches for m in (7, 8, 9) for k in (BEST, AVERAGE, FUMBLED, RUDE)
    ]
    return released(house.version, told, shopper=house.chloe)[2].id


@pytest.fixture
def trouble(page: Page) -> list[str]:
    """What the browser complained about."""
    heard: list[str] = []
    page.on("console", lambda said: heard.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


def see_all(page: Page, address: str) -> None:
    page.goto(address)
    figures = page.locator("[data-behaviour=chart]")
    for at in range(figures.count()):
        figures.nth(at).scroll_into_view_if_needed()
        expect(figures.nth(at).locator(".chart")).to_have_class(re.compile("is-drawn"), timeout=20_000)
    assert figures.count()


def test_every_chart_is_drawn_without_a_complaint_and_nothing_moves(live, page, visit, trouble, outside):
    live.sign_in(page, live.house.dev)
    for width, path in ((width, path) for width in (360, 1280) for path in PAGES):
        page.set_viewport_size({"width": width, "height": 740})
        page.goto(live.url + path.format(visit=visit))
        before = page.evaluate("() => document.documentElement.scrollHeight")
        see_all(page, live.url + path.format(visit=visit))
        assert page.evaluate("() => document.documentElement.scrollHeight") == before
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    assert trouble == []
    assert outside() == []


def test_a_chart_follows_the_theme_and_the_paper(live, page, visit):
    live.sign_in(page, live.house.dev)

    def ink() -> str:
        return page.evaluate("() => getComputedStyle(document.querySelector('.trace .lines path')).stroke")

    page.emulate_media(color_scheme="light")
    see_all(page, live.url + "/overview")
    assert ink() == "rgb(23, 33, 29)"
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(
        "() => getComputedStyle(document.querySelector('.trace .lines path')).stroke === 'rgb(228, 235, 231)'"
    )
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    assert ink() == "rgb(0, 0, 0)"
    page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    assert ink() == "rgb(228, 235, 231)"


def test_a_dot_leads_to_its_visit(live, page, visit):
    live.sign_in(page, live.house.dev)
    see_all(page, live.url + "/branches/1")
    dot = page.locator(".scatterlayer .point").last.bounding_box()
    assert dot is not None
    page.mouse.click(dot["x"] + dot["width"] / 2, dot["y"] + dot["height"] / 2)
    page.wait_for_url(re.compile("/reports/"))


def test_without_the_drawing_library_the_tables_open(live, page, visit):
    live.sign_in(page, live.house.dev)
    page.route("**/plotly.min.js", lambda route: route.abort())
    page.goto(live.url + "/overview")
    table = page.get_by_role("region", name=re.compile("Table:")).first
    expect(table).to_be_visible()
    expect(page.locator(DRAWN)).to_have_count(0)


def test_a_page_without_scripts_is_whole(live, browser, visit):
    page = browser.new_context(java_script_enabled=False).new_page()
    live.sign_in(page, live.house.dev)
    page.goto(live.url + "/compare")
    expect(page.get_by_role("link", name="Mill Lane")).to_be_visible()
    page.get_by_role("link", name="Mill Lane").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mill Lane: estimated")


def test_plotly_never_comes_to_a_shopper(live, page, visit):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    live.sign_in(page, live.house.chloe)
    page.goto(live.url + "/visits")
    assert not [url for url in asked if "plotly" in url]
