"""`flask --app wsgi prepare`: everything between a fresh checkout and a served page."""

import errno
import socket

import click
from flask import current_app
from flask.cli import with_appcontext

from shopper.database_words import told_plainly
from shopper.demo import cast
from shopper.demo.story import tell
from shopper.migrating import bring_up_to_date, stored

FIRST_ADMIN = 'No demo. Make the first admin:  .venv/bin/flask --app wsgi clients add "Your company" --admin you@your.company'


@click.command("prepare")
@click.option("--port", type=click.IntRange(1, 65535), help="Refuse early where this port is taken.")
@click.option("--empty", is_flag=True, help="Start without the demo organisation.")
@with_appcontext
def prepare(port: int | None, empty: bool) -> None:
    """Create or migrate the database, load the demo on the first start, say how to sign in."""
    make_ready(port, empty)


def make_ready(port: int | None, empty: bool) -> None:
    """All of it, under the app context that stands."""
    if port:
        check_port(port, "" if current_app.config["LAST_INCH"].LAN else "127.0.0.1")
    with told_plainly():
        first = stored() is None
        bring_up_to_date()
    if first and not empty:
        tell()
    lines = cast.sign_in_lines(current_app.config["LAST_INCH"])
    click.echo("\n".join(lines) if lines else FIRST_ADMIN)


def check_port(port: int, address: str) -> None:
    """Refuse in words where somebody else listens already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as refused:
            why = "is taken" if refused.errno == errno.EADDRINUSE else f"cannot be used: {refused.strerror}"
            raise click.ClickException(
                f"Port {port} {why}. Stop what listens there, or choose another: PORT={port % 65535 + 1} script/serve"
            ) from refused
