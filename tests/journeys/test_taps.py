"""How many taps a newcomer needs on the demo, from signing in to the receipt of a set of 15 questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from shopper import create_app
from shopper.cli.prepare import make_ready
from shopper.demo import cast, queries
from shopper.extensions import db
from shopper.fieldwork.commands import Plan, assign, plan_wave, start_wave
from shopper.models import Region, Visit
from shopper.settings import Settings
from tests.support.builders import day, make_version
from tests.support.server import served

pytestmark = pytest.mark.journey

FIFTEEN = (Path(__file__).parent / "fifteen.yaml").read_text("utf-8")
PASSWORD, PHONE, MOST = "demo for counting", {"width": 360, "height": 740}, 45
ANSWERS = {
    "What did you see at the entrance?": ("Opening hours", "A dry floor"),
    "Did anyone greet you?": ("Yes",),
    "Were you asked what you need it for?": ("No",),
    "What were you told about it?": ("How it is used",),
    "How clear was the answer?": ("Mostly clear",),
    "Was the price the one on the shelf?": ("Yes",),
    "Were you handed a receipt?": ("Yes",),
    "Were you thanked for coming?": ("No",),
    "What happened as you went to the door?": ("Someone said goodbye",),
    "Were you given a reason to come back?": ("No",),
    "Would you send a friend here?": ("8",),
}
TYPED = {
    "How many people were ahead of you?": "2",
    "Which words were used?": "“Good morning”",
    "How long did you wait to be greeted?": "25",
    "How much did you pay?": "8.40",
}
"""Each goes into the last box of its question; a wait has minutes before its seconds."""


@dataclass
class Thumb:
    """One thumb on a phone: a tap is one, and so is all that is typed into a field it has tapped."""

    page: Page
    taps: int = 0
    entries: int = 0

    def tap(self, what: Locator) -> None:
        what.click()
        self.taps += 1

    def type(self, field: Locator, words: str) -> None:
        self.tap(field)
        self.page.keyboard.type(words)
        self.entries += 1

    @property
    def all(self) -> int:
        return self.taps + self.entries


@pytest.fixture
def demo(tmp_path: Path, assets: Path) -> Iterator[str]:
    """The demo as a first start makes it, with a visit of 15 questions due before Chloé's others."""
    app = create_app(Settings(INSTANCE=tmp_path, ASSETS=assets, SECRET_KEY="test", DEMO_PASSWORD=PASSWORD))
    with app.app_context():
        make_ready(None, empty=False)
        give_out(queries.person(cast.sign_in_of("Asha")))
        db.session.remove()
        db.engine.dispose()
    with served(tmp_path, assets) as url:
        yield url


def give_out(asha) -> None:
    client = db.session.query(Region).filter_by(parent_id=None).one()
    version = make_version(client, FIFTEEN)
    assert sum(len(touchpoint.questions) for touchpoint in version.definition.touchpoints) == 15
    branch = queries.branches(client.id)["Mill Lane"]
    wave = plan_wave(version, [branch], Plan("Counter", day(-1), day(2), visits=1), by=asha)
    start_wave(wave, by=asha)
    visit = db.session.query(Visit).filter_by(wave_id=wave.id).one()
    assign(wave, [visit], queries.person(cast.sign_in_of("Chloé")), by=asha)


def test_a_newcomer_reaches_the_receipt_in_45_taps(demo: str, page: Page) -> None:
    page.set_viewport_size(PHONE)
    thumb = Thumb(page)
    page.goto(demo)
    thumb.type(page.get_by_label("E-mail or code"), "chloe@example.test")
    thumb.type(page.get_by_label("Password", exact=True), PASSWORD)
    thumb.tap(page.get_by_role("button", name="Sign in", exact=True))
    thumb.tap(page.get_by_role("link", name="Read the brief"))
    thumb.tap(page.get_by_role("button", name="Start the visit"))
    page.wait_for_url("**/at/arrival")
    for number in range(1, 6):
        answer(thumb)
        with page.expect_navigation():
            thumb.tap(page.locator(".bar .button-main"))
        assert ("/check" in page.url) == (number == 5), page.url
    thumb.tap(page.get_by_role("button", name="Send your report"))
    expect(page.get_by_role("heading", name="Your report is with us")).to_be_visible()
    assert re.search(r"[A-Z]\d-\d{3}", page.locator("main").inner_text())
    print(f"\n{thumb.taps} taps and {thumb.entries} field entries, {thumb.all} in all, of {MOST}")
    assert thumb.all <= MOST


def answer(thumb: Thumb) -> None:
    """Everything that this page asks, one question after another, the feeling at the end included."""
    for question in thumb.page.locator("main [data-question]").all():
        if not question.is_visible():
            continue
        asked = question.locator("legend, label").first.inner_text().splitlines()[0].strip()
        if question.get_attribute("data-type") == "momentum":
            thumb.tap(question.locator("label.row").first)
        for words in ANSWERS.get(asked, ()):
            thumb.tap(question.get_by_text(words, exact=True))
        if asked in TYPED:
            thumb.type(question.locator("input[inputmode], textarea").last, TYPED[asked])
