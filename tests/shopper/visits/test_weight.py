"""What a shopper's page costs on the way: little, from us alone, and never Plotly."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin

from tests.support.builders import House, make_version
from tests.support.pages import Client, Page
from tests.support.reports import started, write_all

KILO = 1_000
COFFEE_SHOP = (Path(__file__).parents[3] / "survey_defs/library/coffee-shop.yaml").read_text("utf-8")


def parts_of(page: Page) -> set[str]:
    """Every file that the page makes a browser fetch at once."""
    linked = page.select("link[rel=stylesheet][href], link[rel=icon][href], link[rel=modulepreload][href]")
    found = {str(tag["href"]) for tag in linked} | {str(tag["src"]) for tag in page.select("script[src]")}
    return {path for path in found if not path.startswith("data:")}


def imported_by(client: Client, path: str) -> set[str]:
    """What a module imports as it starts, by address."""
    source = client.http.get(path, buffered=True).get_data(as_text=True)
    return {urljoin(path, name) for name in re.findall(r'^import (?:.* from )?"(.+)";$', source, re.M)}


def size(client: Client, path: str) -> int:
    answer = client.http.get(path, headers={"Accept-Encoding": "br, gzip"}, buffered=True)
    assert answer.status_code == 200, path
    return int(answer.headers["Content-Length"])


def test_a_cold_touchpoint_page_is_light_and_asks_once(house: House, as_) -> None:
    """Page and style fit the first window of a connection; no import starts a second round."""
    version = make_version(house.client, COFFEE_SHOP)
    visit, chloe = started(house, version=version), as_(house.chloe)
    for touchpoint in version.definition.touchpoints:
        page = chloe.get("visits.touchpoint", visit_id=visit.id, key=touchpoint.key)
        parts, html = parts_of(page), size(chloe, page.path)
        first = html + sum(size(chloe, path) for path in parts if path.endswith(".css"))
        whole = html + sum(size(chloe, path) for path in parts)
        modules = {path for path in parts if path.endswith(".js")}
        told = f"{touchpoint.key}: {html} bytes the page, {first} with its style, {whole} with {len(parts)} files"
        assert (first <= 14 * KILO, whole <= 30 * KILO, len(parts) < 16) == (True, True, True), told
        later = set().union(*(imported_by(chloe, path) for path in modules)) - modules
        assert not later, f"{touchpoint.key}: preload {later}"


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
