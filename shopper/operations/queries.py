"""Reading whole tables as they stood at one moment, whoever writes meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Table, func, inspect, select, table
from sqlalchemy.engine import Connection, Row

from shopper.extensions import db

BATCH = 1_000


@contextmanager
def one_moment() -> Iterator[Connection]:
    """A connection to which everything stands still; writers are not held up."""
    with db.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        yield connection


def count_of(connection: Connection, name: str) -> int:
    """How many rows a table holds."""
    return int(connection.scalar(select(func.count()).select_from(table(name))) or 0)


def rows_of(connection: Connection, read: Table) -> Iterator[Row[Any]]:
    """Every row in the order of its key, a batch at a time."""
    every = select(read).order_by(*read.primary_key.columns)
    yield from connection.execute(every, execution_options={"yield_per": BATCH})


def filled(connection: Connection) -> dict[str, int]:
    """The tables of a database that hold rows, and how many."""
    names = [name for name in inspect(connection).get_table_names() if name != "alembic_version"]
    counted = {name: count_of(connection, name) for name in sorted(names)}
    return {name: rows for name, rows in counted.items() if rows}
