"""Where a backup is written to: whole or not at all, and told in words on the terminal."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from shopper.migrating import newest
from shopper.operations.archive import Archive, ArchiveError
from shopper.operations.backup import make_backup
from shopper.operations.whole_files import FileTrouble
from tests.shopper.operations.support import (
    quietly,
)
from tests.support.builders import House
from tests.support.databases import LONG_ON_POSTGRES, stamp

ROOT = Path(__file__).resolve().parents[3]


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


@LONG_ON_POSTGRES
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


@LONG_ON_POSTGRES
def test_a_database_that_is_away_is_told_on_the_terminal(app: Flask, tmp_path: Path) -> None:
    said = run(app, "backup", str(tmp_path / "x.zip"), DATABASE_URL="postgresql://a:hush@127.0.0.1:9/b")
    assert said.returncode == 1
    assert "does not answer" in said.stderr
    assert "hush" not in said.stderr
    assert "Traceback" not in said.stderr
