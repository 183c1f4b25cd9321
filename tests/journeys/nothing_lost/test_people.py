"""A phone that two people use, and a session that ends: everything waits for the one it belongs to."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from shopper import clock
from shopper.database import writing
from shopper.extensions import db
from shopper.models import Assignment, Grant, Role, UserSession
from tests.journeys.conftest import Live
from tests.journeys.nothing_lost.conftest import Phone, choose, saved
from tests.journeys.nothing_lost.making import reports, send, whole
from tests.support.builders import make_person, make_visit
from tests.support.line import Line

pytestmark = pytest.mark.journey


def end_every_session() -> None:
    db.session.rollback()
    with writing():
        for row in db.session.query(UserSession):
            row.ended_at = clock.now()


def test_b7_an_ended_session_keeps_everything_and_leads_back_to_the_question(
    live: Live, line: Line, phone: Phone
) -> None:
    visit = whole(live)
    phone.sign_in(live.house.chloe.sign_in)
    phone.ready(visit)
    end_every_session()
    expect(phone.open("/my/history?page=1").get_by_role("heading", name="Sign in")).to_be_visible()
    page = phone.open(f"/my/visits/{visit.id}/at/checkout")
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    before = len(line.asked)
    page.get_by_label("min", exact=True).fill("4")
    saved(page)
    page.get_by_label("sec", exact=True).fill("10")
    saved(page)
    assert len([one for one in line.asked[before:] if "/api/" in one]) <= 3, "no storm"
    page.get_by_label("sec", exact=True).focus()
    page.locator("#signed-out").get_by_role("link", name="Sign in").click()
    phone.sign_in(live.house.chloe.sign_in)
    assert page.url.endswith(f"/my/visits/{visit.id}/at/checkout#q:wait:seconds")
    expect(page.get_by_label("sec", exact=True)).to_have_value("10")
    page = send(phone, visit)
    expect(page.get_by_text("Sent. Received")).to_be_visible()
    [report] = reports(visit)
    assert report.answers["wait"]["value"] == 250


def test_b21_signing_out_with_unsent_work_warns_and_the_next_person_sees_nothing(
    live: Live, line: Line, phone: Phone
) -> None:
    """B7, B21: nothing is deleted, nothing is sent in another's name, and it goes on when she is back."""
    visit = whole(live)
    other = make_person("Gwen", (Role.SHOPPER, live.house.south))
    hers = make_visit(live.house.quayside, live.house.version, shopper=other)
    db.session.commit()
    phone.sign_in(live.house.chloe.sign_in)
    phone.ready(visit)
    line.cut()
    send(phone, visit).wait_for_url("**/my/outbox")
    line.heal()
    broken = line.add("PUT ", 503)
    page = phone.open("/account")
    page.get_by_role("button", name="Sign out here").click()
    expect(page.get_by_text("Something here is not sent yet.")).to_be_visible()
    page.get_by_role("button", name="Sign out all the same").click()
    page.wait_for_url("**/sign-in")
    broken.times = 0
    phone.sign_in(other.sign_in)
    expect(page.get_by_text("Chloé")).to_have_count(0)
    expect(page.get_by_text("Mill Lane")).to_have_count(0)
    phone.open("/my/outbox")
    expect(page.get_by_text("Nothing waits on this phone")).to_be_visible()
    page.goto(f"{line.url}/my/visits/{visit.id}/at/greeting")
    expect(page.get_by_label("What did they say?")).to_have_count(0)
    phone.open("/my/today")
    phone.ready(hers)
    assert not reports(visit)
    phone.open("/account").get_by_role("button", name="Sign out here").click()
    page.wait_for_url("**/sign-in")
    phone.sign_in(live.house.chloe.sign_in)
    phone.open("/my/outbox")
    expect(page.get_by_text("Sent. Received")).to_be_visible()
    [report] = reports(visit)
    assert db.session.get_one(Assignment, report.assignment_id).person_id == live.house.chloe.id


def test_signing_out_at_the_desk_warns_of_what_the_same_phone_has_not_sent(
    live: Live, line: Line, phone: Phone
) -> None:
    """B21 for somebody with several roles, who signs out where no shopper's page is open."""
    visit = whole(live)
    with writing():
        live.house.chloe.grants.append(Grant(role=Role.MANAGER, region_id=live.house.north.id))
    phone.sign_in(live.house.chloe.sign_in)
    phone.ready(visit)
    line.add("PUT ", 503)
    send(phone, visit).wait_for_url("**/my/outbox")
    page = phone.open("/overview")
    page.wait_for_load_state("networkidle")
    page.get_by_text("Menu").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("Something here is not sent yet.")).to_be_visible()
    page.get_by_role("button", name="Sign out all the same").click()
    page.wait_for_url("**/sign-in")


def test_b14_a_phone_that_cannot_keep_answers_says_so_before_the_visit(
    live: Live, line: Line, phone: Phone
) -> None:
    """Missing, refused, or full: told in words, and the plain form goes on working with signal."""
    visit = make_visit(live.house.mill_lane, live.house.version, shopper=live.house.chloe)
    phone.sign_in(live.house.chloe.sign_in)
    full = phone.context.new_page()
    full.add_init_script(
        """const put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (record) {
          if (this.name === 'answers') throw new DOMException('disk', 'QuotaExceededError');
          return put.call(this, record);
        };"""
    )
    phone.open(f"/my/visits/{visit.id}/at/greeting", full)
    choose(full, "Did anyone greet you?", "Yes")
    expect(full.get_by_role("status")).to_contain_text("This phone is full")
    for script in ("delete globalThis.indexedDB; Object.defineProperty(globalThis, 'indexedDB', { value: undefined });",
                   "IDBFactory.prototype.open = () => { throw new DOMException('private', 'InvalidStateError'); };"):  # fmt: skip
        page = phone.context.new_page()
        page.add_init_script(script)
        phone.open(f"/my/visits/{visit.id}", page)
        expect(page.get_by_text("This browser cannot keep your answers.")).to_be_visible()
    page.get_by_role("button", name="Start the visit").click()
    choose(page, "Did anyone greet you?", "No")
    page.get_by_role("button", name="Continue to Checkout").last.click()
    page.wait_for_url("**/at/checkout")
    db.session.rollback()
    db.session.refresh(visit)
    assert visit.draft["greeted"]["value"] == "no"
