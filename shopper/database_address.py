"""Where the database is, from what DATABASE_URL says; and what to write where that cannot work."""

from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from shopper.settings import SettingError

EXAMPLE = "Write it like postgresql://name:password@host/database, or leave it unset to use SQLite."
DRIVER = "postgresql+psycopg"


def address_of(database_url: str, instance: Path) -> URL:
    """The address; an SQLite file in the instance folder where none is set. Raises SettingError.

    An SQLite file that is named without its folder stands in the instance folder too."""
    if not database_url:
        return URL.create("sqlite", database=str(instance / "last-inch.sqlite3"))
    try:
        url = make_url(database_url)
    except (ArgumentError, ValueError) as wrong:  # neither tells of a password, both would show it
        raise SettingError(f"DATABASE_URL is not an address. {EXAMPLE}") from wrong
    if url.drivername in ("sqlite", "sqlite+pysqlite"):
        return _sqlite(url, instance)
    return _postgresql(url)


def _sqlite(url: URL, instance: Path) -> URL:
    if not url.database or url.database == ":memory:":
        raise SettingError("DATABASE_URL names no file. Write it like sqlite:////folder/file.sqlite3.")
    file = instance / url.database
    if file.is_dir():
        raise SettingError(f"DATABASE_URL names {file}, which is a folder. Name a file in it.")
    if not file.parent.is_dir():
        raise SettingError(
            f"DATABASE_URL names a file in {file.parent}, which is not there. Make that folder, or name another. "
            "(sqlite:/// is followed by a file in INSTANCE, sqlite://// by a path from the root.)"
        )
    return url.set(database=str(file))


def _postgresql(url: URL) -> URL:
    kind, _, driver = url.drivername.partition("+")
    if kind not in ("postgresql", "postgres"):
        raise SettingError(f"DATABASE_URL begins with “{kind}”, and we know PostgreSQL and SQLite. {EXAMPLE}")
    if driver not in ("", "psycopg"):
        raise SettingError(
            f"DATABASE_URL asks for the driver “{driver}”, and we bring another. "
            "Write postgresql:// at its beginning, without a driver."
        )
    if not url.database and not {"service", "dbname"} & url.query.keys():
        raise SettingError(f"DATABASE_URL names no database. {EXAMPLE}")
    return url.set(drivername=DRIVER)
