"""`flask --app wsgi clients add`: a new client with its first admin."""

import click
from flask.cli import with_appcontext

from shopper.admin.commands import add_client
from shopper.troubles import Refused


@click.group()
def clients() -> None:
    """Clients, the top regions."""


@clients.command("add")
@click.argument("name")
@click.option("--admin", "sign_in", required=True, help="The e-mail of its first admin.")
@with_appcontext
def add(name: str, sign_in: str) -> None:
    """Make a client and print the link by which its first admin joins."""
    try:
        link = add_client(name, sign_in=sign_in, by=None)
    except Refused as refused:
        raise click.ClickException(str(refused)) from refused
    click.echo(f"{name} is there. Its first admin joins here, once, within 14 days:\n{link}")
