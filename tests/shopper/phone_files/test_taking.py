"""What a phone could not send is taken in from its file: the same ids, the same checks, row by row."""

from __future__ import annotations

import io
import json
from base64 import b64encode
from hashlib import sha256
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from shopper.extensions import db
from shopper.models import AuditEvent, Submission, Visit, VisitEvidence, VisitState
from tests.support.builders import BEST, House, make_version, make_visit
from tests.support.databases import LONG_ON_POSTGRES
from tests.support.pictures import picture

pytestmark = LONG_ON_POSTGRES

AT = "2026-11-20T10:00:00.000Z"
PHOTO_SET = """\
slug: with-photo
title: With a photo
touchpoints:
  - key: leaving
    title: Leaving
    leaving: true
    questions:
      - {key: thanked, type: yes_no, text: Were you thanked?, points: 5, na: false}
      - {key: shelf, type: photo, text: The shelf, max: 2}
"""


def report(visit: Visit, answers: dict[str, Any], **more: Any) -> dict[str, Any]:
    told = {key: {"value": value, "at": AT} for key, value in answers.items()}
    content = {
        "device": str(uuid4()),
        "left_early": False,
        "answers": told,
        "stamps": [],
        "evidence": [],
        **more,
    }
    return {
        "visit": str(visit.id), "submission_id": str(uuid4()), "base": None, "content": content,
        "made_at": AT, "state": "attention", "reason": "No",
    }  # fmt: skip


def saved(person: object, **rows: Any) -> io.BytesIO:
    facts = {"format": "last-inch-outbox", "version": 1, "person": str(person), "exported_at": AT}
    return io.BytesIO(json.dumps({**facts, **rows}).encode())


def take(as_, house: House, file: io.BytesIO, expect: int = 200):
    page = as_(house.asha).get("phone_files.take")
    return page.submit("main form", expect=expect, file=(file, "list.json"))


def test_a_report_and_its_photo_come_in_under_their_own_ids_and_only_once(house: House, as_) -> None:
    visit = make_visit(house.mill_lane, make_version(house.client, PHOTO_SET), shopper=house.chloe)
    bytes_, sha = picture(), sha256(picture()).hexdigest()
    slot = {"question": "shelf", "index": 0, "sha256": sha}
    row = report(visit, {"thanked": "yes", "leaving_momentum": "forward", "shelf": [sha]}, evidence=[slot])
    photo = {**slot, "visit": str(visit.id), "type": "image/jpeg", "base64": b64encode(bytes_).decode()}
    draft = {"visit": str(visit.id), "device": str(uuid4()), "answers": {}, "stamps": []}
    rows = {"reports": [row], "photos": [photo], "drafts": [draft]}
    for _again in range(2):
        page = take(as_, house, saved(house.chloe.id, **rows))
        assert len(page.select(".line-list li")) == 2, page.text
        assert not page.select(".line-list .is-worse"), page.text
    db.session.refresh(visit)
    [kept] = db.session.query(Submission).filter_by(visit_id=visit.id)
    assert (str(kept.id), visit.state) == (row["submission_id"], VisitState.SENT)
    assert visit.reference in page.text
    [filled] = db.session.query(VisitEvidence).filter_by(visit_id=visit.id)
    assert filled.sent_sha256 == sha
    taken = db.session.query(AuditEvent).filter_by(action="visit.take_file").all()
    assert {one.person_id for one in taken} == {house.asha.id}


def test_each_row_is_told_and_a_bad_one_stops_no_other(house: House, as_) -> None:
    good, half, other = (make_visit(house.mill_lane, house.version, shopper=house.chloe) for _ in range(3))
    other.shopper = house.dev
    elsewhere = make_visit(house.other_branch, house.version, shopper=house.chloe)
    db.session.commit()
    rows = [
        report(other, BEST), report(half, {"greeted": "yes"}), report(elsewhere, BEST),
        {"visit": "none"}, {**report(half, BEST), "content": 7}, report(good, BEST),
    ]  # fmt: skip
    told = take(as_, house, saved(house.chloe.id, reports=rows)).select(".line-list li")
    assert [bool(one.select(".is-worse")) for one in told] == [True] * 5 + [False]
    assert "given to somebody else" in told[0].text
    assert "missing" in told[1].text
    assert db.session.query(Submission).count() == 1


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"format": "other", "version": 1}', b"\xff\xfe"])
def test_another_file_is_told_what_to_choose(house: House, as_, content: bytes) -> None:
    page = take(as_, house, io.BytesIO(content), expect=400)
    assert "Save to a file" in page.text


def test_the_terminal_takes_it_in_as_well(app: Flask, house: House, tmp_path) -> None:
    visit = make_visit(house.mill_lane, house.version, shopper=house.chloe)
    file = tmp_path / "list.json"
    file.write_bytes(saved(house.chloe.id, reports=[report(visit, BEST)]).getvalue())
    told = app.test_cli_runner().invoke(args=["phones", "take", str(file)])
    assert told.exit_code == 0, told.output
    db.session.refresh(visit)
    assert visit.reference in told.output
