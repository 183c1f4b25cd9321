"""A shopper on a phone of 320 px, with and without a script, against a real server."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from shopper.extensions import db
from shopper.models import Submission, Visit, VisitState
from tests.journeys.conftest import Live
from tests.support.axe import objections
from tests.support.builders import make_version, make_visit
from tests.support.kept import reach_server
from tests.support.reports import started

pytestmark = pytest.mark.journey

EVERY_KIND = (Path(__file__).parents[1] / "survey_defs/every_kind.yaml").read_text("utf-8")
PHONE = {"width": 320, "height": 640}


def choose(page: Page, question: str, answer: str) -> None:
    """Press the row, as a thumb does."""
    row = page.get_by_role("group", name=question).or_(page.get_by_role("radiogroup", name=question))
    row.get_by_text(answer, exact=True).click()


def sound(page: Page) -> None:
    """Nothing wider than the phone, and nothing that axe objects to."""
    assert not objections(page)


def fresh(visit: Visit) -> Visit:
    db.session.rollback()
    db.session.refresh(visit)
    return visit


def test_a_visit_from_today_to_the_receipt_without_a_script(live: Live, browser: Browser) -> None:
    visit = make_visit(live.house.mill_lane, live.house.version, shopper=live.house.chloe)
    page = browser.new_context(viewport=PHONE, java_script_enabled=False, has_touch=True).new_page()
    live.sign_in(page, live.house.chloe)
    page.get_by_role("link", name="Read the brief").click()
    page.get_by_role("button", name="Start the visit").click()
    choose(page, "Did anyone greet you?", "Yes")
    expect(page.get_by_label("What did they say?")).to_be_hidden()
    page.get_by_role("button", name="Continue to Checkout").last.click()
    expect(page.get_by_text("One more question because of your answer.")).to_be_visible()
    page.get_by_label("What did they say?").fill("“Good morning”")
    page.get_by_role("button", name="Continue to Checkout").last.click()
    choose(page, "Were you offered a receipt?", "Does not apply")
    page.get_by_label("min", exact=True).fill("three")
    page.get_by_role("button", name="Continue to Leaving").last.click()
    expect(page.get_by_text("Write minutes and seconds in figures").first).to_be_visible()
    expect(page.get_by_label("min", exact=True)).to_have_value("three")
    page.get_by_label("min", exact=True).fill("3")
    page.get_by_role("button", name="Continue", exact=True).click()
    choose(page, "Were you thanked as you left?", "No")
    page.get_by_role("button", name="Check answers").last.click()
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
    page.get_by_role("button", name="Send your report").click()
    expect(page.get_by_role("heading", name="Your report is with us")).to_be_visible()
    expect(page.get_by_text(str(fresh(visit).reference)).first).to_be_visible()
    assert visit.answers["wait"]["value"] == 180
    page.context.close()


def test_every_page_fits_320_px_and_satisfies_axe(live: Live, browser: Browser) -> None:
    house = live.house
    version = make_version(house.client, EVERY_KIND)
    visit, assigned = (
        started(house, version=version),
        make_visit(house.quayside, version, shopper=house.chloe),
    )
    for scheme in ("light", "dark"):
        context = browser.new_context(viewport=PHONE, color_scheme=scheme, has_touch=True, bypass_csp=True)
        page = context.new_page()
        live.sign_in(page, house.chloe)
        keys = [touchpoint.key for touchpoint in version.definition.touchpoints]
        paths = [
            "/my/today",
            "/my/history",
            f"/my/visits/{assigned.id}",
            f"/my/visits/{visit.id}",
            f"/my/visits/{visit.id}/check",
            f"/my/visits/{visit.id}/not-completed",
            "/my/help",
            "/my/practice",
            "/my/practice/at/greeting",
            "/my/practice/check",
        ]
        for path in [*paths, *(f"/my/visits/{visit.id}/at/{key}" for key in keys)]:
            page.goto(f"{live.url}{path}")
            sound(page)
        page.goto(f"{live.url}/my/visits/{visit.id}/at/measures")
        page.get_by_label("EUR").fill("ten")
        page.get_by_role("button", name="Continue to Leaving").last.click()
        expect(page.get_by_text("Write the amount in figures").first).to_be_visible()
        sound(page)
        context.close()


def test_with_a_script_questions_and_comments_appear_at_once(
    live: Live, page: Page, outside: Callable[[], list[str]]
) -> None:
    visit = started(live.house)
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.set_viewport_size(PHONE)
    live.sign_in(page, live.house.chloe)
    page.goto(f"{live.url}/my/visits/{visit.id}/at/greeting")
    words, what = page.get_by_label("What did they say?"), page.get_by_label("What happened?")
    expect(words).to_be_hidden()
    expect(what).to_be_hidden()
    choose(page, "Did anyone greet you?", "Yes")
    expect(words).to_be_visible()
    words.fill("“Hi”")
    choose(page, "Did anyone greet you?", "Nobody did")
    expect(words).to_be_hidden()
    expect(what).to_be_visible()
    choose(page, "Did anyone greet you?", "Yes")
    expect(words).to_have_value("“Hi”")
    page.get_by_role("button", name="Continue to Checkout").last.click()
    page.wait_for_url(re.compile("/at/checkout"))
    reach_server(page, "words")
    assert fresh(visit).draft["words"]["value"] == "“Hi”"
    assert not problems
    assert not outside()


def test_with_a_script_leaving_by_a_link_saves_first(live: Live, page: Page) -> None:
    visit = started(live.house)
    page.set_viewport_size(PHONE)
    live.sign_in(page, live.house.chloe)
    page.goto(f"{live.url}/my/visits/{visit.id}/at/checkout")
    page.get_by_label("min", exact=True).fill("half a")
    page.get_by_role("link", name="Mill Lane").click()
    page.wait_for_url(f"{live.url}/my/visits/{visit.id}")
    reach_server(page, "wait")
    assert fresh(visit).draft["wait"]["value"] == "half a:"


def test_the_place_is_asked_for_only_when_pressed(live: Live, browser: Browser) -> None:
    visit = started(live.house, version=make_version(live.house.client, EVERY_KIND))
    place = {"latitude": 51.507351, "longitude": -0.127758, "accuracy": 20}
    context = browser.new_context(viewport=PHONE, geolocation=place, permissions=["geolocation"])
    page = context.new_page()
    live.sign_in(page, live.house.chloe)
    page.goto(f"{live.url}/my/visits/{visit.id}/at/measures")
    north = page.get_by_label("° north")
    expect(north).to_have_value("")
    page.get_by_role("button", name="Use where I am").click()
    expect(north).to_have_value("51.507351")
    page.get_by_role("button", name="Continue to Leaving").last.click()
    page.wait_for_url(re.compile("/at/leaving"))
    reach_server(page, "place")
    assert fresh(visit).draft["place"]["value"] == {"lat": 51.507351, "lon": -0.127758, "accuracy_m": 20.0}
    context.close()


def test_a_photo_goes_from_the_phone_to_the_report(live: Live, page: Page, tmp_path: Path) -> None:
    source = EVERY_KIND.replace(
        "min: 1\n        max: 3\n        show_if:", "min: 1\n        max: 3\n        x_if:"
    )
    source = re.sub(r"        x_if:\n(?:          .*\n)+", "", source)
    visit = started(live.house, version=make_version(live.house.client, source))
    page.set_viewport_size(PHONE)
    live.sign_in(page, live.house.chloe)
    page.goto(f"{live.url}/my/visits/{visit.id}/at/measures")
    photo = tmp_path / "photo.png"
    page.screenshot(path=photo)
    page.locator("input[type=file]").set_input_files(photo)
    expect(page.get_by_role("img", name="Photo 1")).to_be_visible()
    page.get_by_role("button", name="Continue to Leaving").last.click()
    page.wait_for_url(re.compile("/at/leaving"))
    page.goto(f"{live.url}/my/visits/{visit.id}/at/measures")
    shown = page.get_by_role("img", name="Photo 1")
    expect(shown).to_be_visible()
    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") == PHONE["width"]
    page.get_by_role("button", name="Remove photo 1").click()
    expect(shown).to_have_count(0)


def test_two_quick_taps_on_send_make_one_report(live: Live, page: Page) -> None:
    visit = started(live.house)
    page.set_viewport_size(PHONE)
    live.sign_in(page, live.house.chloe)
    for key, answers in {
        "greeting": [("Did anyone greet you?", "No")],
        "checkout": [
            ("Were you offered a receipt?", "No"),
            ("How long did you wait?", "I could not see this"),
        ],
        "leaving": [("Were you thanked as you left?", "Yes")],
    }.items():
        page.goto(f"{live.url}/my/visits/{visit.id}/at/{key}")
        for question, answer in answers:
            choose(page, question, answer)
        page.get_by_role("button", name=re.compile("Continue to|Check answers")).last.click()
    page.wait_for_url(re.compile("/check"))
    page.get_by_role("button", name="Send your report").dblclick()
    page.wait_for_url(re.compile("/sent"))
    db.session.rollback()
    assert db.session.query(Submission).count() == 1
    assert fresh(visit).state == VisitState.SENT
