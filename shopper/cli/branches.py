"""`flask --app wsgi branches …`: branches from a sheet, and as one."""

from pathlib import Path
from typing import NoReturn

import click
from flask.cli import with_appcontext

from shopper.admin.places.commands import import_branches
from shopper.admin.places.queries import client_named, client_names, export_rows, ground
from shopper.admin.places.sheets import Plan, as_sheet, make_plan
from shopper.models import Region
from shopper.sheets import SheetError, read_sheet
from shopper.troubles import Refused, Trouble

FILE = click.Path(path_type=Path)


@click.group()
def branches() -> None:
    """Branches as a sheet."""


@branches.command("import")
@click.argument("file", type=FILE)
@click.option("--client", "client_name", required=True, help="The client that the branches belong to.")
@click.option("--skip-bad", is_flag=True, help="Save the good rows although others are bad.")
@with_appcontext
def import_(file: Path, client_name: str, skip_bad: bool) -> None:
    """Add and change branches as FILE says, matched by code; the same file again changes nothing."""
    try:
        client = _client(client_name)
        plan = make_plan(read_sheet(file), ground(None, client))
        for words in (*(f"Note: {note}" for note in plan.notes), *map(str, plan.problems)):
            click.echo(words, err=True)
        if plan.problems and not skip_bad:
            _nothing_saved(plan)
        import_branches(client, plan, agreed=plan.digest, name=file.name, skip_bad=skip_bad, by=None)
    except (SheetError, Refused) as refused:
        raise click.ClickException(str(refused)) from refused
    click.echo(
        f"{len(plan.new)} new, {len(plan.changed)} changed, {plan.same} the same, "
        f"{plan.bad} bad rows left out; {len(plan.regions)} regions made."
    )


def _nothing_saved(plan: Plan) -> NoReturn:
    click.echo(
        f"{plan.bad} bad of {plan.rows} rows. Nothing was saved: "
        "mend them, or save the others with --skip-bad."
    )
    raise SystemExit(1)


@branches.command("export")
@click.argument("file", type=FILE)
@click.option("--client", "client_name", required=True, help="The client's name.")
@with_appcontext
def export(file: Path, client_name: str) -> None:
    """Write the branches of a client to FILE, which an import reads as the same."""
    try:
        rows = export_rows(None, _client(client_name))
        file.write_bytes(("\ufeff" + as_sheet(rows)).encode())
    except OSError as refused:
        raise click.ClickException(
            f"{file} cannot be written: {refused.strerror}. Check the folder and its rights."
        ) from refused
    except Refused as refused:
        raise click.ClickException(str(refused)) from refused
    click.echo(f"{len(rows)} branches written to {file}.")


def _client(name: str) -> Region:
    client = client_named(name)
    if client is None:
        raise Refused(Trouble.NO_SUCH_CLIENT, name=name, known=", ".join(client_names()) or "–")
    return client
