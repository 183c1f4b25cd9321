"""Millions of rows into SQLite or PostgreSQL: by the driver, and each index made once all rows are there."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any, Self

from sqlalchemy import Engine, text

from shopper.database import look_at_sizes
from shopper.models import Model

ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
"""What COPY would read as something else."""


class Bulk:
    """One transaction that fills tables of these models, which stand without their indexes meanwhile."""

    def __init__(self, engine: Engine, models: Iterable[type[Model]]) -> None:
        self.engine, self.lite = engine, engine.dialect.name == "sqlite"
        self.indexes = [index for model in models for index in model.__table__.indexes]

    def __enter__(self) -> Self:
        for index in self.indexes:
            index.drop(self.engine)
        self.connection = self.engine.connect()
        if self.lite:  # nothing here has to survive a power cut
            self._synchronous("OFF")
        self.connection.begin()
        self.driver: Any = self.connection.connection.cursor()
        return self

    def __exit__(self, failed: object, *_rest: object) -> None:
        self.driver.close()
        if failed:
            self.connection.close()
            return
        self.connection.commit()
        if self.lite:
            self._synchronous("FULL")
        self.connection.close()
        self._finish()

    def insert(self, model: type[Model], columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
        """Add rows in the order of these columns."""
        table, named = model.__tablename__, ", ".join(columns)
        if self.lite:
            marks = ", ".join("?" * len(columns))
            self.driver.executemany(f"INSERT INTO {table} ({named}) VALUES ({marks})", rows)  # noqa: S608 - our own names
            return
        with self.driver.copy(f"COPY {table} ({named}) FROM STDIN") as copy:
            copy.write("".join("\t".join(map(_field, row)) + "\n" for row in rows))

    def _synchronous(self, how: str) -> None:
        driver = self.connection.connection.cursor()
        driver.execute(f"PRAGMA synchronous={how}")
        driver.close()

    def _finish(self) -> None:
        """The indexes again, and a night to look at the tables."""
        for index in self.indexes:
            index.create(self.engine)
        settle(self.engine)


def settle(engine: Engine) -> None:
    """What each database knows of its tables after a night: PostgreSQL by itself, SQLite by a job of ours."""
    look_at_sizes()
    os.sync()  # gigabytes on their way to the disk would be measured too
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))


def _field(value: object) -> str:
    if value is None:
        return "\\N"
    return value.translate(ESCAPED) if isinstance(value, str) else str(value)
