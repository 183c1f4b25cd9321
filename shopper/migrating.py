"""Migrations. Alembic takes longer to load than a second start may take, so it is loaded only where
a table changes or somebody on the terminal may ask for it."""

import os
from pathlib import Path

from flask import Flask, current_app
from sqlalchemy import inspect, text

from shopper.extensions import db

FOLDER = Path(__file__).parent / "migrations"


def start_migrations(app: Flask) -> None:
    """Offer `flask db …` on the terminal; a server never asks for it."""
    if os.environ.get("FLASK_RUN_FROM_CLI") == "true":
        _start(app)


def newest() -> str:
    """The newest revision: files are numbered, and a test holds that the last one is the head."""
    return max(path.name for path in FOLDER.glob("versions/*.py")).split("_")[0]


def stored() -> str | None:
    """The revision of the database; None where it is bare. Raises OperationalError where it is away."""
    if not inspect(db.engine).has_table("alembic_version"):
        return None
    with db.engine.connect() as connection:
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def bring_up_to_date() -> None:
    """Migrate the database where it is not at the newest revision."""
    if stored() != newest():
        from flask_migrate import upgrade  # noqa: PLC0415 - see the top

        _start(current_app)
        upgrade()


def _start(app: Flask) -> None:
    if "migrate" not in app.extensions:
        from flask_migrate import Migrate  # noqa: PLC0415 - see the top

        Migrate(app, db, directory=str(FOLDER), compare_type=True)
