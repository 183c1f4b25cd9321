"""How we talk to the database so that concurrent writers lose nothing.

SQLite takes its write lock late by default and two readers that both go on to write lose an update
in silence; a command therefore begins IMMEDIATE and reads again under the lock. PostgreSQL gets the
same from row locks, which `locked` asks for and SQLite leaves out."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any, TypeVar

from flask import Flask, current_app
from sqlalchemy import Engine, event, insert, inspect, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from shopper.database_address import address_of
from shopper.extensions import db
from shopper.models import Model
from shopper.settings import Settings

Row = TypeVar("Row", bound=Model)

_writing: ContextVar[bool] = ContextVar("writing", default=False)

DOOR = "last_inch.door"
LOOKED_AT = 1000
"""Rows of an index that tell how a table is spread: enough to choose by, and milliseconds at any size."""
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000")


def configure_database(app: Flask, settings: Settings) -> None:
    """Tell Flask-SQLAlchemy where the database is and start it."""
    url = address_of(settings.DATABASE_URL, settings.INSTANCE)
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    lite = url.get_backend_name() == "sqlite"
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = (
        {"connect_args": {"isolation_level": None}} if lite else {"pool_pre_ping": True}
    )
    db.init_app(app)
    if lite:
        app.extensions[DOOR] = Path(f"{url.database}-writer")
        with app.app_context():
            _prepare_sqlite(db.engine)


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def set_pragmas(connection: Any, _: object) -> None:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.create_function("lower", 1, _lower, deterministic=True)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _writing.get() else "BEGIN")


def _lower(words: str | None) -> str | None:
    """SQLite's own knows the letters of English alone; names and codes are compared in all scripts."""
    return words.lower() if isinstance(words, str) else words


@contextmanager
def writing() -> Iterator[None]:
    """One write transaction: what was read before is read again under the lock; all or nothing."""
    db.session.rollback()
    with _in_line():
        token = _writing.set(True)
        try:
            yield
            db.session.commit()
        except BaseException:
            db.session.rollback()
            raise
        finally:
            _writing.reset(token)


@contextmanager
def _in_line() -> Iterator[None]:
    """SQLite makes writers ask again and again, the unlucky one longest; here they wait at one door.

    With sixteen clients that took a third off the slowest twentieth of saves. Who is killed at the door
    lets go of it."""
    door: Path | None = current_app.extensions.get(DOOR)
    if door is None:  # PostgreSQL has a door for each row
        yield
        return
    handle = os.open(door, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def look_at_sizes() -> None:
    """Let SQLite see how large its tables are, by which it chooses its indexes. PostgreSQL does so by itself."""
    if DOOR not in current_app.extensions:
        return
    with writing():
        db.session.execute(text(f"PRAGMA analysis_limit={LOOKED_AT}"))
        db.session.execute(text("ANALYZE"))


def locked(row: Row) -> Row:
    """The same row, read again and locked until the command ends.

    Of its table alone: PostgreSQL refuses to lock what a row is outer-joined to. And but for its key,
    which nobody changes: who only names the row, as every audit line names a person and a client,
    goes on meanwhile. Else two commands that lock in the same order could still wait for each other."""
    db.session.refresh(row, with_for_update={"of": type(row), "key_share": True})
    return row


def key_of(row: Model) -> Any:
    """The number of a stored row, without asking the database for the rest of it."""
    identity = inspect(row).identity
    return identity[0] if identity else row.id  # type: ignore[attr-defined]  # one that is not stored yet


def insert_now(row: Model) -> None:
    """Add a row that nothing else points to at once; the session knows nothing of it.

    Its unit of work would look for everything that may have changed as well."""
    state = inspect(row)
    values = {name: value for name, value in state.dict.items() if name in state.mapper.columns}
    db.session.connection().execute(insert(type(row)), values)


def insert_once(model: type[Model], **values: Any) -> None:
    """Add a row unless one of that key is there, or just being added by somebody else."""
    connection = db.session.connection()
    of_it = postgresql if connection.dialect.name == "postgresql" else sqlite
    connection.execute(of_it.insert(model).values(**values).on_conflict_do_nothing())
