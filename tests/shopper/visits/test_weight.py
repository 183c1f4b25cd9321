"""What a shopper's page costs on the way: little, from us alone, and never Plotly."""

from __future__ import annotations

import re
from pathlib import Path

from tests.support.builders import House, make_version
from tests.support.pages import Client, Page
from tests.support.reports import started, write_all

KILO = 1_000
COFFEE_SHOP = (Path(__file__).parents[3] / "survey_defs/library/coffee-shop.yaml").read_text("utf-8")


def parts_of(page: Page) -> set[str]:
    """Every file that the page makes a browser fetch, modules of modules included."""
    linked = [*page.select("link[rel=stylesheet][href]"), *page.select("link[rel=icon][href]")]
    scripts = [str(tag["src"]) for tag in page.select("script[src]")]
    found = {str(tag["href"]) for tag in linked} | set(scripts)
    for script in scripts:
        source = page.client.http.get(script, buffered=True).get_data(as_text=True)
        found |= {
            f"{script.rpartition('/')[0]}/{name}" for name in re.findall(r'from "\./([\w-]+\.js)"', source)
        }
    return found


def size(client: Client, path: str) -> int:
    answer = client.http.get(path, headers={"Accept-Encoding": "br, gzip"}, buffered=True)
    assert answer.status_code == 200, path
    return int(answer.headers["Content-Length"])


def test_a_cold_touchpoint_page_stays_under_60_kb(house: House, as_) -> None:
    version = make_version(house.client, COFFEE_SHOP)
    visit, chloe = started(house, version=version), as_(house.chloe)
    for touchpoint in version.definition.touchpoints:
        page = chloe.get("visits.touchpoint", visit_id=visit.id, key=touchpoint.key)
        html = len(page.answer.get_data())
        weight = html + sum(size(chloe, path) for path in parts_of(page))
        assert weight <= 60 * KILO, f"{touchpoint.key}: {weight} bytes, {html} of them the page"


def test_shopper_s_pages_ask_nobody_else_and_load_no_charts(house: House, as_) -> None:
    visit, chloe = started(house), as_(house.chloe)
    pages = [chloe.get("visits.today"), chloe.get("visits.history")]
    pages.append(chloe.get("visits.touchpoint", visit_id=visit.id, key="greeting"))
    check = write_all(chloe, visit)
    for page in [*pages, check, check.submit(), chloe.get("visits.visit", visit_id=visit.id)]:
        outside = [
            tag
            for tag in page.select("[src], link[href], [action]")
            if str(tag.get("src") or tag.get("href") or tag.get("action")).startswith(("http", "//"))
        ]
        assert not outside
        assert "plotly" not in str(page.soup).lower()
        assert "nonce" not in page.answer.headers["Content-Security-Policy"]
