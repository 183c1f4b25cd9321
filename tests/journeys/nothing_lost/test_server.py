"""The cases A1 to A17 of NOTHING_LOST.md against a real gunicorn: what was acknowledged is there, once."""

from __future__ import annotations

import contextlib
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from shopper.extensions import db
from shopper.models import (
    AuditEvent,
    Evidence,
    Person,
    Submission,
    Visit,
    VisitEvidence,
    VisitScore,
    VisitState,
    WaveState,
)
from tests.shopper.api.conftest import PHOTOS, WHOLE
from tests.support.builders import BEST, SHORT_SET, House, make_version, make_visit, make_wave
from tests.support.caller import GONE, Caller
from tests.support.dying_points import AFTER, BEFORE, HEADER
from tests.support.pages import Client
from tests.support.phone import entries, fresh, report, sha
from tests.support.pictures import picture
from tests.support.server import free_port, start

ONE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


class Server:
    """A gunicorn that may die, and is started again on the same port and data."""

    def __init__(self, app: Flask, assets: Path) -> None:
        settings = app.config["LAST_INCH"]
        self.where = (
            settings.INSTANCE,
            assets,
            free_port(),
            settings.DATABASE_URL,
            "tests.support.dying:app",
        )
        self.url = f"http://127.0.0.1:{self.where[2]}"
        self.process = start(*self.where)

    def start_again(self) -> None:
        """Once the one that died is gone."""
        self.process.communicate(timeout=20)
        self.process = start(*self.where)

    def stop(self) -> None:
        self.process.terminate()
        self.process.communicate(timeout=20)


@pytest.fixture
def server(app: Flask, house: House, assets: Path) -> Iterator[Server]:
    db.session.commit()
    running = Server(app, assets)
    yield running
    running.stop()


@pytest.fixture
def chloe(server: Server, house: House) -> Caller:
    caller = Caller(server.url, house.chloe.sign_in)
    db.session.rollback()  # what the server wrote since is read afresh, or SQLite lets nobody write
    return caller


def given(house: House, source: str = SHORT_SET, **more: Any) -> Visit:
    db.session.rollback()
    version = house.version if source == SHORT_SET else make_version(house.client, source)
    return make_visit(house.mill_lane, version, shopper=house.chloe, **more)


def fresh_browser(as_: Callable[[Person], Client], person: Person) -> Client:
    db.session.rollback()
    return as_(person)


def set_state(row: Any, state: VisitState | WaveState) -> None:
    fresh(row).state = state
    db.session.commit()


def rows(kind: type, **which: Any) -> int:
    db.session.rollback()
    return int(db.session.query(kind).filter_by(**which).count())


def files(app: Flask) -> int:
    folder = app.config["LAST_INCH"].INSTANCE / "evidence"
    return sum(one.is_file() for one in folder.rglob("*"))


@ONE
def test_a1_a2_a4_a9_one_id_is_one_report_with_one_content(house, chloe) -> None:
    visit = given(house)
    body = report(visit.version.definition)
    first, again = chloe.send(visit.id, body), chloe.send(visit.id, body)
    assert (first.status, again.status, again.body) == (201, 200, first.body)
    turned = json.dumps(dict(reversed(body.items())), indent=3).encode()
    assert chloe.put(f"/visits/{visit.id}/submission", turned).status == 200
    changed = {**body, "answers": {**body["answers"], "thanked": {"value": "no"}}}
    assert (refused := chloe.send(visit.id, changed)).status == 409
    assert refused.body["error"]["latest"] == body["submission_id"]
    del body["submission_id"]
    assert chloe.send(given(house).id, body).status == 400
    assert rows(Submission) == rows(AuditEvent, action="visit.send") == 1
    assert fresh(visit).answers["thanked"]["value"] == "yes"


@pytest.mark.parametrize(("point", "stored"), [(BEFORE, 0), (AFTER, 1)])
def test_a5_a_server_killed_around_the_commit_has_the_report_once(
    server, house, chloe, point, stored
) -> None:
    visit = given(house)
    body = report(visit.version.definition)
    with pytest.raises(GONE):
        chloe.send(visit.id, body, **{HEADER: point})
    server.start_again()
    assert rows(Submission) == stored
    assert fresh(visit).state == (VisitState.SENT if stored else VisitState.ASSIGNED)
    again = chloe.send(visit.id, body)
    assert again.status == (200 if stored else 201)
    assert again.body["reference"] == fresh(visit).reference
    assert rows(Submission) == rows(AuditEvent, action="visit.send") == 1


@ONE
@pytest.mark.parametrize(("point", "stored"), [(BEFORE, 0), (AFTER, 1)])
def test_a5_a_server_killed_around_a_photo_or_a_draft_has_it_once(
    server, house, chloe, point, stored
) -> None:
    visit, photo = given(house, PHOTOS), picture()
    draft = {"device": str(uuid4()), "answers": entries(visit.version.definition, {"greeted": "yes"})}
    with pytest.raises(GONE):
        chloe.photo(visit.id, photo, **{HEADER: point})
    server.start_again()
    assert rows(VisitEvidence) == stored
    assert chloe.photo(visit.id, photo).status == (200 if stored else 201)
    with pytest.raises(GONE):
        chloe.put(f"/visits/{visit.id}/draft", draft, **{HEADER: point})
    server.start_again()
    assert bool(fresh(visit).draft) == bool(stored)
    assert chloe.put(f"/visits/{visit.id}/draft", draft).body["answers"] == draft["answers"]
    assert rows(VisitEvidence) == rows(AuditEvent, action="visit.save") == 1


