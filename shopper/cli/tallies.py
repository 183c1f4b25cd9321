"""`flask --app wsgi tallies rebuild|check`."""

import click
from flask.cli import with_appcontext

from scoring.tally import Cell
from shopper.review import queries
from shopper.review.rebuild import Difference
from shopper.review.rebuild import check as check_tallies
from shopper.review.rebuild import rebuild as rebuild_tallies


@click.group()
def tallies() -> None:
    """The exact sums that dashboards read."""


@tallies.command("rebuild")
@with_appcontext
def rebuild() -> None:
    """Make all tallies again from the stored scores of released visits."""
    with click.progressbar(length=queries.released_count(), label="Reading scores") as bar:
        read = rebuild_tallies(bar.update)
    click.echo(f"The tallies hold {read:,} released visits.")


@tallies.command("check")
@with_appcontext
def check() -> None:
    """Prove that the tallies equal a rebuild, to the last digit; exit code 1 where they differ."""
    with click.progressbar(length=queries.released_count(), label="Comparing") as bar:
        found = list(check_tallies(bar.update))
    if not found:
        click.echo("Every tally equals the sum of its stored scores.")
        return
    names = queries.branch_names()
    for difference in found:
        click.echo(_line(difference, names[difference.key.branch_id]))
    raise click.ClickException(f"{len(found):,} tallies differ. Run: flask --app wsgi tallies rebuild")


def _line(difference: Difference, branch: str) -> str:
    key = difference.key
    month = f"{key.month // 12:04d}-{key.month % 12 + 1:02d}"
    place = f"{branch}, {month}, version {key.version_id}, {key.measure}"
    return f"{place}: stored {_sums(difference.stored)}, rebuilt {_sums(difference.rebuilt)}"


def _sums(cell: Cell) -> str:
    return f"n {cell.n}, total {cell.total}, total_sq {cell.total_sq}"
