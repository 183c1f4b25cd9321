"""Commands on the terminal, one module per noun."""

from click import Command, Group
from flask import Flask

from shopper.cli.backup import backup, restore
from shopper.cli.branches import branches
from shopper.cli.clients import clients
from shopper.cli.erasing import erase
from shopper.cli.export import export
from shopper.cli.jobs import jobs
from shopper.cli.mail import mail
from shopper.cli.messages import messages
from shopper.cli.phones import phones
from shopper.cli.prepare import prepare
from shopper.cli.set_files import convert
from shopper.cli.set_simulation import simulate
from shopper.cli.sets import sets
from shopper.cli.tallies import tallies
from shopper.cli.visits import visits
from shopper.database_words import told_plainly

GROUPS = (
    prepare,
    backup,
    restore,
    branches,
    clients,
    erase,
    export,
    jobs,
    mail,
    messages,
    phones,
    sets,
    tallies,
    visits,
)


def register_commands(app: Flask) -> None:
    """Put every command group on `flask --app wsgi`."""
    for group in GROUPS:
        app.cli.add_command(group)


def _tell_plainly(command: Command) -> None:
    """Whatever is asked on the terminal, a database that does not answer is told in words."""
    if isinstance(command, Group):
        for part in command.commands.values():
            _tell_plainly(part)
    elif command.callback is not None:
        command.callback = told_plainly()(command.callback)


sets.add_command(convert)
sets.add_command(simulate)
for each in GROUPS:
    _tell_plainly(each)
