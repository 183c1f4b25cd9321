"""The whole loop, once, as the four people make it: published, sent out, visited, accepted, compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from shopper.models import Person
from tests.journeys.conftest import Live
from tests.support.builders import day
from tests.support.databases import LONG_ON_POSTGRES

pytestmark = pytest.mark.journey

DESK, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}
BEST = {
    "What did you see at the entrance?": ("Opening hours that could be read from outside", "A way in that was clear and dry", "Door and window glass without smears"),
    "What came first from a member of staff?": ('A spoken greeting, such as "Good morning"',),
    "When you asked what was new, were you told of at least one item?": ("Yes",),
    "What else were you told about it?": ("What it tastes like", "What is in it", "What the person thinks of it"),
    "What happened when you asked for a change to your drink?": ("It was agreed at once",),
    "Was your whole order said back to you before you paid?": ("Yes",),
    "Was every item charged at the price shown on the menu or label?": ("Yes",),
    "Were you handed a receipt or asked whether you wanted one?": ("Yes",),
    "Was what you were given what you had ordered, with the change?": ("Yes",),
    "How warm was the drink at the first sip?": ("Hot",),
    "What did the top of your table look like when you came to it?": ("Clean and dry",),
    "Did the guest washroom have soap and something to dry hands with?": ("Yes",),
    "Were you thanked for coming, at the table or on your way out?": ("Yes",),
    "How did you feel about this shop as the door closed behind you?": ("Put off",),
    "Were you given a reason to come back?": ("No",),
    "What happened as you went to the door?": ("Someone saw me and looked away",),
    "How likely are you to recommend this shop to a friend?": ("8",),
}  # fmt: skip
"""Everything right but the last inch."""


@contextmanager
def browsing(live: Live, browser: Browser, person: Person, **how: object) -> Iterator[Page]:
    """A browser of one person; what it asked of others and said of errors is held against the page."""
    context = browser.new_context(**{"viewport": DESK, **how})
    page, wrong = context.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
    page.on("request", lambda asked: _foreign(asked.url, wrong))
    live.sign_in(page, person)
    yield page
    assert not wrong
    context.close()


def _foreign(url: str, wrong: list[str]) -> None:
    if not url.startswith(("http://127.0.0.1", "data:", "blob:")):
        wrong.append(f"asked {url}")


@LONG_ON_POSTGRES
def test_from_a_question_set_to_a_branch_compared(live: Live, browser: Browser) -> None:
    house = live.house
    with browsing(live, browser, house.asha) as page:
        publish(page)
        send_out(page)
    with browsing(live, browser, house.chloe, viewport=PHONE, java_script_enabled=False) as page:
        reference = write_report(page)
    with browsing(live, browser, house.ben) as page:
        accept(page, reference)
    with browsing(live, browser, house.dev) as page:
        look(page)


def publish(page: Page) -> None:
    page.get_by_role("link", name="Question sets").first.click()
    page.get_by_role("link", name="Look at the library").click()
    page.get_by_role("link", name="Coffee shop visit").click()
    page.get_by_role("button", name="Start from this").click()
    expect(page.get_by_role("heading", name="Nothing to mend")).to_be_visible()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text(re.compile("^Published "))).to_be_visible()


def send_out(page: Page) -> None:
    page.get_by_role("link", name="Waves").first.click()
    page.get_by_role("link", name="Plan a wave").first.click()
    page.get_by_label("Name", exact=True).fill("Autumn")
    page.get_by_label("Question set").select_option(label="Coffee shop visit, version 1")
    page.get_by_label("First day").fill(day(-3).isoformat())
    page.get_by_label("Last day", exact=True).fill(day(20).isoformat())
    page.get_by_label("All of North").check()
    page.get_by_role("button", name="Plan it").click()
    page.get_by_role("button", name=re.compile("^Start")).click()
    page.get_by_role("checkbox", name=re.compile("Mill Lane")).check()
    page.get_by_label("Shopper").select_option(label="Chloé")
    page.get_by_role("button", name="Give out").click()
    expect(page.get_by_role("row", name=re.compile("Mill Lane"))).to_contain_text("1")


def write_report(page: Page) -> str:
    """Every touchpoint from Arrival to Leaving, check, send; the reference on the receipt."""
    page.get_by_role("link", name="Read the brief").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Start the visit").click()
    for _ in range(12):
        fill(page)
        with page.expect_navigation():
            page.locator(".bar .button-main").click()
        if page.get_by_role("heading", name="Check your answers").count():
            break
    page.get_by_role("button", name="Send your report").click()
    expect(page.get_by_role("heading", name="Your report is with us")).to_be_visible()
    return re.search(r"[A-Z]\d-\d{3}", page.locator("main").inner_text()).group()  # type: ignore[union-attr]


def fill(page: Page) -> None:
    """Answer what is on the page, each by the words that a person reads."""
    for group in page.get_by_role("group").or_(page.get_by_role("radiogroup")).all():
        asked = group.locator("legend").first.inner_text().splitlines()[0].strip()
        for answer in BEST.get(asked, ()):
            group.locator("label.row", has_text=re.compile(rf"^\s*{re.escape(answer)}\s*$")).first.click()
        if group.get_by_label("sec", exact=True).count():
            group.get_by_label("sec", exact=True).fill("25")
    for label, text in (("Which words were used?", "“Good morning”"), ("EUR", "8,40")):
        box = page.get_by_label(label, exact=False)
        if box.count() and box.first.is_visible():
            box.first.fill(text)


def accept(page: Page, reference: str) -> None:
    expect(page.get_by_text(reference).first).to_be_visible()
    page.get_by_role("link", name=re.compile("Mill Lane")).first.click()
    expect(page.get_by_text(re.compile("Fumble"))).to_be_visible()
    page.get_by_label("Accept and score").check()
    page.get_by_role("button", name="Save the decision").click()
    expect(page.get_by_text(re.compile("Nothing waits"))).to_be_visible()


def look(page: Page) -> None:
    """The released visit is in the dashboards at once, and its chart is drawn by Plotly."""
    expect(page.get_by_role("heading", level=1)).to_contain_text("from one visit")
    page.get_by_role("link", name="Compare").first.click()
    page.get_by_role("link", name="Mill Lane").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mill Lane")
    page.locator("main a[href*='/reports/']").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mill Lane")
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    expect(page.get_by_text("Chloé")).to_have_count(0)


def test_managers_see_only_their_region_in_a_real_browser(live: Live, browser: Browser) -> None:
    with browsing(live, browser, live.house.dev) as page:
        for path in ("/overview", "/compare"):
            page.goto(live.url + path)
            expect(page.get_by_text("Quayside")).to_have_count(0)


def test_plotly_never_loads_for_shoppers(live: Live, page: Page, outside: Callable[[], list[str]]) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    live.sign_in(page, live.house.chloe)
    page.goto(f"{live.url}/my/history")
    assert not [url for url in asked if "plotly" in url]
    assert not outside()
