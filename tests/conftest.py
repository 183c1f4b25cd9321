"""An app of its own for every test, on a copy of an empty database."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings

from shopper import create_app
from shopper.extensions import db
from shopper.models import Model, Person
from shopper.settings import Settings
from tests.support.builders import House, make_house
from tests.support.pages import Client

settings.register_profile("usual", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("usual")


@pytest.fixture(scope="session")
def assets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where static files are built, once for all tests of this run."""
    return tmp_path_factory.mktemp("assets")


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory, assets: Path) -> Path:
    """An SQLite file with every table and nothing in them."""
    app = create_app(Settings(INSTANCE=tmp_path_factory.mktemp("empty"), ASSETS=assets, SECRET_KEY="test"))
    with app.app_context():
        Model.metadata.create_all(db.engine)
        db.session.remove()
        db.engine.dispose()
        return Path(str(db.engine.url.database))


@pytest.fixture
def app(tmp_path: Path, empty_database: Path, assets: Path) -> Iterator[Flask]:
    shutil.copyfile(empty_database, tmp_path / "last-inch.sqlite3")
    made = create_app(Settings(INSTANCE=tmp_path, ASSETS=assets, SECRET_KEY="test"))
    made.config["TESTING"] = True
    with made.app_context():
        yield made
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def house(app: Flask) -> House:
    return make_house()


@pytest.fixture
def as_(app: Flask) -> Callable[[Person | None], Client]:
    """`as_(house.dev)` is Dev's browser; `as_(None)` one that nobody has signed in to."""
    return lambda person: Client(app, person)
