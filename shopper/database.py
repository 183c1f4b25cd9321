"""How we talk to the database so that concurrent writers lose nothing.

SQLite takes its write lock late by default and two readers that both go on to write lose an update
in silence; a command therefore begins IMMEDIATE and reads again under the lock. PostgreSQL gets the
same from row locks, which `locked` asks for and SQLite leaves out."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from flask import Flask
from sqlalchemy import Engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, make_url

from shopper.extensions import db
from shopper.models import Model
from shopper.settings import Settings

Row = TypeVar("Row", bound=Model)

_writing: ContextVar[bool] = ContextVar("writing", default=False)

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000")


def configure_database(app: Flask, settings: Settings) -> None:
    """Tell Flask-SQLAlchemy where the database is and start it."""
    url = make_url(settings.database)
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    lite = url.get_backend_name() == "sqlite"
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = (
        {"connect_args": {"isolation_level": None}} if lite else {"pool_pre_ping": True}
    )
    db.init_app(app)
    if lite:
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
    token = _writing.set(True)
    try:
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        _writing.reset(token)


def locked(row: Row) -> Row:
    """The same row, read again and locked until the command ends.

    Of its table alone: PostgreSQL refuses to lock what a row is outer-joined to. And but for its key,
    which nobody changes: who only names the row, as every audit line names a person and a client,
    goes on meanwhile. Else two commands that lock in the same order could still wait for each other."""
    db.session.refresh(row, with_for_update={"of": type(row), "key_share": True})
    return row


def insert_once(model: type[Model], **values: Any) -> None:
    """Add a row unless one of that key is there, or just being added by somebody else."""
    connection = db.session.connection()
    insert = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(model)
    connection.execute(insert.values(**values).on_conflict_do_nothing())
