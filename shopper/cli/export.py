"""`flask --app wsgi export client NAME PATH`."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from shopper.cli.terminal import progress, refusals
from shopper.operations import queries
from shopper.operations.client_export import export_client


@click.group()
def export() -> None:
    """Data in open formats, for use without us."""


@export.command("client")
@click.argument("name")
@click.argument("path", type=click.Path(path_type=Path))
@with_appcontext
def client(name: str, path: Path) -> None:
    """Write everything of the client NAME to PATH, a zip of CSV, YAML and photos."""
    found = queries.client_called(name)
    if found is None:
        known = ", ".join(f"“{each}”" for each in queries.names_of_clients()) or "none"
        raise click.ClickException(f"There is no client “{name}”. Known are: {known}.")
    with refusals(), progress("Exporting") as begin:
        made = export_client(found, path, begin)
    if made.missing:
        click.echo(
            f"Warning: {len(made.missing):,} photos were not on the disk. README.txt in it lists them.",
            err=True,
        )
    click.echo(
        f"{path} holds {made.rows:,} rows and {made.photos:,} photos of {name}, personal data of shoppers and staff "
        "included. README.txt in it says what every column means. It is in the log that it was made."
    )
