"""A backup put back is the same to the last digit, on either database, and nothing is ever half done."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from shopper.extensions import db
from shopper.migrating import bring_up_to_date
from shopper.models import AuditEvent, Region
from shopper.operations.archive import Archive, ArchiveError
from shopper.operations.backup import make_backup
from shopper.operations.restore import restore
from shopper.review.rebuild import check
from tests.shopper.operations.support import (
    PHOTO,
    PHOTO_NAME,
    another,
    everything,
    quietly,
)
from tests.support.builders import House, make_region
from tests.support.evidence import photo_path

ROOT = Path(__file__).resolve().parents[3]


def test_what_comes_back_is_what_was_there(app: Flask, taken: Path, elsewhere: str, tmp_path: Path) -> None:
    """From either database into either: every row, every digit, every photo, and tallies that still add up."""
    before = everything()
    with another(app, tmp_path / "second", elsewhere):
        restore(taken, replace=False, begin=quietly)
        after = everything()
        last = db.session.query(AuditEvent).order_by(AuditEvent.id.desc()).first()
        assert last is not None
        assert last.action == "backup.restore"
        assert after.pop("audit_event")[:-1] == before.pop("audit_event")
        assert after == before
        assert photo_path(PHOTO_NAME).read_bytes() == PHOTO
        assert list(check(lambda _done: None)) == []


def test_new_rows_are_numbered_on(app: Flask, taken: Path, elsewhere: str, tmp_path: Path) -> None:
    highest = max(row[0] for row in everything()["region"])
    with another(app, tmp_path / "second", elsewhere):
        restore(taken, replace=False, begin=quietly)
        assert make_region("Another one").id == highest + 1


def test_a_region_under_one_that_was_made_later(
    app: Flask, house: House, elsewhere: str, tmp_path: Path
) -> None:
    later, north = make_region("Made later", house.client).id, house.north.id
    house.north.parent_id = later
    db.session.commit()
    make_backup(tmp_path / "taken.zip", quietly)
    with another(app, tmp_path / "second", elsewhere):
        restore(tmp_path / "taken.zip", replace=False, begin=quietly)
        assert db.session.get_one(Region, north).parent_id == later


def test_a_place_that_holds_something_is_not_overwritten(app: Flask, house: House, taken: Path) -> None:
    before = everything()
    with pytest.raises(ArchiveError, match=r"not empty: it holds .* in branch.*--replace"):
        restore(taken, replace=False, begin=quietly)
    assert everything() == before


def test_replacing_leaves_nothing_of_what_was_there(app: Flask, house: House, taken: Path) -> None:
    before = everything()
    house.mill_lane.name = "Renamed since"
    make_region("Added since", house.client)
    db.session.commit()
    stray = photo_path("ab" + "c" * 62)
    stray.parent.mkdir(parents=True, exist_ok=True)
    stray.write_bytes(b"of a visit that is gone")
    restore(taken, replace=True, begin=quietly)
    after = everything()
    assert after.pop("audit_event")[:-1] == before.pop("audit_event")
    assert after == before
    assert not stray.exists()
    assert photo_path(PHOTO_NAME).exists()


def test_a_backup_of_an_older_schema_is_migrated(
    app: Flask, taken: Path, elsewhere: str, bare_url: str, tmp_path: Path
) -> None:
    """The same rows as the first landing would have written them."""
    from tests.shopper.operations.old import as_of  # noqa: PLC0415 - alembic is slow to load

    before = everything()
    with another(app, tmp_path / "first", bare_url):
        old = as_of("0001", taken, tmp_path / "old.zip")
    with another(app, tmp_path / "second", elsewhere):
        restore(old, replace=False, begin=quietly)
        after = everything()
        bring_up_to_date()  # finds nothing left to do
        assert {name: len(rows) for name, rows in after.items() if name != "audit_event"} == {
            name: len(rows) for name, rows in before.items() if name != "audit_event"
        }
        assert after["tally"] == before["tally"]
        assert list(check(lambda _done: None)) == []


def test_the_key_comes_along_and_is_kept_to_its_owner(app: Flask, tmp_path: Path) -> None:
    with another(app, tmp_path / "first") as first:
        bring_up_to_date()
        make_backup(tmp_path / "taken.zip", quietly)
        key = first.config["SECRET_KEY"]
    with another(app, tmp_path / "second") as second:
        assert second.config["SECRET_KEY"] != key
        restore(tmp_path / "taken.zip", replace=False, begin=quietly)
    assert (tmp_path / "second" / "secret-key").read_text() == key
    assert (tmp_path / "second" / "secret-key").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "taken.zip").stat().st_mode & 0o777 == 0o600


def test_a_photo_that_is_gone_or_damaged_is_named(
    app: Flask, house: House, taken: Path, tmp_path: Path
) -> None:
    photo_path(PHOTO_NAME).write_bytes(b"rotten")
    made = make_backup(tmp_path / "again.zip", quietly)
    assert made.missing == (PHOTO_NAME,)
    with Archive(tmp_path / "again.zip") as archive:
        assert archive.manifest.missing == (PHOTO_NAME,)


def test_a_backup_can_be_read_without_us(taken: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "zipfile", "-e", taken, tmp_path / "out"], check=True)
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    for table in manifest["tables"]:
        lines = (tmp_path / "out" / "tables" / f"{table['name']}.jsonl").read_bytes()
        assert hashlib.sha256(lines).hexdigest() == table["sha256"]
        assert lines.count(b"\n") == table["rows"]
