"""Commands on the terminal, one module per noun."""

from flask import Flask


def register_commands(app: Flask) -> None:
    """Put every command group on `flask --app wsgi`."""
    for group in ():
        app.cli.add_command(group)
