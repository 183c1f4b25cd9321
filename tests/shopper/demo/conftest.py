"""The demo organisation, told once on a fixed day for all tests that read it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from shopper import clock, create_app
from shopper.demo import cast, queries
from shopper.demo.story import tell
from shopper.extensions import db
from shopper.migrating import bring_up_to_date
from shopper.models import Branch, Region
from shopper.settings import Settings
from tests.support.pages import Client

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Told:
    """Where the demo is, and how much processor time its making took, in seconds."""

    instance: Path
    took: float


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory, assets: Path) -> Told:
    """The demo on SQLite, made on the day of these tests."""
    instance = tmp_path_factory.mktemp("demo")
    app = open_app(instance, assets)
    with app.app_context():
        bring_up_to_date()
        began = time.process_time()
        with clock.standing_at(NOON):
            tell()
        took = time.process_time() - began
        db.session.remove()
        db.engine.dispose()
    return Told(instance, took)


def open_app(instance: Path, assets: Path) -> Flask:
    app = create_app(Settings(INSTANCE=instance, ASSETS=assets, SECRET_KEY="test", DEMO_PASSWORD="demo demo"))
    app.config["TESTING"] = True
    return app


@dataclass(frozen=True)
class Demo:
    """The demo with its people at their browsers, on the day on which it was made."""

    app: Flask

    def as_(self, name: str) -> Client:
        return Client(self.app, queries.person(cast.sign_in_of(name)))

    def region(self, name: str) -> Region:
        return db.session.query(Region).filter_by(name=name).one()

    def branch(self, name: str) -> Branch:
        return db.session.query(Branch).filter_by(name=name).one()


@pytest.fixture
def demo(told: Told, assets: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Demo]:
    """Tests may read it and sign in; none of them changes what it tells."""
    monkeypatch.setattr(clock, "now", lambda: NOON)
    app = open_app(told.instance, assets)
    with app.app_context():
        yield Demo(app)
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def no_photos(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list]:
    """A year without pictures, where only its answers matter."""
    taken: Callable[..., list] = lambda *_: []  # noqa: E731
    monkeypatch.setattr("shopper.demo.year.photograph", taken)
    return taken
