"""Rows of a backup put into tables, whatever those refer to."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from sqlalchemy import Integer, column, func, insert, inspect, table, text
from sqlalchemy.engine import Connection

from shopper.operations.archive import Archive, Table
from shopper.operations.columns import KINDS, read
from shopper.operations.queries import highest

BATCH = 500


def load(archive: Archive, connection: Connection, progress: Callable[[int], Any]) -> None:
    """Put every row of the backup into its table; what refers to what is checked at the end."""
    with references_later(connection):
        for each in archive.manifest.tables:
            _load_table(archive, connection, each, progress)
    if connection.dialect.name == "postgresql":
        for each in archive.manifest.tables:
            _count_on(connection, each.name)


def _load_table(
    archive: Archive, connection: Connection, told: Table, progress: Callable[[int], Any]
) -> None:
    target = table(told.name, *(column(each.name, KINDS[each.kind].stored_as) for each in told.columns))
    names, kinds = [each.name for each in told.columns], [each.kind for each in told.columns]
    rows = (
        {name: read(kind, value) for name, kind, value in zip(names, kinds, row, strict=True)}
        for row in archive.rows(told)
    )
    for batch in _batches(rows):
        connection.execute(insert(target), batch)
        progress(len(batch))


def _batches(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        yield batch


@contextmanager
def references_later(connection: Connection) -> Iterator[None]:
    """Let rows refer to rows that come later; all of it has to fit when this ends."""
    if connection.dialect.name == "sqlite":
        yield  # the whole restore runs without them and checks before it counts
        return
    keys = [
        (name, str(key["name"]))
        for name in inspect(connection).get_table_names()
        for key in inspect(connection).get_foreign_keys(name)
    ]
    _alter(connection, keys, "DEFERRABLE INITIALLY DEFERRED")
    yield
    connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    _alter(connection, keys, "NOT DEFERRABLE")


def _alter(connection: Connection, keys: list[tuple[str, str]], how: str) -> None:
    quote = connection.dialect.identifier_preparer.quote
    for name, key in keys:
        connection.execute(text(f"ALTER TABLE {quote(name)} ALTER CONSTRAINT {quote(key)} {how}"))


def _count_on(connection: Connection, name: str) -> None:
    """Let PostgreSQL number new rows from where the restored ones end; SQLite does so by itself."""
    for each in inspect(connection).get_columns(name):
        if isinstance(each["type"], Integer) and str(each.get("default") or "").startswith("nextval("):
            sequence = func.pg_get_serial_sequence(f'"{name}"', each["name"])
            connection.scalar(func.setval(sequence, highest(connection, name, each["name"]) + 1, False))
