"""`flask --app wsgi phones take FILE`: what a phone saved because it could not send."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from shopper.phone_files.commands import take_file
from shopper.phone_files.reading import read_file
from shopper.troubles import Refused


@click.group()
def phones() -> None:
    """Shoppers' phones."""


@phones.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def take(file: Path) -> None:
    """Take in FILE, row by row; the same file again adds nothing."""
    try:
        outcomes = take_file(read_file(file.read_bytes()), by=None)
    except Refused as refused:
        raise click.ClickException(str(refused)) from refused
    for one in outcomes:
        click.echo(
            f"{'Taken' if one.done else 'Left'}: {one.kind}, {one.place}. {one.words}", err=not one.done
        )
    raise SystemExit(0 if all(one.done for one in outcomes) else 1)
