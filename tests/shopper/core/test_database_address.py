"""DATABASE_URL is all that anybody sets: what works, and what is said where it does not."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click import ClickException
from flask import Flask
from sqlalchemy import text

from shopper import create_app
from shopper.cli.prepare import make_ready
from shopper.database_address import address_of
from shopper.extensions import db
from shopper.settings import SettingError, Settings
from tests.support.databases import stamp
from tests.support.postgres import Server

REFUSED = {
    "nonsense": "is not an address",
    "postgresql://me:hush@host:port/name": "is not an address",
    "mysql://me:hush@host/name": "begins with “mysql”",
    "postgresql+psycopg2://me:hush@host/name": "the driver “psycopg2”",
    "postgresql://me:hush@host": "names no database",
    "sqlite://": "names no file",
    "sqlite:///:memory:": "names no file",
    "sqlite:////nowhere/at/all.sqlite3": "which is not there",
    "sqlite:////usr": "which is a folder",
}


@pytest.mark.parametrize("url", REFUSED)
def test_what_cannot_be_an_address_is_told_without_its_password(url: str, tmp_path: Path) -> None:
    with pytest.raises(SettingError, match=REFUSED[url]) as refused:
        address_of(url, tmp_path)
    assert "hush" not in str(refused.value)
    assert "DATABASE_URL" in str(refused.value)


@pytest.mark.parametrize(
    "url", ["postgres://me@host/name", "postgresql://me@host/name", "postgresql+psycopg://me@host/name"]
)
def test_every_way_to_write_postgresql(url: str, tmp_path: Path) -> None:
    assert str(address_of(url, tmp_path)) == "postgresql+psycopg://me@host/name"


def test_a_file_of_ones_own_is_made_and_used(tmp_path: Path, assets: Path) -> None:
    (tmp_path / "data").mkdir()
    for url, file in {
        "sqlite:///mine.sqlite3": tmp_path / "mine.sqlite3",
        f"sqlite:///{tmp_path}/data/mine.sqlite3": tmp_path / "data" / "mine.sqlite3",
    }.items():
        with started(url, tmp_path, assets):
            make_ready(None, empty=True)
        assert file.exists()
    assert not (tmp_path / "last-inch.sqlite3").exists()


@contextmanager
def started(url: str, instance: Path, assets: Path) -> Iterator[Flask]:
    app = create_app(Settings(INSTANCE=instance, ASSETS=assets, SECRET_KEY="test", DATABASE_URL=url))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def told(url: str, instance: Path, assets: Path) -> str:
    """What the first start says on the terminal."""
    with started(url, instance, assets), pytest.raises(ClickException) as refused:
        make_ready(None, empty=True)
    assert "hush" not in refused.value.message
    assert "Traceback" not in refused.value.message
    return refused.value.message


def test_an_sqlite_file_that_is_something_else(tmp_path: Path, assets: Path) -> None:
    (tmp_path / "notes.txt").write_text("words " * 1_000)
    said = told("sqlite:///notes.txt", tmp_path, assets)
    assert "not a database" in said
    assert "restore a backup" in said
    assert (tmp_path / "notes.txt").read_text() == "words " * 1_000


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_sqlite_file_that_cannot_be_written(tmp_path: Path, assets: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    assert "right to write" in told(f"sqlite:///{folder}/mine.sqlite3", tmp_path, assets)


# a real server


@pytest.fixture
def people(postgres_server: Server) -> Iterator[Server]:
    """The server with an account that has a password, and one that may do nothing."""
    roles = {"guarded": "LOGIN PASSWORD 'hush'", "guest": "LOGIN"}
    with postgres_server.connect() as connection:
        for name, rights in roles.items():
            connection.execute(f"CREATE ROLE {name} {rights}".encode())
    postgres_server.create("theirs")
    yield postgres_server
    postgres_server.drop("theirs")
    with postgres_server.connect() as connection:
        for name in roles:
            connection.execute(f"DROP ROLE {name}".encode())


def test_what_a_server_refuses_is_told_with_the_way_on(people: Server, tmp_path: Path, assets: Path) -> None:
    away = str(tmp_path / "nobody-here")
    for url, reason, step in (
        (
            people.url("theirs", "guarded", "hush-hush"),
            "password authentication failed",
            "Mend the name or the password",
        ),
        (people.url("theirs", "guarded"), "no password supplied", "Write the password into DATABASE_URL"),
        (people.url("theirs", "stranger"), 'role "stranger" does not exist', "createuser"),
        (people.url("nowhere"), 'database "nowhere" does not exist', "createdb"),
        (people.url("theirs", "guest"), "permission denied", "ALTER DATABASE"),
        (
            f"postgresql://me:hush@/theirs?host={away}",
            "No such file or directory",
            "Start it, or mend DATABASE_URL",
        ),
        ("postgresql://me:hush@127.0.0.1:9/theirs", "refused", "Start it, or mend DATABASE_URL"),
    ):
        said = told(url, tmp_path, assets)
        assert reason in said
        assert step in said


def test_a_database_of_something_else_is_left_alone(people: Server, tmp_path: Path, assets: Path) -> None:
    with people.connect("theirs") as connection:
        connection.execute("CREATE TABLE region (name text); INSERT INTO region VALUES ('theirs')")
    assert "tables of something else" in told(people.url("theirs"), tmp_path, assets)
    with people.connect("theirs") as connection:
        assert connection.execute("SELECT name FROM region").fetchall() == [("theirs",)]


def test_a_database_of_a_newer_last_inch_is_left_alone(bare_url: str, tmp_path: Path, assets: Path) -> None:
    with started(bare_url, tmp_path, assets):
        stamp("9999")
    said = told(bare_url, tmp_path, assets)
    assert "newer Last Inch (schema 9999" in said
    assert "Update this one" in said
    with started(bare_url, tmp_path, assets), db.engine.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "9999"
