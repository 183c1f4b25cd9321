"""A backup that was taken, and a place to put it back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from shopper.operations.backup import make_backup
from tests.shopper.operations.support import (
    fill,
    quietly,
)
from tests.support.builders import House
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
