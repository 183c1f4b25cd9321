"""A whole house to back up, and what is compared after it was put back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from flask import Flask
from sqlalchemy import select

from shopper import clock, create_app
from shopper.evidence import the_store
from shopper.extensions import db
from shopper.models import (
    AuditEvent,
    Evidence,
    Model,
    Submission,
    Visit,
    VisitEvidence,
    VisitScore,
    VisitState,
)
from shopper.review.rebuild import check
from tests.support.builders import House, day, make_visit, make_wave, saved
from tests.support.results import AVERAGE, BEST, released

PHOTO = b"\xff\xd8\xff not a picture, but bytes that must come back as they were \x00\xff"
PHOTO_NAME = hashlib.sha256(PHOTO).hexdigest()


def quietly(_length: int) -> Callable[[int], Any]:
    """A progress bar that nobody looks at."""
    return lambda _done: None


def fill(house: House) -> None:
    """A bit of everything: a wave, visits given and released, words in many scripts, a photo."""
    make_wave(house.version, house.mill_lane)
    visit = make_visit(house.mill_lane, house.version, shopper=house.chloe)
    visit.draft = {"words": {"value": "“Grüß Gott” — 早上好 \u0001 😀"}, "a": 1, "B": 0.1, "aa": [None, True]}
    house.north.name = "Norður"
    released(house.version, [(house.mill_lane, day(-9), BEST), (house.quayside, day(-70), AVERAGE)])
    add_photo(visit.id)


def add_photo(visit_id: Any) -> None:
    the_store().put(PHOTO_NAME, PHOTO)
    now = clock.now()
    saved(Evidence(sha256=PHOTO_NAME, size=len(PHOTO), width=1, height=1, stored_at=now))
    names = {"sent_sha256": PHOTO_NAME, "sha256": PHOTO_NAME}
    saved(VisitEvidence(visit_id=visit_id, question_key="greeted", index=0, **names, added_at=now))


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table; documents as text, so that the order of their keys counts too."""
    db.session.rollback()
    found = {}
    for table in Model.metadata.sorted_tables:
        rows = db.session.execute(select(table).order_by(*table.primary_key.columns))
        found[table.name] = [tuple(map(_plain, row)) for row in rows]
    db.session.rollback()
    return found


def _plain(value: Any) -> Any:
    return json.dumps(value) if isinstance(value, dict | list) else value


def expect_one_moment() -> int:
    """What holds at every moment of a database, however many write. How many visits are released."""
    assert list(check(lambda _done: None)) == []
    released = db.session.query(Visit).filter_by(state=VisitState.RELEASED).all()
    accepted = db.session.query(AuditEvent.subject_id).filter_by(action="visit.accept").all()
    scored = db.session.query(VisitScore.visit_id).all()
    assert (
        {str(visit.id) for visit in released}
        == {row[0] for row in accepted}
        == {str(row[0]) for row in scored}
    )
    receipts = {visit.reference for visit in db.session.query(Visit) if visit.reference}
    sent = db.session.query(Submission.visit_id).distinct().count()
    assert len(receipts) == sent, "every receipt has its report"
    return len(released)


@contextmanager
def another(app: Flask, instance: Path, url: str = "") -> Iterator[Flask]:
    """A second installation: another folder, another database, made by its first start."""
    instance.mkdir(exist_ok=True)
    made = create_app(replace(app.config["LAST_INCH"], INSTANCE=instance, DATABASE_URL=url, SECRET_KEY=""))
    with made.app_context():
        yield made
        db.session.remove()
        db.engine.dispose()


def edited(path: Path, to: Path, change: Callable[[dict[str, Any], dict[str, bytes]], None]) -> Path:
    """The backup at `path` with its manifest and its members changed."""
    with ZipFile(path) as old:
        members = {name: old.read(name) for name in old.namelist()}
    manifest = json.loads(members.pop("manifest.json"))
    change(manifest, members)
    with ZipFile(to, "w", ZIP_DEFLATED) as new:
        for name, content in members.items():
            new.writestr(name, content)
        new.writestr("manifest.json", json.dumps(manifest))
    return to
