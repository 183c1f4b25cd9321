"""Concurrent writers lose nothing: shown by threads on a real file."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import text

from shopper import audit
from shopper.audit import command
from shopper.database import locked, look_at_sizes, writing
from shopper.extensions import db
from shopper.models import AuditEvent, Branch, Region
from tests.support.builders import House

THREADS, EACH = 8, 15


@pytest.fixture(autouse=True)
def acts_made_up_here_stay_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the product declares is asked elsewhere, in the same process."""
    monkeypatch.setattr(audit, "DECLARED", {})


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_sqlite_is_set_up_so_that_a_receipt_is_a_promise(app: Flask) -> None:
    asked = {name: db.session.execute(text(f"PRAGMA {name}")).scalar() for name in
             ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")}  # fmt: skip
    assert asked == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}


def test_read_modify_write_from_many_threads_keeps_every_change(app: Flask, house: House) -> None:
    """Read late under the lock, eight writers keep all; read early, SQLite would lose most in silence."""

    @command("branch.count")
    def count_up(branch: Branch, *, by: None) -> None:
        branch.address = str(int(locked(branch).address or 0) + 1)

    def work(branch_id: int) -> None:
        with app.app_context():
            for _ in range(EACH):
                branch = db.session.get_one(Branch, branch_id)
                assert branch.address is not None  # a read before the command, as views do
                count_up(branch, by=None)

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(work, [house.mill_lane.id] * THREADS))
    db.session.rollback()
    assert house.mill_lane.address == str(THREADS * EACH)


def test_a_command_that_fails_leaves_neither_work_nor_audit_line(app: Flask, house: House) -> None:
    @command("branch.break")
    def rename(branch: Branch, *, by: None) -> None:
        branch.name = "half done"
        db.session.flush()
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        rename(house.mill_lane, by=None)
    assert house.mill_lane.name == "Mill Lane"
    assert db.session.query(AuditEvent).filter_by(action="branch.break").count() == 0


def test_a_command_writes_one_line_that_names_its_facts(app: Flask, house: House) -> None:
    @command("branch.rename", "name")
    def rename(branch: Branch, *, name: str, by: object) -> None:
        branch.name = name

    rename(house.mill_lane, name="Mill Lane 2", by=house.asha)
    line = db.session.query(AuditEvent).filter_by(action="branch.rename").one()
    assert (line.subject_type, line.subject_id) == ("branch", str(house.mill_lane.id))
    assert (line.person_id, line.client_id) == (house.asha.id, house.client.id)
    assert line.facts == {"name": "Mill Lane 2"}


def test_a_reader_is_not_held_up_by_a_writer(app: Flask, house: House) -> None:
    with writing():
        db.session.get_one(Region, house.client.id).name = "being renamed"
        db.session.flush()
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(_client_name, app, house.client.id).result(timeout=3) == "Alder & Pike"


def _client_name(app: Flask, region_id: int) -> str:
    with app.app_context():
        return db.session.get_one(Region, region_id).name


def test_sizes_are_looked_at_where_the_database_does_not_by_itself(app: Flask, house: House) -> None:
    look_at_sizes()
    if db.engine.dialect.name == "sqlite":
        told = db.session.execute(text("SELECT stat FROM sqlite_stat1 WHERE tbl = 'branch'")).scalars().all()
        branches = db.session.query(Branch).count()
        assert told
        assert all(int(each.split()[0]) == branches for each in told)
