"""The builder in a real browser: from New set to a published first version, saving by itself, by keyboard."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from shopper.question_sets.building import commands
from tests.journeys.conftest import Live
from tests.journeys.test_axe import LOOKS
from tests.support.axe import objections

pytestmark = pytest.mark.journey

MOST = 45
WIDE = {"width": 1280, "height": 800}
AT_THE_DOOR = [
    "Was the entrance clean and dry?",
    "Could you read the opening times at the door? | yes_no | 1",
]
ADVICE = [
    "Were you asked what you need it for? | yes_no | 3",
    "What did the answer leave open?| text",
    "Were you shown an alternative?",
    "Did somebody look up while speaking to you?",
    "Was the price the one on the shelf? | yes_no | 2",
]


@dataclass
class Hand:
    """A hand on mouse and keyboard: a press is one, and so is every line that is typed."""

    page: Page
    count: int = 0

    def press(self, what: Locator) -> None:
        what.click()
        self.count += 1

    def type(self, field: Locator, *lines: str) -> None:
        self.press(field)
        field.fill("\n".join(lines))
        self.count += len(lines)


def enter(page: Page, live: Live) -> None:
    page.set_viewport_size(WIDE)
    live.sign_in(page, live.house.asha)
    page.get_by_role("link", name="Question sets").first.click()


def test_from_new_set_to_a_published_version_of_ten_questions(live: Live, page: Page) -> None:
    enter(page, live)
    hand = Hand(page)
    hand.press(page.get_by_role("link", name="New set"))
    hand.type(page.get_by_label("What is the question set called?"), "Garden centre visit")
    hand.press(page.get_by_role("button", name="Start writing"))
    hand.type(page.get_by_label("Add questions, one a line"), *AT_THE_DOOR)
    hand.press(page.get_by_role("button", name="Add these questions"))
    hand.type(page.get_by_label("Another touchpoint"), "Advice")
    hand.press(page.get_by_role("button", name="Add a touchpoint"))
    hand.type(page.get_by_label("Add questions, one a line"), *ADVICE)
    hand.press(page.get_by_role("button", name="Add these questions"))
    hand.press(page.get_by_role("link", name="Check and publish"))
    page.wait_for_load_state()
    for why in page.get_by_label(re.compile("^Why .* may stay")).all():
        hand.type(why, "Looked at, and right for this set.")
    hand.press(page.get_by_role("button", name="Publish"))
    expect(page.get_by_text("Version 1 is published.")).to_be_visible()
    asked = page.locator(".outline .asked li").filter(has_not_text="momentum")
    assert asked.count() == 10
    print(
        f"\nfrom New set to a published version of ten questions: {hand.count} interactions, at most {MOST}"
    )
    assert hand.count <= MOST


def test_it_saves_by_itself_and_moves_by_keyboard(live: Live, page: Page) -> None:
    enter(page, live)
    page.get_by_role("button", name=re.compile("^Change")).first.click()
    page.locator(".outline").get_by_role("link", name=re.compile("How long did you wait?")).click()
    points = page.get_by_label("Points", exact=True)
    points.fill("lots")
    expect(page.locator("#saved")).to_have_text(re.compile("^Saved .*[0-9]"))
    expect(page.locator("#h-found")).to_contain_text("1 error")
    points.fill("3")
    expect(page.locator("#h-found")).to_contain_text("0 errors")
    page.reload()
    expect(points).to_have_value("3")
    points.press("Alt+ArrowUp")
    expect(page.locator("#status")).to_have_text(re.compile("is now number 1 of 2 in “Checkout”"))
    expect(page.get_by_label("Points", exact=True)).to_have_value("3")


def test_typing_goes_on_while_it_saves_and_offline_nothing_is_lost(live: Live, page: Page) -> None:
    enter(page, live)
    page.get_by_role("button", name=re.compile("^Change")).first.click()
    page.locator(".outline").get_by_role("link", name=re.compile("Did anyone greet you?")).click()
    words = page.get_by_label("Question", exact=True)
    page.context.set_offline(True)
    words.fill("Did somebody greet you?")
    expect(page.locator("#saved")).to_contain_text("Not saved yet")
    expect(words).to_have_value("Did somebody greet you?")
    page.context.set_offline(False)
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_role("heading", name="Did somebody greet you?")).to_be_visible()


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_every_page_of_the_builder_satisfies_axe(
    live: Live, browser: Browser, size: dict, scheme: str
) -> None:
    draft = commands.change(live.house.version.question_set, number=2, by=live.house.asha)
    here = f"/question-sets/{draft.question_set_id}"
    context = browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True)
    page, wrong = context.new_page(), []
    live.sign_in(page, live.house.asha)
    looked = (
        "?question=wait",
        "?question=words",
        "?touchpoint=checkout",
        "?settings=1",
        "/preview",
        "/phone",
        "/test-run",
    )
    for path in [*(f"/draft{each}" for each in looked), "/versions", "/versions/2"]:
        page.goto(live.url + here + path)
        wrong += objections(page)
    page.goto(f"{live.url}/question-sets/new")
    assert not wrong + objections(page)
    context.close()
