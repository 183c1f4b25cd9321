"""Alembic's door to our models: `flask --app wsgi db upgrade`."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from alembic import context
from sqlalchemy import JSON
from sqlalchemy.engine import Connection

from shopper.database import writing
from shopper.extensions import db
from shopper.models import Model
from shopper.models.base import UtcTime


def render_item(kind: str, item: Any, autogen: Any) -> str | Literal[False]:
    """Write our own column types by the plain types that they stand for."""
    if kind == "type" and isinstance(item, UtcTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, JSON):
        return "sa.JSON(none_as_null=True)"
    return False


@contextmanager
def without_foreign_keys(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by making it anew, which would take along every row that refers to it.

    What refers to what is checked as a whole before the change counts."""
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
    """Refuse a migration that leaves a row behind whose other half is gone."""
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise RuntimeError(f"The migration would break references: {broken[:5]}. Nothing was changed.")


if context.is_offline_mode():
    raise SystemExit("Migrations need a database to work on: run them online.")

with writing(), db.engine.connect() as connection, without_foreign_keys(connection):
    context.configure(
        connection=connection,
        target_metadata=Model.metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=render_item,
    )
    with context.begin_transaction():
        context.run_migrations()
    check_references(connection)
    connection.commit()
