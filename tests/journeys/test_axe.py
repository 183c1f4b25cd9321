"""Every page of the desk satisfies axe, on a phone and on a desk, light and dark."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.journeys.conftest import Live
from tests.shopper.review.support import sent
from tests.support.axe import objections
from tests.support.builders import day, make_wave
from tests.support.results import AVERAGE, FUMBLED, released

pytestmark = pytest.mark.journey

LOOKS = [
    pytest.param({"width": 360, "height": 740}, "light", id="phone light"),
    pytest.param({"width": 1280, "height": 800}, "dark", id="desk dark", marks=pytest.mark.long),
]


def pages(live: Live) -> dict[str, list[str]]:
    """What each of the three people at a desk may open."""
    house = live.house
    waiting, wave = sent(house), make_wave(house.version, house.mill_lane)
    told = [(house.mill_lane, day(-n), AVERAGE if n % 2 else FUMBLED) for n in range(1, 9)]
    shown = released(house.version, told)[0]
    set_page = f"/question-sets/{house.version.question_set_id}/versions/{house.version.number}"
    return {
        "ben": ["/review", "/review/shoppers", f"/review/{waiting.id}"],
        "dev": [
            "/overview", "/compare", "/touchpoints", "/touchpoints?by=p", "/question", f"/branches/{house.mill_lane.id}", f"/reports/{shown.id}",
            "/journey", f"/branches/{house.mill_lane.id}/journey", "/change", "/change?measure=fumbles",
            f"/branches/{house.mill_lane.id}/change", f"/branches/{house.mill_lane.id}/notes/new",
            "/planner", "/drivers", "/effect", f"/branches/{house.mill_lane.id}/effect?on=2026-05-03",
        ],
        "asha": [
            "/waves/", "/waves/new", f"/waves/{wave.id}", f"/waves/{wave.id}/branches/{house.mill_lane.id}",
            "/question-sets/", "/question-sets/upload", set_page, f"{set_page}/paper",
            "/question-sets/library", "/question-sets/library/coffee-shop",
            "/admin/places", "/admin/branches", "/admin/branches/import",
            f"/admin/regions/{house.north.id}", "/admin/regions/new", "/admin/branches/new", f"/admin/branches/{house.mill_lane.id}",
            "/admin/people", "/admin/people/invite", f"/admin/people/{house.chloe.id}", "/admin/audit-log",
            f"/admin/people/{house.ben.id}/merge", f"/admin/people/{house.ben.id}/merge-into/{house.chloe.id}",
            "/admin/audit-log?kind=waves&first=never", f"/admin/settings/{house.client.id}",
            f"/waves/{wave.id}/edit", "/waves/new?q=mill",
        ],
        "eve": ["/", "/nowhere"],
    }  # fmt: skip


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_every_page_of_the_desk_satisfies_axe(live: Live, browser: Browser, size: dict, scheme: str) -> None:
    wrong: list[str] = []
    for name, paths in pages(live).items():
        context = browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True)
        page = context.new_page()
        page.goto(f"{live.url}/sign-in")
        wrong += objections(page)
        live.sign_in(page, getattr(live.house, name))
        for path in paths:
            page.goto(live.url + path)
            wrong += objections(page)
        context.close()
    assert not wrong
