"""What should not arrive: each gets a clear message with the next step, and loses nothing."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from shopper.extensions import db
from shopper.models import VisitState
from tests.support.builders import House, make_person, make_visit
from tests.support.pages import ORIGIN, Client
from tests.support.reports import fields, started, write

MEGA = 1_000_000


def post(chloe: Client, path: str, **how: Any):
    return chloe.http.post(path, headers={"Origin": ORIGIN, "Referer": f"{ORIGIN}/"}, **how)


def here(visit: Any, key: str = "greeting") -> str:
    return f"/my/visits/{visit.id}/at/{key}"


@pytest.mark.parametrize("content_type", ["application/x-www-form-urlencoded", "multipart/form-data"])
def test_ten_megabytes_of_text_are_refused_and_the_saved_answers_are_kept(house, as_, content_type) -> None:
    visit, chloe = started(house), as_(house.chloe)
    write(chloe, visit, "greeting", greeted="yes")
    fat = {"csrf_token": chloe.token(), "q:words:was": "", "q:words:value": "x" * 10 * MEGA}
    boundary, body = encode_multipart(fat) if "multipart" in content_type else ("", urlencode(fat))
    answer = post(chloe, here(visit), data=body, content_type=f"{content_type}; boundary={boundary}")
    words = answer.get_data(as_text=True)
    assert answer.status_code == 413
    assert "What was saved before is kept" in words
    assert f"/my/visits/{visit.id}" in words
    db.session.rollback()
    assert set(visit.draft) == {"greeted"}


def with_file(chloe: Client, visit: Any, size: int) -> dict[str, Any]:
    """A multipart body made here, so that no temporary file of the test client is left open."""
    token = chloe.get("visits.touchpoint", visit_id=visit.id, key="greeting").form("#report")["csrf_token"]
    file = FileStorage(io.BytesIO(b"x" * size), "photo.jpg", "q:x:file")
    boundary, body = encode_multipart({"csrf_token": token, "q:x:file": file})
    return {"data": body, "content_type": f"multipart/form-data; boundary={boundary}"}


def test_only_a_touchpoint_with_files_may_send_more_than_a_megabyte(house, as_) -> None:
    visit, chloe = started(house), as_(house.chloe)
    assert post(chloe, here(visit), **with_file(chloe, visit, 2 * MEGA)).status_code == 302
    assert post(chloe, f"/my/visits/{visit.id}/send", **with_file(chloe, visit, 2 * MEGA)).status_code == 413
    assert post(chloe, here(visit), **with_file(chloe, visit, 13 * MEGA)).status_code == 413


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"--b\r\nContent-Disposition: form-data; name=", "multipart/form-data; boundary=b"),
        (b"nothing like it", "multipart/form-data"),
        (b'{"q:greeted:value": "yes"}', "application/json"),
        (b"\xff\xfe\x00", "application/x-www-form-urlencoded"),
        (b"", "text/plain"),
    ],
)
def test_a_broken_body_is_refused_and_stores_nothing(house, as_, body, content_type) -> None:
    visit, chloe = started(house), as_(house.chloe)
    answer = post(chloe, here(visit), data=body, content_type=content_type)
    assert 400 <= answer.status_code < 500
    db.session.rollback()
    assert visit.draft == {}


ROUTES = ("visit", "check", "sent")


@pytest.mark.parametrize("route", ROUTES)
def test_another_s_visit_is_not_there(house: House, as_, route) -> None:
    fay = make_person("Fay", *[(grant.role, grant.region) for grant in house.chloe.grants])
    for visit in (
        make_visit(house.mill_lane, house.version, shopper=fay, state=VisitState.STARTED),
        make_visit(house.mill_lane, house.version),
        make_visit(house.other_branch, house.version, shopper=house.chloe, state=VisitState.STARTED),
    ):
        as_(house.chloe).get(f"visits.{route}", visit_id=visit.id, expect=404)
        as_(house.chloe).get("visits.touchpoint", visit_id=visit.id, key="greeting", expect=404)
        as_(house.chloe).post("visits.save", {}, visit_id=visit.id, key="greeting", expect=404)
        as_(house.chloe).post("visits.send", {}, visit_id=visit.id, expect=404)
        as_(house.chloe).post("visits.start", {}, visit_id=visit.id, expect=404)


def test_unknown_visits_and_touchpoints_are_not_there(house: House, as_) -> None:
    visit, chloe = started(house), as_(house.chloe)
    chloe.get("visits.visit", visit_id=uuid4(), expect=404)
    chloe.get("visits.touchpoint", visit_id=visit.id, key="nowhere", expect=404)
    chloe.post("visits.save", {}, visit_id=visit.id, key="nowhere", expect=404)


@pytest.mark.parametrize("who", ["asha", "ben", "dev", "eve"])
def test_only_shoppers_open_the_shopper_s_pages(house: House, as_, who) -> None:
    for endpoint in ("visits.today", "visits.history"):
        as_(getattr(house, who)).get(endpoint, expect=403)


def test_values_that_no_form_offers_are_kept_and_told(house: House, as_) -> None:
    visit, chloe = started(house), as_(house.chloe)
    page = write(chloe, visit, "greeting", expect=400, greeted="maybe")
    assert "“maybe” is not one of the answers." in page.text
    page = write(chloe, visit, "checkout", expect=400, receipt="nobody")
    assert "cannot be chosen for this question" in page.text
    page = write(chloe, visit, "leaving", expect=400, recommend="11")
    assert "Choose a number from 0 to 10." in page.text


def test_letters_that_no_database_holds_do_not_break_anything(house: House, as_) -> None:
    visit, chloe = started(house), as_(house.chloe)
    write(chloe, visit, "greeting", greeted="yes")
    write(chloe, visit, "greeting", words="Good\x00 morning 👋🏽")
    assert visit.draft["words"]["value"] == "Good morning 👋🏽"


def test_a_question_that_did_not_stand_on_the_page_is_left_alone(house: House, as_) -> None:
    visit, chloe = started(house), as_(house.chloe)
    page = chloe.get("visits.touchpoint", visit_id=visit.id, key="greeting")
    page.submit("#report", **fields(words="said without being asked"))
    assert visit.draft == {}


def test_starting_twice_is_starting_once(house: House, as_) -> None:
    visit = make_visit(house.mill_lane, house.version, shopper=house.chloe)
    page = as_(house.chloe).get("visits.visit", visit_id=visit.id)
    page.submit("form.bar")
    began = visit.started_at
    assert page.submit("form.bar").path.endswith("/at/greeting")
    assert visit.started_at == began
