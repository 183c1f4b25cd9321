"""How much a manager's phone loads before it shows a page: the page and its styles, compressed."""

from __future__ import annotations

import gzip

import brotli
import pytest

from tests.shopper.demo.conftest import Demo

MOST = 40_000
PAGES = (
    "overview", "compare", "touchpoints", "question", "journey", "drivers", "change", "planner",
)  # fmt: skip


@pytest.mark.parametrize("view", PAGES)
def test_a_page_of_a_manager_and_its_styles_are_light(demo: Demo, view: str) -> None:
    opened = demo.as_("asha").get(f"dashboards.{view}")
    sheets = [link["href"] for link in opened.select("link[rel=stylesheet]")]
    assert sheets
    whole = gzip.compress(opened.answer.get_data(), 6)  # as nginx sends it in docs/deploy
    weight = len(whole) + sum(len(brotli.compress(_read(demo, sheet))) for sheet in sheets)
    print(f"{view}: {len(whole)} B of page and {weight - len(whole)} B of styles (bar {MOST} B)")
    assert weight <= MOST


def _read(demo: Demo, address: str) -> bytes:
    with demo.app.test_client().get(address) as answer:
        return answer.get_data()
