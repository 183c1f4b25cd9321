"""`flask --app wsgi jobs run`: do the jobs in a process of its own."""

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from shopper.jobs.consumer import make_consumer, only_one


@click.group()
def jobs() -> None:
    """Work that nobody waits for."""


@jobs.command("run")
@with_appcontext
def run() -> None:
    """Do the jobs until Ctrl-C, once every minute what is due. Exit code 1 where another process does them."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # behind the proxy
    with only_one(app.config["LAST_INCH"]) as mine:
        if not mine:
            raise click.ClickException(
                "Another process does the jobs of this instance already: the server itself, as a rule. "
                "Nothing is left undone."
            )
        click.echo("Doing the jobs. Stop with Ctrl-C.")
        make_consumer(app).run()
