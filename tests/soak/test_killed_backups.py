"""Backups are taken, and killed, while reports come in and the server is killed.

Whatever was killed, a backup that has its name is whole and one moment of the work; one that was cut
off has no name, and the one before it stands."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from uuid import UUID

import pytest
from flask import Flask

from shopper.models import Person
from shopper.operations.archive import Archive
from shopper.operations.restore import restore
from tests.shopper.operations.support import another, expect_one_moment, quietly
from tests.soak.test_kills import Browsers, Killed, all_at_once, killed, twice, written
from tests.support.builders import House
from tests.support.server import ROOT

pytestmark = pytest.mark.long
__all__ = ["killed"]  # the fixture of the other test


def backing_up(app: Flask, path: Path) -> subprocess.Popen[bytes]:
    """`flask backup` in a process of its own."""
    settings = app.config["LAST_INCH"]
    env = {
        "INSTANCE": str(settings.INSTANCE),
        "ASSETS": str(settings.ASSETS),
        "DATABASE_URL": settings.DATABASE_URL,
    }
    words = [sys.executable, "-m", "flask", "--app", "wsgi", "backup", str(path)]
    return subprocess.Popen(words, cwd=ROOT, env={**os.environ, **env}, stdout=subprocess.DEVNULL)


def keep_backing_up(app: Flask, folder: Path, done: Event) -> tuple[int, int]:
    """Every other backup is killed as soon as its file has begun; how many were finished, and killed."""
    finished = cut = 0
    while not done.is_set() or not (finished and cut):
        path = folder / f"{finished}.zip"
        part = path.with_name(f".{path.name}.part")
        process = backing_up(app, path)
        if finished > cut:
            while process.poll() is None and not part.exists():
                continue
            process.kill()
            process.wait()
            cut += 1
            if path.exists():  # it was done a moment before
                finished += 1
        else:
            assert process.wait(timeout=120) == 0
            finished += 1
    return finished, cut


def test_a_backup_is_whole_or_not_there_whatever_is_killed(
    app: Flask, house: House, killed: Killed, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    visits = written(house)
    chloe, ben = (Person(sign_in=person.sign_in) for person in (house.chloe, house.ben))
    phones, desks, done = Browsers(killed.url, chloe), Browsers(killed.url, ben), Event()

    def send_and_accept(visit: UUID) -> str:
        phone, desk = phones.mine(), desks.mine()
        twice(
            phone,
            f"/my/visits/{visit}/send",
            phone.form(f"/my/visits/{visit}/check", "form[action$='/send']"),
        )
        fields = desk.form(f"/review/{visit}", f"form[action^='/review/{visit}']")
        return twice(desk, f"/review/{visit}", {**fields, "decision": "accept"})

    with ThreadPoolExecutor(1) as pool:
        backups = pool.submit(keep_backing_up, app, tmp_path, done)
        try:
            all_at_once(killed, visits, send_and_accept)
        finally:
            done.set()
        finished, cut = backups.result()

    assert finished
    assert cut
    released = [_released(app, tmp_path / f"{number}.zip") for number in range(finished)]
    assert released == sorted(released)
    with capsys.disabled():
        print(
            f"\n{finished} backups whole over {killed.kills} kills, {cut} more killed; released in each: {released}"
        )


def _released(app: Flask, path: Path) -> int:
    with Archive(path) as archive:
        assert sum(archive.prove()) == archive.manifest.rows + archive.manifest.photos
    with another(app, path.with_suffix("")):
        restore(path, replace=False, begin=quietly)
        return expect_one_moment()