@ONE
def test_a6_a7_photos_come_before_and_after_the_report_and_the_missing_are_told(
    app, house, chloe, as_
) -> None:
    visit = given(house, PHOTOS)
    photos = [picture(colour) for colour in ("red", "green", "blue")]
    declared = [{"question": "receipt", "index": n, "sha256": sha(one)} for n, one in enumerate(photos)]
    body = report(
        visit.version.definition, answers={**WHOLE, "receipt": [sha(p) for p in photos]}, evidence=declared
    )
    assert chloe.photo(visit.id, photos[1], 1).status == 201
    assert chloe.send(visit.id, body).body["missing"] == [declared[0], declared[2]]
    page = fresh_browser(as_, house.chloe).get("visits.sent", visit_id=visit.id)
    assert "2 photos are not in yet" in page.text
    page = fresh_browser(as_, house.ben).get("review.report", visit_id=visit.id)
    assert "A photo of the receipt: 2 photos" in page.text
    assert [chloe.photo(visit.id, photos[0], 0).status for _ in range(2)] == [201, 200]
    assert (refused := chloe.photo(visit.id, photos[2], 0)).status == 409
    assert refused.code == "slot_taken"
    assert chloe.photo(visit.id, photos[2], 2).status == 201
    assert chloe.send(visit.id, body).body["missing"] == []
    assert rows(VisitEvidence) == files(app) == 3


@ONE
def test_a10_a11_a12_corrections_old_versions_and_waves_that_close(house, chloe) -> None:
    wave = make_wave(house.version, house.mill_lane)
    visit, late = given(house, wave=wave), given(house, wave=wave)
    make_version(house.client, SHORT_SET.replace("as you left", "at the door"))
    first = report(visit.version.definition)
    assert chloe.send(visit.id, first).status == 201, "A11: an old version is taken"
    set_state(visit, VisitState.RETURNED)
    second = report(visit.version.definition, base=first["submission_id"], answers={**BEST, "thanked": "no"})
    assert chloe.send(visit.id, second).status == 201
    outdated = chloe.send(visit.id, report(visit.version.definition, base=first["submission_id"]))
    assert (outdated.status, outdated.body["error"]["latest"]) == (409, second["submission_id"])
    assert chloe.send(visit.id, report(visit.version.definition, base=str(uuid4()))).status == 404
    assert rows(Submission, visit_id=visit.id) == 2
    set_state(wave, WaveState.CLOSED)
    assert (closed := chloe.send(late.id, report(visit.version.definition))).status == 409
    assert closed.code == "wave_closed"
    set_state(wave, WaveState.CLOSING)
    assert chloe.send(late.id, report(visit.version.definition)).status == 201


@ONE
def test_a11_a_report_for_an_old_version_is_scored_with_it(house, chloe, as_) -> None:
    visit = given(house)
    make_version(house.client, SHORT_SET.replace("points: 5", "points: 1"))
    chloe.send(visit.id, report(visit.version.definition))
    page = fresh_browser(as_, house.ben).get("review.report", visit_id=visit.id)
    page.submit("form[action*='/review/']", decision="accept")
    score = db.session.query(VisitScore).one()
    assert fresh(visit).version.number == 1
    assert score.visit_id == visit.id


@ONE
def test_a15_what_does_not_arrive_whole_leaves_no_row_and_no_file(app, house, chloe) -> None:
    visit = given(house, PHOTOS)
    body, photo = (
        json.dumps(report(visit.version.definition, answers=WHOLE)).encode(),
        picture(size=(300, 300)),
    )
    report_at, photo_at = (
        f"/visits/{visit.id}/submission",
        f"/visits/{visit.id}/evidence/{sha(photo)}?question=receipt&index=0",
    )
    statuses = [
        chloe.cut_off(report_at, body),
        chloe.cut_off(report_at, body[:100], announced=len(body)),
        chloe.cut_off(photo_at, photo[:2000], kind="image/jpeg", announced=len(photo)),
        chloe.cut_off(
            photo_at, b"--x\r\nContent-Disposition: form-data", kind="multipart/form-data; boundary=x"
        ),
        chloe.put(report_at, body, kind="text/plain").status,
        chloe.put(photo_at, photo[:-20], kind="image/jpeg").status,
    ]
    assert all(400 <= status < 500 for status in statuses), statuses
    for path, kind, size in (
        (report_at, "application/json", 1_000_001),
        (photo_at, "image/jpeg", 12_000_001),
    ):
        with contextlib.suppress(*GONE):  # it may hang up on whoever goes on sending
            assert chloe.put(path, random.Random(1).randbytes(size), kind=kind).status == 413
    assert rows(Submission) == rows(VisitEvidence) == rows(Evidence) == files(app) == 0
    assert fresh(visit).state == VisitState.ASSIGNED
    assert chloe.photo(visit.id, photo).status == 201


@ONE
def test_a17_a_photo_that_finds_no_disk_is_sent_again_alone(app, house, chloe) -> None:
    visit = given(house, PHOTOS)
    photos = [picture("red"), picture("green")]
    declared = [{"question": "receipt", "index": n, "sha256": sha(one)} for n, one in enumerate(photos)]
    body = report(visit.version.definition, answers=WHOLE, evidence=declared)
    receipt = chloe.send(visit.id, body).body
    folder: Path = app.config["LAST_INCH"].INSTANCE / "evidence"
    folder.write_bytes(b"where the folder should be")
    assert chloe.photo(visit.id, photos[0], 0).status >= 500
    assert rows(VisitEvidence) == 0
    assert chloe.send(visit.id, body).body == receipt, "what was acknowledged stands"
    folder.unlink()
    assert [chloe.photo(visit.id, one, n).status for n, one in enumerate(photos)] == [201, 201]
    assert chloe.send(visit.id, body).body["missing"] == []
