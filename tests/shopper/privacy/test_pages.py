"""What pages say of erasing: before it happens, and where words stood afterwards."""

from __future__ import annotations

from datetime import timedelta

from shopper import clock
from shopper.cli.erasing import erase
from shopper.extensions import db
from shopper.language import day as in_words
from shopper.models import ClientSettings, Wave
from shopper.privacy.commands import erase_due
from tests.shopper.privacy.support import SECRET, full, open_action, over, photo, told
from tests.support.builders import day, make_visit
from tests.support.databases import LONG_ON_POSTGRES

pytestmark = LONG_ON_POSTGRES


def test_where_words_stood_it_says_when_they_went(house, as_):
    visit = full(house, over(house))
    photo(visit)
    erase_due()
    said = f"Erased on {in_words(clock.now().date())}, after 30 days."
    for person, endpoint in (
        (house.dev, "dashboards.report"),
        (house.ben, "review.report"),
        (house.chloe, "visits.visit"),
    ):
        text = as_(person).get(endpoint, visit_id=visit.id).text
        assert said in text, endpoint
        assert SECRET not in text, endpoint
    assert as_(house.dev).get("dashboards.report", visit_id=visit.id).text.count(said) >= 3


def test_before_and_after_a_score_is_the_same_to_its_reader(house, as_):
    visit = told(house, over(house))
    browser = as_(house.dev)
    before = browser.get("dashboards.report", visit_id=visit.id).select("table.working")[0].get_text()
    erase_due()
    assert browser.get("dashboards.report", visit_id=visit.id).select("table.working")[0].get_text() == before


def test_an_admin_sees_what_goes_in_the_next_days_and_what_waits(house, as_):
    over(house, ago=10, days=30, name="Soon")
    wave = over(house, ago=40, days=30, name="Tonight")
    for each in db.session.query(Wave):
        make_visit(house.mill_lane, house.version, wave=each, state="cancelled", window_to=day(-10))
    open_action(house, told(house, wave))
    text = as_(house.asha).get("privacy.soon").text
    assert "3 visits lose their personal words within 30 days" in text
    assert f"Soon 1 30 days {in_words(day(20))}" in text
    assert "Tonight 2 30 days from tonight on" in text
    assert "1 visit is kept until the action that was opened from it is closed." in text


def test_of_another_client_nothing_is_said(house, as_):
    wave = over(house, ago=10, days=30)
    make_visit(house.mill_lane, house.version, wave=wave)
    wave.client_id = house.other_client.id
    db.session.commit()
    assert "Nothing is erased within 30 days" in as_(house.asha).get("privacy.soon").text


def test_the_days_are_chosen_with_a_wave_or_for_the_client(house, as_):
    page = as_(house.asha).get("admin.settings")
    told_ = page.submit("main form.form", expect=400, retention_days="7")
    assert "Write a whole number from 30 to 3650." in told_.text
    page.submit("main form.form", retention_days="400", least_on_duty="4")
    kept = db.session.get_one(ClientSettings, house.client.id)
    assert (kept.retention_days, kept.least_on_duty) == (400, 4)
    wave = over(house, days=90)
    ends = in_words(wave.ends_on + timedelta(days=90))
    assert (
        f"words erased 90 days after the last, on {ends}"
        in as_(house.asha).get("fieldwork.wave", wave_id=wave.id).text
    )


def test_the_terminal_says_what_it_did(app, house):
    told(house, over(house))
    ran = app.test_cli_runner().invoke(erase, ["due"])
    assert (ran.exit_code, "1 visit has lost its personal words" in ran.output) == (0, True), ran.output
