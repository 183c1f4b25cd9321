"""Longer words break no page: everybody's main pages in French, on a phone and on a desk."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from shopper.extensions import db
from tests.journeys.conftest import Live
from tests.shopper.review.support import sent
from tests.support.builders import day, make_visit, make_wave
from tests.support.results import AVERAGE, FUMBLED, released

pytestmark = pytest.mark.journey

SIZES = ({"width": 320, "height": 640}, {"width": 360, "height": 740}, {"width": 1280, "height": 800})


def pages(live: Live) -> dict[str, list[str]]:
    house = live.house
    waiting, wave, mine = sent(house), make_wave(house.version, house.mill_lane), house.version
    told = [(house.mill_lane, date(2026, m, 3), k) for m in (7, 8, 9) for k in (AVERAGE, FUMBLED)]
    shown = released(mine, told)[0]
    visit = make_visit(house.mill_lane, mine, shopper=house.chloe, window_from=day(0), window_to=day(3))
    for person in (house.asha, house.ben, house.chloe, house.dev, house.eve):
        person.language = "fr"
    db.session.commit()
    return {
        "chloe": ["/my/today", "/my/history", f"/my/visits/{visit.id}", "/account"],
        "ben": ["/review", "/review/shoppers", f"/review/{waiting.id}"],
        "dev": ["/overview", "/compare", f"/branches/{house.mill_lane.id}", f"/reports/{shown.id}", "/account"],
        "asha": [
            "/waves/", f"/waves/{wave.id}", "/question-sets/", "/admin/places", "/admin/people", "/admin/audit-log",
            f"/question-sets/{mine.question_set_id}/versions/{mine.number}",
        ],
        "eve": ["/"],
    }  # fmt: skip


@pytest.mark.long
def test_no_page_is_wider_than_the_screen_in_french(live: Live, page: Page) -> None:
    wide: list[str] = []
    for name, paths in pages(live).items():
        page.context.clear_cookies()
        live.sign_in(page, getattr(live.house, name))
        for path in paths:
            page.goto(live.url + path)
            expect(page.locator("html")).to_have_attribute("lang", "fr")
            for size in SIZES:
                page.set_viewport_size(size)
                if page.evaluate("() => document.documentElement.scrollWidth > innerWidth"):
                    wide.append(f"{path} at {size['width']}")
    assert not wide


def test_a_chart_writes_numbers_as_french_does(live: Live, page: Page) -> None:
    pages(live)
    live.sign_in(page, live.house.dev)
    page.goto(f"{live.url}/overview")
    drawn = page.locator("[data-behaviour=chart] .chart.is-drawn .js-plotly-plot").first
    page.locator("[data-behaviour=chart]").first.scroll_into_view_if_needed()
    expect(drawn).to_be_visible(timeout=20_000)
    assert drawn.evaluate("plot => plot._fullLayout.separators") == ",\u202f"
    assert drawn.evaluate("plot => plot._context.locale") == "fr"
