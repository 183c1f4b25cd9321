"""`flask --app wsgi erase due`: what is kept no longer."""

import click
from flask.cli import with_appcontext

from shopper.cli.terminal import refusals
from shopper.privacy.commands import erase_due


@click.group()
def erase() -> None:
    """Personal words whose days are over."""


@erase.command()
@with_appcontext
def due() -> None:
    """Erase what is due by now, as the server does by itself each night; run it as often as you like."""
    with refusals():
        done = erase_due()
    visits = "1 visit has lost its" if done.visits == 1 else f"{done.visits:,} visits have lost their"
    others = f" {done.others:,} messages, self-checks and customers were too old." if done.others else ""
    click.echo(f"{visits} personal words; scores and figures are as they were.{others}")
