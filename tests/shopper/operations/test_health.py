"""/healthz tells the truth, tried by taking each thing away."""

from __future__ import annotations

import shutil
from collections import namedtuple
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from shopper import create_app
from shopper.extensions import db
from shopper.migrating import newest
from tests.support.databases import stamp
from tests.support.postgres import Server

Usage = namedtuple("Usage", "total used free")


def asked(app: Flask) -> tuple[int, dict[str, Any]]:
    answer = app.test_client().get("/healthz")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.is_json
    assert "Set-Cookie" not in answer.headers
    return answer.status_code, dict(answer.json or {})


def test_all_is_well(app: Flask) -> None:
    assert asked(app) == (
        200,
        {"ok": True, "database": "ok", "migrations": "ok", "disk": "ok", "photos": "ok"},
    )


def test_a_database_that_is_behind(app: Flask) -> None:
    stamp("0001")
    try:
        status, told = asked(app)
    finally:
        stamp(newest())
    assert status == 503
    assert told == {
        "ok": False,
        "database": "ok",
        "migrations": f"at 0001, wanted {newest()}",
        "disk": "ok",
        "photos": "ok",
    }


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_database_file_that_is_gone_and_is_not_made_anew(app: Flask) -> None:
    assert asked(app)[0] == 200  # a connection is open now, and outlives the file
    file = app.config["LAST_INCH"].INSTANCE / "last-inch.sqlite3"
    file.unlink()
    status, told = asked(app)
    assert (status, told["database"], told["migrations"]) == (503, "is not there", "cannot be known")
    assert not file.exists()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_database_file_that_is_something_else(app: Flask) -> None:
    db.session.remove()
    db.engine.dispose()
    (app.config["LAST_INCH"].INSTANCE / "last-inch.sqlite3").write_text("words " * 1_000)
    assert asked(app)[1]["database"] == "does not answer"


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
def test_a_server_that_is_gone(app: Flask, postgres_server: Server, tmp_path: Path) -> None:
    url = postgres_server.create("short_lived")
    own = create_app(replace(app.config["LAST_INCH"], DATABASE_URL=url, INSTANCE=tmp_path))
    assert asked(own)[1]["database"] == "has no tables"
    postgres_server.drop("short_lived")
    status, told = asked(own)
    assert (status, told["database"]) == (503, "does not answer")
    assert "short_lived" not in str(told)


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
def test_a_server_that_hangs_is_not_waited_for(app: Flask, postgres_server: Server) -> None:
    with postgres_server.connect("tests") as other, other.transaction():
        other.execute("LOCK TABLE alembic_version IN ACCESS EXCLUSIVE MODE")
        status, told = asked(app)
    assert (status, told["database"]) == (503, "does not answer")


def test_a_disk_that_is_nearly_full(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**12, 10**12, 10**7))
    status, told = asked(app)
    assert (status, told["disk"], told["database"]) == (503, "is nearly full", "ok")


def test_a_folder_that_is_gone(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = replace(app.config["LAST_INCH"], INSTANCE=tmp_path / "gone")
    monkeypatch.setitem(app.config, "LAST_INCH", nowhere)
    status, told = asked(app)
    assert (status, told["disk"], told["database"]) == (503, "cannot be written", "ok")
