"""What an operator reads where the database does not do what it should."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import current_app
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError, OperationalError


@contextmanager
def told_plainly() -> Iterator[None]:
    """On the terminal: the database's own words and what to set, never a stack of calls or a password."""
    try:
        yield
    except DatabaseError as refused:
        if not (isinstance(refused, OperationalError) or _is_no_database(refused)):
            raise
        raise click.ClickException(does_not_answer(refused)) from refused


def does_not_answer(refused: DatabaseError) -> str:
    """Why, as the database says it, and what to do."""
    url = make_url(current_app.config["LAST_INCH"].database)
    lines = [line.strip() for line in str(refused.orig).strip().splitlines() if line.strip()]
    reason = max(lines, key=_tells_why)
    return f"The database {url.render_as_string(hide_password=True)} does not answer: {reason}. {_next_step(reason)}"


def _is_no_database(refused: DatabaseError) -> bool:
    return "not a database" in str(refused.orig)


def _tells_why(line: str) -> int:
    """PostgreSQL's reason stands behind FATAL; else the first line tells most."""
    return 1 if "FATAL" in line else 0


def _next_step(reason: str) -> str:
    for words, step in STEPS.items():
        if words in reason:
            return step
    return "Start it, or mend DATABASE_URL; leave that unset to use SQLite."


STEPS = {
    "password authentication failed": "Mend the name or the password in DATABASE_URL; "
    "write %40 for @, %2F for / and %3A for : in a password.",
    "no password supplied": "Write the password into DATABASE_URL: postgresql://name:password@host/database.",
    "does not exist": "Make it, for example: createdb; or mend the name in DATABASE_URL.",
    "not a database": "This file is something else, or damaged. Name another in DATABASE_URL, or restore a backup.",
    "unable to open database file": "Make the folder it is to stand in, and give this account the right to write there.",
    "readonly database": "Give this account the right to write the file and the folder it stands in.",
    "database is locked": "Another program holds it. End that program and try again.",
    "disk is full": "Make room on the disk and try again.",
}
