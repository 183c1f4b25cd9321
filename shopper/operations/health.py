"""Whether all is well: the database answers, is at our schema, and there is room on the disk."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from flask import current_app
from sqlalchemy import create_engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from shopper.evidence import StoreAway, the_store
from shopper.migrating import newest

SECONDS = 2
ROOM = 200_000_000
"""Bytes that have to be free where photos, and SQLite, are kept: some twenty reports with photos at their largest."""
OK = "ok"
POSTGRES = {
    "connect_timeout": SECONDS,
    "tcp_user_timeout": SECONDS * 1_000,
    "options": f"-c statement_timeout={SECONDS}s",
}


class Unwell(Exception):
    """What is wrong, in words that give nothing away to strangers."""


def checkup() -> dict[str, str]:
    """Each part of us and `ok`, or what is wrong with it."""
    revision = _told(_revision)
    return {
        "database": OK if revision.startswith("at ") else revision,
        "migrations": _migrations(revision),
        "disk": _told(_disk),
        "photos": _told(_photos),
    }


def _told(look: Callable[[], str]) -> str:
    try:
        return look()
    except Unwell as wrong:
        return str(wrong)


def _revision() -> str:
    """`at 0001`, asked over a connection of its own: one that was open already may outlive what it talks to."""
    url = current_app.config["SQLALCHEMY_DATABASE_URI"]
    lite = url.get_backend_name() == "sqlite"
    if lite and not Path(str(url.database)).is_file():
        raise Unwell("is not there")
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": SECONDS} if lite else POSTGRES)
    try:
        with engine.connect() as connection:
            revision = connection.scalar(text("SELECT version_num FROM alembic_version"))
    except SQLAlchemyError as refused:
        raise Unwell(
            "has no tables" if "alembic_version" in str(refused.args) else "does not answer"
        ) from refused
    return f"at {revision}"


def _migrations(revision: str) -> str:
    if not revision.startswith("at "):
        return "cannot be known"
    return OK if revision == f"at {newest()}" else f"{revision}, wanted {newest()}"


def _disk() -> str:
    folder = current_app.config["LAST_INCH"].INSTANCE
    try:
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"room")
        free = shutil.disk_usage(folder).free
    except OSError as refused:
        raise Unwell("cannot be written") from refused
    if free < ROOM:
        raise Unwell("is nearly full")
    return OK


def _photos() -> str:
    try:
        the_store().check()
    except StoreAway as away:
        raise Unwell("do not answer") from away
    return OK
