"""Photos: whatever a phone makes is taken in once, without its metadata; what is no photo is told."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from PIL import Image

from shopper.extensions import db
from shopper.models import Evidence, Visit, VisitEvidence, VisitState
from tests.support.builders import House, make_person, make_version
from tests.support.pages import Client, Page
from tests.support.pictures import picture
from tests.support.reports import fields, started

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


@pytest.fixture
def visit(house: House) -> Visit:
    return started(house, version=make_version(house.client, SET))


@pytest.fixture
def chloe(house: House, as_) -> Client:
    return as_(house.chloe)


def add(chloe: Client, visit: Visit, *photos: bytes, expect: int = 200, **answers: Any) -> Page:
    page = chloe.get("visits.touchpoint", visit_id=visit.id, key="leaving")
    files = [(io.BytesIO(photo), f"IMG_{n}.HEIC") for n, photo in enumerate(photos)]
    return page.submit("#report", expect=expect, **{"q:receipt:file": files}, **fields(**answers))


def files_of(app: Flask) -> list[Path]:
    return [path for path in (app.config["LAST_INCH"].INSTANCE / "evidence").rglob("*") if path.is_file()]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "MPO"])
def test_a_photo_is_stored_and_shown_and_can_be_removed(app, visit, chloe, kind) -> None:
    assert add(chloe, visit, picture(kind=kind), thanked="yes").path.endswith("/check")
    sha = visit.draft["receipt"]["value"][0]
    page = chloe.get("visits.touchpoint", visit_id=visit.id, key="leaving")
    address = page.select("#report img")[0]["src"]
    shown = chloe.http.get(address)
    assert shown.mimetype == "image/jpeg"
    assert Image.open(io.BytesIO(shown.data)).size == (40, 30)
    assert sha == hashlib.sha256(picture(kind=kind)).hexdigest()
    slot = db.session.query(VisitEvidence).one()
    assert (slot.index, slot.sent_sha256) == (0, sha)
    assert [path.parent.name + path.name for path in files_of(app)] == [slot.sha256]
    page.submit("#report", remove=f"q:receipt:value {sha}")
    assert visit.draft["receipt"]["state"] == "cleared"
    assert visit.draft["thanked"]["value"] == "yes"


def test_the_same_photo_twice_is_one(app, visit, chloe) -> None:
    add(chloe, visit, picture(), picture())
    assert len(visit.draft["receipt"]["value"]) == 1
    assert db.session.query(Evidence).count() == 1
    assert db.session.query(VisitEvidence).count() == 1
    assert len(files_of(app)) == 1


def test_a_large_photo_is_shrunk_turned_upright_and_loses_its_metadata(app, visit, chloe) -> None:
    taken = Image.Exif()
    taken[0x0112], taken[0x010F] = 6, "Chloé’s phone"
    add(chloe, visit, picture(size=(3200, 1600), exif=taken))
    stored = Image.open(io.BytesIO(files_of(app)[0].read_bytes()))
    assert stored.size == (800, 1600)
    assert not stored.getexif()
    assert "Chloé" not in files_of(app)[0].read_bytes().decode("latin-1")


BOMB = picture(size=(9000, 9000), kind="PNG")
NOT_PHOTOS = {
    "words": b"this is no photo", "nothing": b"", "a page": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "half a photo": picture(size=(400, 400), colour="red")[:300], "a bomb": BOMB, "a gif": picture(kind="GIF"),
    "a broken png": picture(kind="PNG")[:40] + b"\x00" * 40,
}  # fmt: skip


@pytest.mark.parametrize("name", NOT_PHOTOS)
def test_what_is_no_photo_is_told_and_the_rest_is_saved(app, visit, chloe, name) -> None:
    page = add(chloe, visit, NOT_PHOTOS[name], expect=400, thanked="no")
    assert "not a photo that can be read" in page.text
    assert visit.draft["thanked"]["value"] == "no"
    assert not files_of(app)
    assert not db.session.query(Evidence).count()


def test_a_bad_photo_does_not_stop_a_good_one(visit, chloe) -> None:
    add(chloe, visit, b"not one", picture(), expect=400)
    assert len(visit.draft["receipt"]["value"]) == 1


def test_too_many_photos_are_refused_and_leave_no_file(app, visit, chloe) -> None:
    page = add(chloe, visit, *(picture(colour=c) for c in ("red", "green", "blue")), expect=400)
    assert "takes at most 2 photos" in page.text
    assert len(visit.draft["receipt"]["value"]) == len(files_of(app)) == 2
    page = chloe.get("visits.touchpoint", visit_id=visit.id, key="leaving")
    assert not page.select("[data-plain]:not([hidden])"), "no room, so no button"


def test_a_photo_of_another_visit_cannot_be_claimed(house, visit, chloe) -> None:
    other = started(house, version=visit.version)
    add(chloe, other, picture())
    sha = other.draft["receipt"]["value"][0]
    page = chloe.get("visits.touchpoint", visit_id=visit.id, key="leaving")
    page.submit("#report", **{"q:receipt:value": sha})
    assert "value" not in visit.draft.get("receipt", {})
    assert status(chloe, visit, sha) == 404


def status(client: Client, visit: Visit, sha: str) -> int:
    return client.status("GET", f"/my/visits/{visit.id}/photos/{sha}", {})


def test_who_may_see_a_photo(house, visit, chloe, as_) -> None:
    add(chloe, visit, picture())
    sha = visit.draft["receipt"]["value"][0]
    stranger = make_person("Fay", *[(grant.role, grant.region) for grant in house.chloe.grants])
    seen = {
        VisitState.STARTED: {"chloe"},
        VisitState.SENT: {"chloe", "ben"},
        VisitState.ACCEPTED: {"chloe", "ben"},
        VisitState.RELEASED: {"chloe", "ben", "dev", "asha"},
    }
    for state, who in seen.items():
        visit.state = state
        db.session.commit()
        for name in ("chloe", "ben", "dev", "asha", "eve"):
            assert status(as_(getattr(house, name)), visit, sha) == (200 if name in who else 404), (
                name,
                state,
            )
        assert status(as_(stranger), visit, sha) == 404
        assert status(as_(None), visit, sha) == 401


def test_a_manager_of_another_region_sees_no_photo(house, chloe, as_) -> None:
    visit = started(house, branch=house.quayside, version=make_version(house.client, SET))
    add(chloe, visit, picture())
    visit.state = VisitState.RELEASED
    db.session.commit()
    assert status(as_(house.dev), visit, visit.draft["receipt"]["value"][0]) == 404
