"""What tests say of the databases: on which they run, and that tables made from the models are as if migrated."""

import pytest
from sqlalchemy import text

from shopper.extensions import db

LONG_ON_POSTGRES = pytest.mark.parametrize(
    "database", ["sqlite", pytest.param("postgres", marks=pytest.mark.long)], indirect=True
)
"""On both databases, the second one in the long run: for tests of what is said more than of what is stored."""


def stamp(revision: str) -> None:
    """Say that the database is at this revision."""
    with db.engine.begin() as connection:
        connection.execute(
            text("CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32) PRIMARY KEY)")
        )
        connection.execute(text("DELETE FROM alembic_version"))
        connection.execute(text("INSERT INTO alembic_version VALUES (:it)"), {"it": revision})
