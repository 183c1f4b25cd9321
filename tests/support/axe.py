"""What axe objects to on a page, looked at whole."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ALL = [*WCAG, "best-practice"]


def objections(page: Page, rules: list[str] = ALL) -> list[str]:
    """Each rule that is broken, with the elements that break it, and whether the page is too wide.

    axe takes a link that lies half beneath the tabs, a thumb's push from standing free, for one that
    is too small; where it lies hangs on how a date wraps. So the page is looked at without scrolling.
    """
    size = page.viewport_size
    assert size is not None
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": max(height, size["height"])})
    broken = Axe().run(page, options={"runOnly": rules}).response["violations"]
    page.set_viewport_size(size)
    wide = page.evaluate("document.documentElement.scrollWidth") > size["width"]
    return [
        *(
            f"{page.url}: {each['id']} {[node['html'][:160] for node in each['nodes'][:3]]}"
            for each in broken
        ),
        *([f"{page.url}: wider than the screen"] if wide else []),
    ]
