"""What an operator reads where the database does not do what it should."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import current_app
from sqlalchemy.exc import DatabaseError, OperationalError

STEPS = {
    "password authentication failed": "Mend the name or the password in DATABASE_URL; in it, write %40 for @, "
    "%2F for /, %3A for : and %25 for %.",
    "no password supplied": "Write the password into DATABASE_URL: postgresql://name:password@host/database.",
    "does not exist": "Make it, for example with createdb or createuser, or mend the name in DATABASE_URL.",
    "permission denied": "Let this account own the database, for example: ALTER DATABASE name OWNER TO account; "
    "or name another account in DATABASE_URL.",
    "already exists": "It holds tables of something else. Make one for Last Inch alone and name it in DATABASE_URL.",
    "not a database": "This file is something else, or damaged. Name another in DATABASE_URL, or restore a backup.",
    "malformed": "The file is damaged. Move it away, and restore a backup.",
    "unable to open database file": "Give this account the right to write in the folder that DATABASE_URL names.",
    "readonly database": "Give this account the right to write the file and the folder it stands in.",
    "database is locked": "Another program holds it. End that program and try again.",
    "disk is full": "Make room on the disk and try again.",
}
OTHERWISE = "Start it, or mend DATABASE_URL; leave that unset to use SQLite."


@contextmanager
def told_plainly() -> Iterator[None]:
    """On the terminal: the database's own words and what to do, never a stack of calls or a password."""
    try:
        yield
    except DatabaseError as refused:
        reason = _reason(refused)
        step = next((step for words, step in STEPS.items() if words in reason), None)
        if step is None and not isinstance(refused, OperationalError):
            raise
        shown = current_app.config["SQLALCHEMY_DATABASE_URI"].render_as_string(hide_password=True)
        what = "does not answer" if isinstance(refused, OperationalError) else "cannot be used"
        raise click.ClickException(f"The database {shown} {what}: {reason}. {step or OTHERWISE}") from refused


def _reason(refused: DatabaseError) -> str:
    """PostgreSQL's reason stands behind FATAL; else the first line tells most."""
    lines = [line.strip().rstrip(".") for line in str(refused.orig).splitlines() if line.strip()]
    fatal = [line.partition("FATAL:")[2].strip() for line in lines if "FATAL:" in line]
    return (fatal or lines or ["no reason given"])[0]
