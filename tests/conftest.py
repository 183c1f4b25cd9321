"""An app of its own for every test, on an empty database: once on SQLite, once on PostgreSQL."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings

from script.catalogue import compile_stale
from shopper import create_app
from shopper.extensions import db
from shopper.migrating import newest
from shopper.models import Model, Person
from shopper.settings import Settings
from tests.support import postgres
from tests.support.builders import House, as_one, make_house
from tests.support.databases import stamp
from tests.support.pages import Client

settings.register_profile("usual", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("usual")


@pytest.fixture(scope="session", autouse=True)
def catalogues() -> None:
    """The translations as they stand in the files, where script/setup was not run since they changed."""
    compile_stale()


@pytest.fixture(scope="session")
def assets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where static files are built, once for all tests of this run."""
    return tmp_path_factory.mktemp("assets")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """A PostgreSQL server that starts with the first test that needs one."""
    with postgres.running() as server:
        yield server


@pytest.fixture(scope="session")
def emptied_postgres(
    postgres_server: postgres.Server, tmp_path_factory: pytest.TempPathFactory, assets: Path
) -> Iterator[postgres.Emptied]:
    """Call it for the address of a PostgreSQL database with every table and nothing in them."""
    url = postgres_server.create("tests")
    _make_tables(Settings(INSTANCE=tmp_path_factory.mktemp("pg"), ASSETS=assets, DATABASE_URL=url))
    emptied = postgres.Emptied(url, list(Model.metadata.tables))
    yield emptied
    emptied.connection.close()


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory, assets: Path) -> Path:
    """An SQLite file with every table and nothing in them."""
    return _make_tables(Settings(INSTANCE=tmp_path_factory.mktemp("empty"), ASSETS=assets))


def _make_tables(settings: Settings) -> Path:
    app = create_app(settings)
    with app.app_context():
        Model.metadata.create_all(db.engine)
        stamp(newest())
        db.session.remove()
        db.engine.dispose()
        return Path(str(db.engine.url.database))


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> str:
    """Which database the test runs on; `parametrize("database", ["sqlite"], indirect=True)` picks one."""
    return str(request.param)


@pytest.fixture(scope="session")
def app_of(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, assets: Path
) -> Iterator[Callable[[str], Flask]]:
    """The app on a database, made once: with its routes and templates it is slower to make than to test."""
    apps = []

    @cache
    def made(database: str) -> Flask:
        url = request.getfixturevalue("emptied_postgres").url if database == "postgres" else ""
        instance = tmp_path_factory.mktemp(database)
        app = create_app(Settings(INSTANCE=instance, ASSETS=assets, SECRET_KEY="test", DATABASE_URL=url))
        app.config["TESTING"] = True
        apps.append(app)
        return app

    yield made
    for app in apps:
        with app.app_context():
            db.engine.dispose()


@pytest.fixture
def bare_url(database: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """What DATABASE_URL is in a test that begins without any table."""
    if database == "sqlite":
        yield ""
        return
    server: postgres.Server = request.getfixturevalue("postgres_server")
    yield server.create("bare")
    server.drop("bare")


@pytest.fixture
def app(database: str, app_of: Callable[[str], Flask], request: pytest.FixtureRequest) -> Iterator[Flask]:
    """The app as it starts: every table and nothing in them, no file, and the settings of the tests."""
    made = app_of(database)
    instance, config = made.config["LAST_INCH"].INSTANCE, dict(made.config)
    shutil.rmtree(instance)
    instance.mkdir(mode=0o700)
    if database == "postgres":
        request.getfixturevalue("emptied_postgres")()
    else:
        shutil.copyfile(request.getfixturevalue("empty_sqlite"), instance / "last-inch.sqlite3")
    with made.app_context():
        yield made
        db.session.remove()
        if database == "sqlite":  # the next test has a file of its own
            db.engine.dispose()
    made.config.clear()
    made.config.update(config)


@pytest.fixture
def house(app: Flask) -> House:
    with as_one():
        return make_house()


@pytest.fixture
def as_(app: Flask) -> Callable[[Person | None], Client]:
    """`as_(house.dev)` is Dev's browser; `as_(None)` one that nobody has signed in to."""
    return lambda person: Client(app, person)
