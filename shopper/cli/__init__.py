"""Commands on the terminal, one module per noun."""

from flask import Flask

from shopper.cli.tallies import tallies


def register_commands(app: Flask) -> None:
    """Put every command group on `flask --app wsgi`."""
    for group in (tallies,):
        app.cli.add_command(group)
