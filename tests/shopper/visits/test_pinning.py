"""Stamps and notes above the report, and waits proposed from them, without a script."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from shopper import clock
from shopper.models import Visit
from tests.shopper.visits.test_stopping import stamp
from tests.support.builders import SHORT_SET, House, make_version
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.pages import Page
from tests.support.reports import fields, started

pytestmark = LONG_ON_POSTGRES

STAMPED = SHORT_SET.replace("type: duration,", "type: duration, from_stamps: [Noticed, Paid],")


def visited(house: House, **more: Any) -> Visit:
    """A visit with its stamps: 190 seconds from Noticed to Paid."""
    noon = clock.now() - timedelta(hours=1)
    taps = [
        stamp("In", noon),
        stamp("note", noon + timedelta(seconds=30), text="two at the door"),
        stamp("Noticed", noon + timedelta(minutes=1)),
        stamp("Paid", noon + timedelta(minutes=1, seconds=190)),
    ]
    return started(house, version=make_version(house.client, STAMPED), stamps=taps, **more)


def inputs(page: Page) -> list[str]:
    return [str(one.get("value", "")) for one in page.select("#q\\:wait .unit input")]


def test_each_touchpoint_shows_its_own_stamps_and_notes(house: House, as_) -> None:
    visit, chloe = visited(house), as_(house.chloe)
    greeting = chloe.get("visits.touchpoint", visit_id=visit.id, key="greeting").soup.select_one("#pins")
    assert [one.get_text(" ", strip=True)[:-6] for one in greeting.select("ul .stamp")] == ["In", "Noticed"]
    assert "two at the door" in greeting.get_text()
    leaving = chloe.get("visits.touchpoint", visit_id=visit.id, key="leaving").soup.select_one("#pins")
    assert leaving.has_attr("hidden")


def test_a_wait_stands_in_its_inputs_and_counts_once_the_page_is_saved(house: House, as_) -> None:
    visit, chloe = visited(house), as_(house.chloe)
    page = chloe.get("visits.touchpoint", visit_id=visit.id, key="checkout")
    assert "Your stamps say 3 min 10 s." in page.text
    assert inputs(page) == ["3", "10"]
    assert "wait" not in visit.draft
    page.submit("#report")
    assert visit.draft["wait"]["value"] == 190


def test_a_changed_wait_is_kept_beside_what_the_stamps_say(house: House, as_) -> None:
    visit, chloe = visited(house), as_(house.chloe)
    page = chloe.get("visits.touchpoint", visit_id=visit.id, key="checkout")
    page.submit("#report", **fields(**{"wait:minutes": "4", "wait:seconds": "0"}))
    assert visit.draft["wait"]["value"] == 240
    page = chloe.get("visits.touchpoint", visit_id=visit.id, key="checkout")
    assert inputs(page) == ["4", "0"]
    assert "Your stamps say 3 min 10 s." in page.text
    assert len(visit.stamps) == 4


def test_a_wait_that_was_emptied_is_not_put_in_again(house: House, as_) -> None:
    visit, chloe = visited(house), as_(house.chloe)
    page = chloe.get("visits.touchpoint", visit_id=visit.id, key="checkout").submit("#report")
    page = chloe.get("visits.touchpoint", visit_id=visit.id, key="checkout")
    page.submit("#report", go="anyway", **fields(**{"wait:minutes": "", "wait:seconds": ""}))
    assert inputs(chloe.get("visits.touchpoint", visit_id=visit.id, key="checkout")) == ["", ""]


def test_without_stamps_nothing_is_proposed(house: House, as_) -> None:
    visit = started(house, version=make_version(house.client, STAMPED))
    page = as_(house.chloe).get("visits.touchpoint", visit_id=visit.id, key="checkout")
    assert inputs(page) == ["", ""]
    assert "Your stamps say" not in page.text
