"""Migrations. Alembic takes longer to load than a second start may take, so it is loaded only where
a table changes or somebody on the terminal may ask for it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from click import ClickException
from flask import Flask, current_app
from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection

from shopper.extensions import db

FOLDER = Path(__file__).parent / "migrations"


class BrokenReferences(Exception):
    """A change that would leave a row behind whose other half is gone; nothing was changed."""


class NewerDatabase(ClickException):
    """A database that this Last Inch is too old for, with the way on."""


def start_migrations(app: Flask) -> None:
    """Offer `flask db …` on the terminal; a server never asks for it."""
    if os.environ.get("FLASK_RUN_FROM_CLI") == "true":
        _start(app)


def newest() -> str:
    """The newest revision: files are numbered, and a test holds that the last one is the head."""
    return max(path.name for path in FOLDER.glob("versions/*.py")).split("_")[0]


def is_known(revision: str) -> bool:
    """Whether this is a revision of ours, not of a newer Last Inch."""
    return any(path.name.startswith(f"{revision}_") for path in FOLDER.glob("versions/*.py"))


def stored() -> str | None:
    """The revision of the database; None where it is bare. Raises OperationalError where it is away."""
    if not inspect(db.engine).has_table("alembic_version"):
        return None
    with db.engine.connect() as connection:
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def bring_up_to_date() -> None:
    """Migrate the database where it is not at the newest revision. Raises NewerDatabase."""
    there = stored()
    if there is not None and not is_known(there):
        raise NewerDatabase(
            f"The database was made by a newer Last Inch (schema {there}, this one knows {newest()}). "
            "Nothing was changed. Update this one, or name another database in DATABASE_URL."
        )
    if there != newest():
        from flask_migrate import upgrade  # noqa: PLC0415 - see the top

        _start(current_app)
        upgrade()


def bring_to(connection: Connection, revision: str) -> None:
    """Migrate up to a revision in the transaction under way."""
    from alembic import command  # noqa: PLC0415 - see the top

    command.upgrade(_config(connection), revision)


def bring_back_to_nothing(connection: Connection) -> None:
    """Take every table away in the transaction under way."""
    from alembic import command  # noqa: PLC0415 - see the top

    if inspect(connection).has_table("alembic_version"):
        command.downgrade(_config(connection), "base")


def _config(connection: Connection) -> Any:
    """Alembic's settings, with the connection that env.py is to work on."""
    _start(current_app)
    config = current_app.extensions["migrate"].migrate.get_config()
    config.attributes["connection"] = connection
    return config


@contextmanager
def unwatched(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by making it anew, which would take along every row that refers to it.

    What refers to what is not watched inside; `check_references` looks at the whole before it counts."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        connection.rollback()
        driver.execute("PRAGMA foreign_keys=ON")


def check_references(connection: Connection) -> None:
    """Refuse to leave a row behind whose other half is gone; PostgreSQL has watched all along."""
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise BrokenReferences(f"these rows refer to rows that are not there: {broken[:5]}")


def _start(app: Flask) -> None:
    if "migrate" not in app.extensions:
        from flask_migrate import Migrate  # noqa: PLC0415 - see the top

        Migrate(app, db, directory=str(FOLDER), compare_type=True)
