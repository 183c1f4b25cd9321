"""Pocket mode without a script: small forms, neutral words, nothing lost."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

from shopper import clock
from shopper.extensions import db
from shopper.models import AuditEvent, VisitState
from tests.support.builders import House, make_version, make_visit
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.pages import Client, Page
from tests.support.reports import started

pytestmark = LONG_ON_POSTGRES

TELLING = ("mystery", "audit", "shopper", "visit", "report", "branch", "review", "last inch")


def notes(client: Client, visit: Any) -> Page:
    return client.get("visits.pocket", visit_id=visit.id)


def tap(client: Client, visit: Any, **fields: str) -> Page:
    return client.post("visits.stamp", fields, visit_id=visit.id)


def stands(visit: Any) -> list[str]:
    return [one["name"] for one in visit.stamps if not one["removed"]]


def test_nothing_on_it_tells_what_it_is_for(house: House, as_) -> None:
    visit, chloe = started(house), as_(house.chloe)
    tap(chloe, visit, tap="In")
    for page in (notes(chloe, visit), chloe.get("visits.cover", visit_id=visit.id)):
        shown = f"{page.soup.title.get_text()} {page.text}".casefold()
        assert page.soup.title.get_text(strip=True) == "List"
        assert not [word for word in TELLING if word in shown]
        assert page.soup.select_one("link[rel=icon]")["href"] == "data:,"


def test_stamps_stand_in_journey_order_and_the_first_tap_starts_the_visit(house: House, as_) -> None:
    visit, chloe = make_visit(house.mill_lane, house.version, shopper=house.chloe), as_(house.chloe)
    page = notes(chloe, visit)
    assert [one["value"] for one in page.select("#stamps button[name=tap]")] == [
        "In",
        "Noticed",
        "Paid",
        "Out",
    ]
    assert visit.state == VisitState.ASSIGNED
    tap(chloe, visit, tap="In")
    assert visit.state == VisitState.STARTED
    [stamp] = visit.stamps
    assert stamp["at"] == stamp["tapped_at"]
    assert stamp["offset_ms"] is None
    assert stamp["zone"] is None


def test_a_tap_becomes_its_time_and_can_be_moved_and_undone_with_both_values_kept(house: House, as_) -> None:
    visit, chloe = started(house), as_(house.chloe)
    page = tap(chloe, visit, tap="Noticed")
    [row] = page.select("li[data-name=Noticed]")
    assert row.select_one("time").get_text(strip=True)
    [made] = visit.stamps
    tap(chloe, visit, later=made["id"])
    tap(chloe, visit, later=made["id"])
    page = tap(chloe, visit, earlier=made["id"])
    [moved] = visit.stamps
    assert moved["tapped_at"] == made["at"]
    assert _seconds(moved["at"]) - _seconds(made["at"]) == 60
    page = tap(chloe, visit, undo=made["id"])
    assert page.select("li[data-name=Noticed] button[name=tap]")
    assert visit.stamps[0]["removed"] is True


def _seconds(at: str) -> float:
    return clock.datetime.fromisoformat(at).timestamp()


def test_many_notes_are_kept_and_an_empty_one_is_none(house: House, as_) -> None:
    visit, chloe = started(house), as_(house.chloe)
    tap(chloe, visit, note="two at the door")
    tap(chloe, visit, note="  one on\nthe phone ")
    page = tap(chloe, visit, note="   ")
    assert "two at the door" in page.text
    assert "one on the phone" in page.text
    assert stands(visit) == ["note", "note"]


def test_recognised_and_had_to_stop_are_one_tap_each_with_undo(house: House, as_) -> None:
    visit, chloe = started(house), as_(house.chloe)
    tap(chloe, visit, tap="recognised")
    assert visit.recognised
    page = tap(chloe, visit, tap="stopped")
    undo = page.soup.select_one("[data-name=recognised] button[name=undo]")["value"]
    tap(chloe, visit, undo=undo)
    assert not visit.recognised
    assert stands(visit) == ["stopped"]
    assert "Say what stopped you" in chloe.get("visits.visit", visit_id=visit.id).text


def test_hide_leads_to_a_list_that_can_be_written_and_one_tap_leads_back(house: House, as_) -> None:
    visit, chloe = started(house), as_(house.chloe)
    link = notes(chloe, visit).soup.select_one("#hide")["href"]
    page = chloe.get(link)
    page = page.submit("#list", new="Cinnamon", done=["1"])
    assert [one["value"] for one in page.select("[name=line]")] == ["Milk", "Bread", "Apples", "Cinnamon"]
    assert [one["value"] for one in page.select("[name=done][checked]")] == ["1"]
    page = page.submit("#list", clear="y")
    assert [one["value"] for one in page.select("[name=line]")] == ["Milk", "Apples", "Cinnamon"]
    assert page.soup.select_one("header a")["href"].endswith("/notes")


def test_a_photo_goes_to_the_next_photo_question_with_room(house: House, as_) -> None:
    source = house.version.source.replace(
        "  - key: leaving\n",
        "  - key: shelf\n    title: Shelf\n    questions:\n"
        "      - {key: label, type: photo, text: Take the label., max: 1}\n"
        "      - {key: more, type: photo, text: Take the shelf., max: 2}\n  - key: leaving\n",
    )
    visit, chloe = started(house, version=make_version(house.client, source)), as_(house.chloe)
    for colour in ("red", "green"):
        picture = io.BytesIO()
        Image.new("RGB", (40, 30), colour).save(picture, "PNG")
        picture.seek(0)
        page = chloe.post("visits.pocket_photo", {"photo": (picture, "a.png")}, visit_id=visit.id)
        assert "Kept." in page.text
    assert [len(visit.draft[key]["value"]) for key in ("label", "more")] == [1, 1]


def test_a_file_that_is_no_photo_is_told_without_a_word_about_what_it_was_for(house: House, as_) -> None:
    visit, chloe = started(house), as_(house.chloe)
    page = chloe.post("visits.pocket_photo", {"photo": (io.BytesIO(b"no"), "a.png")}, visit_id=visit.id)
    assert "Not kept. Press again." in page.text


def test_what_is_not_a_stamp_of_this_set_is_refused(house: House, as_) -> None:
    visit, chloe = started(house), as_(house.chloe)
    chloe.post("visits.stamp", {"tap": "Served"}, visit_id=visit.id, expect=404)
    chloe.post("visits.stamp", {"undo": "no such id"}, visit_id=visit.id, expect=404)
    chloe.post("visits.stamp", {}, visit_id=visit.id, expect=400)
    assert visit.stamps == []


def test_a_sent_visit_takes_no_more_stamps(house: House, as_) -> None:
    visit, chloe = started(house, state=VisitState.SENT, reference="K7-318"), as_(house.chloe)
    assert notes(chloe, visit).path == f"/my/visits/{visit.id}"
    chloe.post("visits.stamp", {"tap": "In"}, visit_id=visit.id, expect=409)


def test_each_tap_stands_in_the_log(house: House, as_) -> None:
    visit, chloe = started(house), as_(house.chloe)
    tap(chloe, visit, tap="In")
    [line] = db.session.query(AuditEvent).filter_by(action="visit.stamp").all()
    assert line.facts == {"name": "In"}
