"""`flask --app wsgi backup PATH` and `restore PATH`."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from shopper.cli.terminal import progress, refusals
from shopper.operations.archive import Manifest
from shopper.operations.backup import make_backup
from shopper.operations.restore import restore as put_back

FILE = click.Path(path_type=Path)


@click.command("backup")
@click.argument("path", type=FILE)
@with_appcontext
def backup(path: Path) -> None:
    """Write database and photos to PATH, one file, while others go on working."""
    with refusals(), progress("Backing up") as begin:
        made = make_backup(path, begin)
    _tell_missing(made, path)
    click.echo(
        f"{path} holds {made.rows:,} rows and {made.photos:,} photos as they stood at {made.taken_at}. "
        "It holds personal data and the key that signs sessions: keep it as safe as this server."
    )
    if made.key_sha256 is None:
        click.echo(
            "SECRET_KEY is set outside and is not in it: keep that too, or everybody has to sign in again."
        )


@click.command("restore")
@click.argument("path", type=FILE)
@click.option("--replace", is_flag=True, help="Put it in the place of everything that is there.")
@with_appcontext
def restore(path: Path, replace: bool) -> None:
    """Put the backup at PATH back, all of it or nothing; stop the servers first."""
    with refusals(), progress("Restoring") as begin:
        was = put_back(path, replace=replace, begin=begin)
    _tell_missing(was, path)
    click.echo(
        f"{was.rows:,} rows and {was.photos:,} photos are back as they stood at {was.taken_at}. "
        "Start the servers again, so that they read the restored key."
    )


def _tell_missing(manifest: Manifest, path: Path) -> None:
    if manifest.missing:
        click.echo(
            f"Warning: {len(manifest.missing):,} photos that visits name were not on the disk, or were damaged, "
            f"when {path} was made. The manifest in it lists them.",
            err=True,
        )
