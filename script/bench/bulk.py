"""Millions of rows into SQLite or PostgreSQL: by the driver, and each index made once all rows are there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from sqlalchemy import Engine, text

from shopper.models import Model

ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
"""What COPY would read as something else."""


class Bulk:
    """One transaction that fills tables of these models, which stand without their indexes meanwhile."""

    def __init__(self, engine: Engine, models: Iterable[type[Model]]) -> None:
        self.engine = engine
        self.indexes = [index for model in models for index in model.__table__.indexes]

    def __enter__(self) -> Self:
        for index in self.indexes:
            index.drop(self.engine)
        self.connection = self.engine.connect()
        self.connection.begin()
        self.driver: Any = self.connection.connection.cursor()
        return self

    def __exit__(self, failed: object, *_rest: object) -> None:
        self.driver.close()
        if not failed:
            self.connection.commit()
        self.connection.close()
        if not failed:
            self._finish()

    def insert(self, model: type[Model], columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
        """Add rows in the order of these columns."""
        table, named = model.__tablename__, ", ".join(columns)
        if self.engine.dialect.name == "sqlite":
            marks = ", ".join("?" * len(columns))
            self.driver.executemany(f"INSERT INTO {table} ({named}) VALUES ({marks})", rows)  # noqa: S608 - our own names
            return
        with self.driver.copy(f"COPY {table} ({named}) FROM STDIN") as copy:
            copy.write("".join("\t".join(map(_field, row)) + "\n" for row in rows))

    def _finish(self) -> None:
        """The indexes again, and what the database knows of its tables after a while by itself."""
        for index in self.indexes:
            index.create(self.engine)
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            lite = self.engine.dialect.name == "sqlite"
            connection.execute(text("ANALYZE" if lite else "VACUUM ANALYZE"))


def _field(value: object) -> str:
    if value is None:
        return "\\N"
    return value.translate(ESCAPED) if isinstance(value, str) else str(value)
