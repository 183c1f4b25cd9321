"""A backup taken while others write is one moment of theirs: nothing half there, all sums right."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

from flask import Flask

from shopper.extensions import db
from shopper.models import Person, Visit
from shopper.operations.backup import make_backup
from shopper.operations.restore import restore
from shopper.review import commands as review
from tests.shopper.operations.support import add_photo, another, expect_one_moment, quietly
from tests.shopper.review.support import sent
from tests.support.builders import House

WRITERS, EACH = 4, 6


def test_a_backup_while_reports_are_accepted(app: Flask, house: House, tmp_path: Path) -> None:
    visits = [[sent(house).id for _ in range(EACH)] for _ in range(WRITERS)]
    add_photo(visits[0][0])
    ben, under_way, done = house.ben.id, Event(), Event()
    db.session.rollback()

    def accept(mine: list[Any]) -> None:
        with app.app_context():
            for visit_id in mine:
                review.accept(db.session.get_one(Visit, visit_id), by=db.session.get_one(Person, ben))
                under_way.set()
            db.session.remove()

    def back_up() -> list[Path]:
        """One after the other until all is written, and at least one in the middle of it."""
        made: list[Path] = []
        with app.app_context():
            under_way.wait(timeout=30)
            while not made or not done.is_set():
                path = tmp_path / f"{len(made)}.zip"
                make_backup(path, quietly)
                made.append(path)
        return made

    with ThreadPoolExecutor(WRITERS + 1) as pool:
        backups = pool.submit(back_up)
        for writer in [pool.submit(accept, mine) for mine in visits]:
            writer.result()
        done.set()
        taken = backups.result()

    released = [_restored(app, path, tmp_path / path.stem) for path in taken]
    assert released == sorted(released), "a later backup knows no less"
    assert 1 <= released[0] <= WRITERS * EACH


def _restored(app: Flask, path: Path, instance: Path) -> int:
    """How many visits are released in a backup, once it is found to be whole."""
    with another(app, instance):
        restore(path, replace=False, begin=quietly)
        return expect_one_moment()


def test_rows_written_after_a_backup_began_are_not_in_it(app: Flask, house: House, tmp_path: Path) -> None:
    """Tables are read one after the other, all as they stood when the first was counted."""

    def begin(_length: int) -> Callable[[int], Any]:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(_write, app, house_ids).result(timeout=20)
        return lambda _done: None

    house_ids = (sent(house).id, house.ben.id)
    db.session.rollback()
    manifest = make_backup(tmp_path / "taken.zip", begin)
    rows = {table.name: table.rows for table in manifest.tables}
    assert (rows["visit"], rows["visit_score"], rows["tally"], rows["visit_evidence"]) == (1, 0, 0, 0)
    assert manifest.missing == ()
    db.session.rollback()
    assert db.session.query(Visit).filter_by(state="released").count() == 1


def _write(app: Flask, ids: tuple[Any, int]) -> None:
    with app.app_context():
        review.accept(db.session.get_one(Visit, ids[0]), by=db.session.get_one(Person, ids[1]))
        add_photo(ids[0])
        db.session.remove()
