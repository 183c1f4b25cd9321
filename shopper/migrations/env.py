"""Alembic's door to our models: `flask --app wsgi db upgrade`."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import JSON, text
from sqlalchemy.engine import Connection

from shopper.database import writing
from shopper.extensions import db
from shopper.migrating import check_references, unwatched
from shopper.models import Model
from shopper.models.base import UtcTime


def render_item(kind: str, item: Any, autogen: Any) -> str | Literal[False]:
    """Write our own column types by the plain types that they stand for."""
    if kind == "type" and isinstance(item, UtcTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, JSON):
        return "sa.JSON(none_as_null=True)"
    return False


def migrate(connection: Connection) -> None:
    """Run the migrations asked for, in the transaction under way or a new one."""
    if connection.dialect.name == "postgresql":  # one at a time: two servers may start at once
        connection.execute(text("SELECT pg_advisory_xact_lock(7267)"))
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


if context.is_offline_mode():
    raise SystemExit("Migrations need a database to work on: run them online.")

given = context.config.attributes.get("connection")
if given is not None:
    migrate(given)
else:
    with writing(), db.engine.connect() as own, unwatched(own):
        migrate(own)
        own.commit()
