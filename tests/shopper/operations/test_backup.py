"""A backup put back is the same to the last digit, on either database, and nothing is ever half done."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from shopper.extensions import db
from shopper.migrating import bring_up_to_date, newest
from shopper.models import AuditEvent, Region
from shopper.operations.archive import Archive, ArchiveError
from shopper.operations.backup import make_backup
from shopper.operations.restore import restore
from shopper.operations.whole_files import FileTrouble
from shopper.review.rebuild import check
from shopper.visits.evidence import photo_path
from tests.shopper.operations.support import (
    PHOTO,
    PHOTO_NAME,
    another,
    edited,
    everything,
    fill,
    quietly,
)
from tests.support.builders import House, make_region
from tests.support.databases import stamp
from tests.support.postgres import Server

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def taken(app: Flask, house: House, tmp_path: Path) -> Path:
    """A backup of a whole house."""
    fill(house)
    make_backup(tmp_path / "taken.zip", quietly)
    return tmp_path / "taken.zip"


@pytest.fixture(params=["sqlite", "postgres"])
def elsewhere(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a bare database to restore into."""
    if request.param == "sqlite":
        yield ""
        return
    server: Server = request.getfixturevalue("postgres_server")
    yield server.create("elsewhere")
    server.drop("elsewhere")


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


def _cut_off(path: Path, to: Path) -> Path:
    to.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])
    return to


def _foreign(path: Path, to: Path) -> Path:
    to.write_text("name,score\nMill Lane,92\n")
    return to


def _other_zip(path: Path, to: Path) -> Path:
    return edited(path, to, lambda manifest, _: manifest.pop("what"))


def _newer_schema(path: Path, to: Path) -> Path:
    return edited(path, to, lambda manifest, _: manifest.update(schema="9999"))


def _newer_format(path: Path, to: Path) -> Path:
    return edited(path, to, lambda manifest, _: manifest.update(format=2))


def _one_digit(path: Path, to: Path) -> Path:
    def change(_manifest: dict[str, Any], members: dict[str, bytes]) -> None:
        members["tables/tally.jsonl"] = members["tables/tally.jsonl"].replace(b"1", b"2", 1)

    return edited(path, to, change)


def _no_photo(path: Path, to: Path) -> Path:
    return edited(path, to, lambda _, members: members.pop(f"photos/{PHOTO_NAME}"))


def _other_photo(path: Path, to: Path) -> Path:
    return edited(path, to, lambda _, members: members.update({f"photos/{PHOTO_NAME}": b"other bytes"}))


def _row_without_its_other_half(path: Path, to: Path) -> Path:
    def change(manifest: dict[str, Any], members: dict[str, bytes]) -> None:
        members["tables/branch.jsonl"] = b""
        told = next(each for each in manifest["tables"] if each["name"] == "branch")
        told.update(rows=0, sha256=hashlib.sha256(b"").hexdigest())

    return edited(path, to, change)


REFUSED = {
    _cut_off: "cut off, or it is another kind of file",
    _foreign: "cut off, or it is another kind of file",
    _other_zip: "cut off, or it is another kind of file",
    _newer_schema: r"newer Last Inch \(schema 9999",
    _newer_format: "newer Last Inch",
    _one_digit: "is damaged: “tables/tally.jsonl”",
    _no_photo: "is damaged: “photos”",
    _other_photo: "is damaged: “photos/",
    _row_without_its_other_half: "did not take the backup",
}


@pytest.mark.parametrize("spoil", REFUSED, ids=lambda spoil: spoil.__name__.strip("_"))
def test_what_is_not_a_whole_backup_changes_nothing(
    app: Flask, house: House, taken: Path, tmp_path: Path, spoil: Any
) -> None:
    spoilt = spoil(taken, tmp_path / "spoilt.zip")
    make_region("Added since", house.client)
    before, photos = everything(), sorted(photo_path(PHOTO_NAME).parent.parent.rglob("*"))
    with pytest.raises(ArchiveError, match=REFUSED[spoil]):
        restore(spoilt, replace=True, begin=quietly)
    assert everything() == before
    assert sorted(photo_path(PHOTO_NAME).parent.parent.rglob("*")) == photos


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


# where it is written to


def test_a_full_disk_leaves_the_old_backup_and_no_half(app: Flask, taken: Path) -> None:
    """RLIMIT_FSIZE refuses bytes as a full disk does, and works for root too."""
    old = taken.read_bytes()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, limits[1]))
    try:
        with pytest.raises(FileTrouble, match="no room left"):
            make_backup(taken, quietly)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert taken.read_bytes() == old
    assert [path.name for path in taken.parent.iterdir() if "taken" in path.name] == ["taken.zip"]


@pytest.mark.parametrize("where", ["nowhere/at/all.zip", "."])
def test_a_place_that_cannot_be_written_is_told(app: Flask, taken: Path, tmp_path: Path, where: str) -> None:
    with pytest.raises(FileTrouble, match=r"cannot be written|is a folder"):
        make_backup(tmp_path / where, quietly)


def test_two_backups_to_one_name_do_not_mix(app: Flask, taken: Path) -> None:
    def begin(_length: int) -> Any:
        with pytest.raises(FileTrouble, match="written by somebody else"):
            make_backup(taken, quietly)
        return lambda _done: None

    make_backup(taken, begin)
    with Archive(taken) as archive:
        assert sum(archive.prove()) == archive.manifest.rows + 1


def test_what_a_killed_backup_left_is_no_hindrance(app: Flask, taken: Path) -> None:
    left = taken.with_name(f".{taken.name}.part")
    left.write_bytes(b"x" * 100_000)
    make_backup(taken, quietly)
    assert not left.exists()
    with Archive(taken) as archive:
        list(archive.prove())


def test_a_database_that_is_not_up_to_date_is_told(app: Flask, house: House, tmp_path: Path) -> None:
    stamp("0001")
    with pytest.raises(ArchiveError, match="prepare"):
        make_backup(tmp_path / "taken.zip", quietly)
    assert not (tmp_path / "taken.zip").exists()
    stamp(newest())


# on the terminal


def run(app: Flask, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    settings = app.config["LAST_INCH"]
    own = {
        "INSTANCE": str(settings.INSTANCE),
        "ASSETS": str(settings.ASSETS),
        "DATABASE_URL": settings.DATABASE_URL,
    }
    return subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", *words],
        cwd=ROOT, env={**os.environ, **own, **env}, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_on_the_terminal(app: Flask, taken: Path, tmp_path: Path) -> None:
    made = run(app, "backup", str(tmp_path / "cli.zip"))
    assert made.returncode == 0, made.stderr
    assert "1 photos" in made.stdout
    assert "keep it as safe as this server" in made.stdout
    refused = run(app, "restore", str(tmp_path / "cli.zip"))
    assert refused.returncode == 1
    assert "not empty" in refused.stderr
    assert "Traceback" not in refused.stderr
    back = run(app, "restore", "--replace", str(tmp_path / "cli.zip"))
    assert back.returncode == 0, back.stderr
    assert "are back as they stood at" in back.stdout


def test_a_database_that_is_away_is_told_on_the_terminal(app: Flask, tmp_path: Path) -> None:
    said = run(app, "backup", str(tmp_path / "x.zip"), DATABASE_URL="postgresql://a:hush@127.0.0.1:9/b")
    assert said.returncode == 1
    assert "does not answer" in said.stderr
    assert "hush" not in said.stderr
    assert "Traceback" not in said.stderr
