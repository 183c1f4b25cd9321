"""Alembic's door to our models: `flask --app wsgi db upgrade`."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import JSON

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


if context.is_offline_mode():
    raise SystemExit("Migrations need a database to work on: run them online.")

with db.engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Model.metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=render_item,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
