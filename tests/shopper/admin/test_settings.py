"""Settings of a client: each has its effect, where it is read."""

from datetime import timedelta

import pytest

from shopper import clock
from shopper.admin.people.commands import Guest, invite
from shopper.extensions import db
from shopper.models import ClientSettings, Person, Role, VisitState
from tests.shopper.review.support import sent
from tests.support.builders import make_person, make_visit
from tests.support.databases import LONG_ON_POSTGRES

pytestmark = LONG_ON_POSTGRES

FORM = "main form.form"
CHOSEN = {
    "name": "Alder & Pike Ltd",
    "language": "fr",
    "time_zone": "Europe/Dublin",
    "currency": "EUR",
    "soft_due_hours": "6",
    "hard_due_hours": "48",
    "contact": "field@alder.example, 01 234 5678",
}


def save(browser, expect=200, **fields):
    return browser.get("admin.settings").submit(FORM, expect=expect, **{**CHOSEN, **fields})


def test_settings_are_kept_and_shown_again(house, as_):
    page = save(as_(house.asha))
    assert "The settings of “Alder & Pike Ltd” are saved" in page.text
    shown = page.form(FORM)
    assert {name: shown[name] for name in CHOSEN if name not in ("language", "currency")} == {
        name: value for name, value in CHOSEN.items() if name not in ("language", "currency")
    }
    assert house.client.name == "Alder & Pike Ltd"


def test_without_a_choice_the_defaults_hold(house, as_):
    shown = as_(house.asha).get("admin.settings").form(FORM)
    assert (shown["soft_due_hours"], shown["hard_due_hours"], shown["time_zone"]) == ("12", "24", "UTC")
    assert db.session.query(ClientSettings).count() == 0


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": " "}, "Write what the client is called"),
        ({"time_zone": "Dublin"}, "This is not a time zone"),
        ({"currency": "PUNT"}, "Choose one from the list"),
        ({"language": "xx"}, "Choose one from the list"),
        ({"soft_due_hours": "0"}, "from 1 to 720"),
        ({"hard_due_hours": "many"}, "from 1 to 720"),
        ({"hard_due_hours": "5"}, "cannot be late before it is due"),
        ({"contact": "x" * 301}, "at most 300 characters"),
    ],
)
def test_what_does_not_hold_is_told_and_every_value_kept(house, as_, fields, words):
    page = save(as_(house.asha), expect=400, **fields)
    assert words in page.text
    assert page.form(FORM)["contact"] == {**CHOSEN, **fields}["contact"]
    assert db.session.query(ClientSettings).count() == 0


def test_the_name_of_another_client_is_taken(house, as_):
    assert "is taken here" in save(as_(house.asha), expect=409, name="another CLIENT").text


def test_a_new_branch_begins_with_the_zone_and_the_currency(house, as_):
    browser = as_(house.asha)
    save(browser)
    for address in ("/admin/branches/new", f"/admin/branches/new?in={house.north.id}"):
        shown = browser.get(address).form(FORM)
        assert (shown["time_zone"], shown["currency"]) == ("Europe/Dublin", ["EUR"])
    assert house.mill_lane.time_zone == "UTC"


def test_newcomers_read_the_language_of_their_client(house, as_):
    save(as_(house.asha))
    _row, token = invite(house.north, Guest("Zoé", "zoe@example.test", Role.SHOPPER), by=house.asha)
    as_(None).get(f"/join/{token}").submit(password="a few plain words", again="a few plain words")
    assert db.session.query(Person).filter_by(sign_in="zoe@example.test").one().language == "fr"


def test_a_shopper_reads_by_when_to_send_and_whom_to_ask(house, as_):
    save(as_(house.asha))
    begun = clock.now() - timedelta(days=2)
    visit = make_visit(
        house.mill_lane, house.version, shopper=house.chloe, state=VisitState.STARTED, started_at=begun
    )
    text = as_(house.chloe).get("visits.visit", visit_id=visit.id).text
    assert "Ask field@alder.example, 01 234 5678" in text
    assert f"by {(begun + timedelta(hours=6)):%-d %B, %H:%M}" in text
    assert "it counts as late, and may still be sent" in text


@pytest.mark.parametrize(("hours", "late"), [(47, False), (49, True)])
def test_a_reviewer_reads_which_reports_came_late(house, as_, hours, late):
    save(as_(house.asha))
    visit = sent(house)
    visit.started_at = visit.sent_at - timedelta(hours=hours)
    db.session.commit()
    text = as_(house.ben).get("review.report", visit_id=visit.id).text
    assert ("late: sent 49 hours after the start, where 48 hours are allowed" in text) is late


def test_a_client_belongs_to_its_own_admins(house, as_):
    regional = make_person("Regional", (Role.ADMIN, house.north))
    assert "No client is yours as a whole" in as_(regional).get("admin.settings").text
    as_(regional).get("admin.client_settings", client_id=house.client.id, expect=404)
    both = make_person("Both", (Role.ADMIN, house.client), (Role.ADMIN, house.other_client))
    page = as_(both).get("admin.settings")
    assert [link.get_text() for link in page.select("main .line-list a")] == [
        "Alder & Pike",
        "Another client",
    ]
