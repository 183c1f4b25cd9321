"""Photos on the phone: small, without what the camera wrote into them, on the disk at once, sent when there is a
line."""

from __future__ import annotations

import pytest
from flask import Flask
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, Route, expect

from shopper.extensions import db
from shopper.models import Visit, VisitEvidence, VisitState
from tests.journeys.conftest import Live
from tests.journeys.nothing_lost.conftest import Phone, choose, saved
from tests.support.builders import make_version, make_visit
from tests.support.line import Line
from tests.support.pictures import camera_words, picture

pytestmark = pytest.mark.journey

SET = """\
slug: photos
title: Photos
touchpoints:
  - key: leaving
    title: Leaving
    mode: people
    leaving: true
    questions:
      - {key: thanked, type: yes_no, text: Were you thanked?, points: 5, p: people, na: false}
      - {key: receipt, type: photo, text: A photo of the receipt, max: 2}
"""


def shot(size: tuple[int, int], colour: str = "teal") -> bytes:
    """What a camera makes, with its own words in it."""
    return picture(colour, size, exif=camera_words())


def add(page: Page, *photos: bytes) -> None:
    files = [
        {"name": f"IMG_{n}.HEIC", "mimeType": "image/jpeg", "buffer": each} for n, each in enumerate(photos)
    ]
    page.locator("input[type=file]").set_input_files(files)


def thumbs(page: Page) -> Locator:
    return page.locator(".thumb:has(input)")


@pytest.fixture
def visit(live: Live) -> Visit:
    more = {"shopper": live.house.chloe, "state": VisitState.STARTED}
    return make_visit(live.house.mill_lane, make_version(live.house.client, SET), **more)


@pytest.fixture
def page(live: Live, phone: Phone, visit: Visit) -> Page:
    """The question with the photos, open on the phone."""
    phone.sign_in(live.house.chloe.sign_in)
    phone.ready(visit)
    page = phone.open(f"/my/visits/{visit.id}/at/leaving")
    expect(page.get_by_role("button", name="Choose photos, at most 2")).to_be_visible()
    return page


def slots() -> list[VisitEvidence]:
    db.session.rollback()
    return list(db.session.query(VisitEvidence).order_by(VisitEvidence.index))


def test_a_photo_taken_without_signal_is_small_outlives_the_battery_and_is_sent(
    app: Flask, page: Page, phone: Phone, line: Line, visit: Visit
) -> None:
    phone.restart()  # the browser writes its cookie down, as it does within half a minute
    line.cut()
    page = phone.open(f"/my/visits/{visit.id}/at/leaving")
    add(page, shot((3000, 2000)))
    expect(thumbs(page)).to_contain_text("Saved on this phone")
    phone.kill()
    page = phone.open(f"/my/visits/{visit.id}/at/leaving")
    expect(thumbs(page)).to_contain_text("Saved on this phone")
    (record,) = phone.stored("photos")
    (kept,) = phone.stored("bytes")
    assert (record["width"], record["height"], record["type"]) == (1600, 1067, "image/jpeg")
    assert kept["sha256"] == record["sha256"]
    assert not slots()
    line.heal()
    page.reload()
    expect(thumbs(page)).to_contain_text("Sent", timeout=20_000)
    (slot,) = slots()
    assert slot.sent_sha256 == record["sha256"]
    db.session.refresh(visit)
    assert visit.draft["receipt"]["value"] == [record["sha256"]]
    with Image.open(
        app.config["LAST_INCH"].INSTANCE / "evidence" / slot.sha256[:2] / slot.sha256[2:]
    ) as stored:
        assert stored.size == (1600, 1067)
        assert not stored.getexif()


def test_a_photo_chosen_before_the_scripts_are_there_is_kept(
    live: Live, browser: Browser, visit: Visit
) -> None:
    with browser.new_context(service_workers="block") as context:
        page = context.new_page()
        late: list[Route] = []
        live.sign_in(page, live.house.chloe)
        page.route("**/photos.js", lambda route: late.append(route), times=1)  # noqa: PLW0108 - Playwright marks what it calls
        page.goto(f"{live.url}/my/visits/{visit.id}/at/leaving", wait_until="commit")
        add(page, shot((80, 60)))
        late[0].continue_()
        expect(thumbs(page)).to_have_count(1)
        expect(thumbs(page)).to_contain_text("Sent", timeout=20_000)


def test_a_photo_can_be_taken_away_and_come_back_and_no_more_than_asked_are_kept(
    page: Page, phone: Phone, line: Line, visit: Visit
) -> None:
    line.cut()
    add(page, shot((80, 60)), shot((80, 60), colour="red"), shot((80, 60), colour="blue"))
    expect(thumbs(page)).to_have_count(2)
    expect(page.get_by_role("button", name="Choose photos")).to_be_hidden()
    page.get_by_role("button", name="Remove photo 1").click()
    expect(thumbs(page)).to_have_count(1)
    page.get_by_role("button", name="Undo").click()
    expect(thumbs(page)).to_have_count(2)
    page.get_by_role("button", name="Remove photo 2").click()
    phone.until(lambda: [len(one["entry"].get("value", [])) for one in phone.stored("answers")] == [1])
    page.reload()
    expect(thumbs(page)).to_have_count(1)
    gone, stays = sorted(phone.stored("photos"), key=lambda one: not one["removed"])
    phone.until(lambda: [one["sha256"] for one in phone.stored("bytes")] == [stays["sha256"]])
    add(page, shot((80, 60), colour="blue"))
    expect(thumbs(page)).to_have_count(2)
    assert len({one["index"] for one in phone.stored("photos")}) == 3, "no slot is used twice"
    line.heal()
    page.reload()
    expect(page.get_by_text("Sent", exact=True)).to_have_count(2, timeout=20_000)
    assert gone["sha256"] not in {slot.sent_sha256 for slot in slots()}


FULL = """(full) => {
  window.isFull = full;
  window.put ??= IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function put(...given) {
    if (window.isFull && this.name === "bytes") throw new DOMException("no room", "QuotaExceededError");
    return window.put.apply(this, given);
  };
}"""
"""What a full disk looks like to a page; Chromium's own limit is only looked at every ten seconds."""


def test_a_phone_without_room_says_so_and_loses_nothing(page: Page, phone: Phone, line: Line) -> None:
    line.cut()
    page.evaluate(FULL, True)
    add(page, shot((1200, 900)))
    expect(page.locator(".thumb")).to_contain_text("This photo is not kept yet: the phone has no room left.")
    expect(page.get_by_role("link", name="Save it as a file")).to_have_attribute("download", "receipt.jpg")
    assert not phone.stored("photos"), "both are kept or neither"
    choose(page, "Were you thanked?", "Yes")
    saved(page)
    page.evaluate(FULL, False)
    page.get_by_role("button", name="Try again").click()
    expect(thumbs(page)).to_contain_text("Saved on this phone")
    (record,) = phone.stored("photos")
    assert [one["sha256"] for one in phone.stored("bytes")] == [record["sha256"]]


def test_what_nobody_can_read_is_told_and_stays_until_it_is_taken_away(page: Page, phone: Phone) -> None:
    """A HEIC that this browser cannot decode goes as it is; what the server cannot read either is no photo."""
    add(page, b"\0\0\0\x18ftypheic" + b"\1" * 5000)
    expect(thumbs(page)).to_contain_text("JPEG", timeout=20_000)
    (record,) = phone.stored("photos")
    assert (record["width"], record["state"], record["status"]) == (None, "attention", 422)
    page.get_by_role("button", name="Remove photo 1").click()
    saved(page)
    assert phone.stored("photos")[0]["removed"]
