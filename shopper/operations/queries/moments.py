"""Reading whole tables as they stood at one moment, whoever writes meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import ColumnElement, Table, column, func, inspect, select, table, true
from sqlalchemy.engine import Connection, Row

from shopper.extensions import db
from shopper.models import Model

BATCH = 1_000


@contextmanager
def one_moment() -> Iterator[Connection]:
    """A connection to which everything stands still; writers are not held up."""
    with db.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        yield connection


def count_of(connection: Connection, name: str, fits: ColumnElement[bool] | None = None) -> int:
    """How many rows a table holds, or how many of them fit."""
    counted = select(func.count()).select_from(table(name) if fits is None else Model.metadata.tables[name])
    return int(connection.scalar(counted.where(true() if fits is None else fits)) or 0)


def highest(connection: Connection, name: str, key: str) -> int:
    """The highest number that a table has given to a row."""
    return int(connection.scalar(select(func.max(column(key))).select_from(table(name))) or 0)


def rows_of(
    connection: Connection, read: Table, fits: ColumnElement[bool] | None = None
) -> Iterator[Row[Any]]:
    """Every row, or those that fit, in the order of the key, a batch at a time."""
    every = select(read).where(true() if fits is None else fits).order_by(*read.primary_key.columns)
    yield from connection.execute(every, execution_options={"yield_per": BATCH})


def filled(connection: Connection) -> dict[str, int]:
    """The tables of a database that hold rows, and how many."""
    names = [name for name in inspect(connection).get_table_names() if name != "alembic_version"]
    counted = {name: count_of(connection, name) for name in sorted(names)}
    return {name: rows for name, rows in counted.items() if rows}
