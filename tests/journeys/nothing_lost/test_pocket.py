"""Pocket mode with no network and no warning: every tap, note and photo is there afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from shopper.extensions import db
from shopper.models import VisitState
from tests.journeys.conftest import Live
from tests.journeys.nothing_lost.conftest import Phone
from tests.support.builders import SHORT_SET, make_version, make_visit
from tests.support.line import Line

pytestmark = pytest.mark.journey

PHOTO = "      - {key: label, type: photo, text: Take the label., max: 2}\n  - key: leaving\n"


def test_taps_notes_and_photos_outlive_a_dead_battery_without_signal(
    live: Live, line: Line, phone: Phone, tmp_path: Path
) -> None:
    house = live.house
    version = make_version(house.client, SHORT_SET.replace("  - key: leaving\n", PHOTO))
    visit = make_visit(house.mill_lane, version, shopper=house.chloe)
    phone.sign_in(house.chloe.sign_in)
    phone.ready(visit)
    phone.restart()
    line.cut()
    page = phone.open(f"/my/visits/{visit.id}/notes")
    page.wait_for_selector("main[data-ready]")
    for name in ("In", "Noticed"):
        page.get_by_role("button", name=name, exact=True).click()
    page.get_by_label("Note", exact=True).fill("two at the door")
    page.keyboard.press("Enter")
    picture = tmp_path / "label.png"
    page.screenshot(path=picture)
    page.locator("#photo-file").set_input_files(picture)
    phone.until(lambda: phone.stored("photos"))  # the status speaks of the note already
    phone.kill()
    page = phone.open(f"/my/visits/{visit.id}/notes")
    page.wait_for_selector("main[data-ready]")
    expect(page.locator(".kept-notes .lines")).to_have_text("two at the door")
    expect(page.locator("[data-name=Noticed] time")).to_be_visible()
    page = phone.open(f"/my/visits/{visit.id}/at/checkout")
    expect(page.get_by_role("img", name="Photo 1")).to_be_visible()
    with page.expect_response(lambda answer: answer.url.endswith("/draft") and answer.ok):
        line.heal()
        page.reload()
    db.session.rollback()
    db.session.refresh(visit)
    assert visit.state == VisitState.STARTED
    assert {one["name"] for one in visit.stamps} == {"In", "Noticed", "note"}
