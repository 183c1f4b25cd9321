"""What tests say of the schema: tables are made from the models, and stamped as if they were migrated."""

from sqlalchemy import text

from shopper.extensions import db


def stamp(revision: str) -> None:
    """Say that the database is at this revision."""
    with db.engine.begin() as connection:
        connection.execute(
            text("CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32) PRIMARY KEY)")
        )
        connection.execute(text("DELETE FROM alembic_version"))
        connection.execute(text("INSERT INTO alembic_version VALUES (:it)"), {"it": revision})
