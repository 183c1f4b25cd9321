"""`flask --app wsgi sets simulate`: a question set tried on past visits."""

import sys
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import click
from flask.cli import with_appcontext

import survey_defs
from shopper.admin.places.queries import client_named
from shopper.models import QuestionSet
from shopper.question_sets.queries import by_slug

FILE = click.Path(path_type=Path)


@click.command("simulate")
@click.argument("file", type=FILE)
@click.option("--client", "client_name", required=True, help="The client's name.")
@click.option("--from", "first", default="", help="The first month, such as 2026-01.")
@click.option("--to", "last", default="", help="The last month.")
@click.option(
    "--leave-out", is_flag=True, help="Leave out questions without an answer, instead of the visits."
)
@with_appcontext
def simulate(file: Path, client_name: str, first: str, last: str, leave_out: bool) -> None:
    """Score the client's past visits by FILE, and say what would change; nothing is stored.

    The latest twelve months with visits count unless months are given."""
    draft = _load(file)
    question_set = _question_set(client_name, draft.slug)
    wishes = {"from": first, "to": last, "without": "questions" if leave_out else ""}
    told_by = import_module("shopper.cli.simulation_told")  # late: it loads numpy
    told = told_by.told(draft, question_set, wishes)
    if told is None:
        _refuse(f"“{question_set.slug}” has no released visits yet. Release some first.")
    click.echo("\n".join(told))


def _load(file: Path) -> survey_defs.QuestionSet:
    try:
        return survey_defs.load_question_set(file)
    except survey_defs.QuestionSetError as wrong:
        _refuse(*map(str, wrong.problems))


def _question_set(client_name: str, slug: str) -> QuestionSet:
    client = client_named(client_name) or _refuse(f"There is no client “{client_name}”. Check the name.")
    found = by_slug(client, slug)
    return found or _refuse(f"“{client.name}” has no question set “{slug}”. Import and publish it first.")


def _refuse(*told: str) -> NoReturn:
    for line in told:
        click.echo(line, err=True)
    sys.exit(2)
