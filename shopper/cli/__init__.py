"""Commands on the terminal, one module per noun."""

from flask import Flask

from shopper.cli.backup import backup, restore
from shopper.cli.branches import branches
from shopper.cli.clients import clients
from shopper.cli.mail import mail
from shopper.cli.prepare import prepare
from shopper.cli.set_files import convert
from shopper.cli.sets import sets
from shopper.cli.tallies import tallies
from shopper.cli.visits import visits


def register_commands(app: Flask) -> None:
    """Put every command group on `flask --app wsgi`."""
    sets.add_command(convert)
    for group in (prepare, backup, restore, branches, clients, mail, sets, tallies, visits):
        app.cli.add_command(group)
