"""`flask --app wsgi visits import`: past visits from any spreadsheet; `visits expire`: those nobody made."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from shopper.fieldwork.commands import expire_visits
from shopper.fieldwork.past.commands import Report, import_past
from shopper.fieldwork.past.mapping import MappingError, load_mapping
from shopper.sheets import RowProblem, SheetError, read_sheet
from shopper.troubles import Refused


@click.group()
def visits() -> None:
    """Visits of the past, and those whose days are over."""


@visits.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--mapping", required=True, type=click.Path(path_type=Path), help="Which column is what.")
@click.option("--client", required=True, help="The client that the visits belong to.")
@click.option("--skip-bad", is_flag=True, help="Save the good rows although others are bad.")
@with_appcontext
def import_(file: Path, mapping: Path, client: str, skip_bad: bool) -> None:
    """Import FILE as released visits; the same rows again add nothing."""
    try:
        sheet, how = read_sheet(file), load_mapping(mapping)
        for note in sheet.notes:
            click.echo(f"Note: {note}", err=True)
        with click.progressbar(length=len(sheet.rows), label="Reading rows") as bar:
            report = import_past(
                sheet, how, client_name=client, skip_bad=skip_bad, progress=bar.update, by=None
            )
    except (SheetError, MappingError, Refused) as refused:
        raise click.ClickException(str(refused)) from refused
    _tell_problems(report.problems)
    click.echo(_sum(report))
    raise SystemExit(1 if report.problems and not skip_bad else 0)


@visits.command()
@with_appcontext
def expire() -> None:
    """Let visits expire that nobody began in their days; run it as often as you like."""
    number = expire_visits()
    click.echo("1 visit expired: its days were over." if number == 1 else f"{number} visits expired.")


def _tell_problems(problems: tuple[RowProblem, ...]) -> None:
    for problem in problems:
        click.echo(str(problem), err=True)


def _sum(report: Report) -> str:
    bad = len({problem.row for problem in report.problems})
    if not report.saved:
        return (
            f"{bad} bad of {report.rows} rows. Nothing was saved: "
            "mend them, or save the others with --skip-bad."
        )
    return (
        f"{report.added} visits added, {report.there} were there already, {bad} bad rows left out. "
        f"Now in “{report.client}”: {report.visits} visits of {report.branches} branches, "
        f"{report.not_scored} of them not scored, {report.comparable} branches with at least 4 visits."
    )
