"""`flask --app wsgi sets simulate`: a question set tried on past visits."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import click
from flask.cli import with_appcontext

import survey_defs
from scoring.simulating import Simulation, Simulator
from shopper.admin.places.queries import client_named
from shopper.models import QuestionSet
from shopper.question_sets.queries import by_slug
from shopper.question_sets.simulating import queries, tables, words
from shopper.question_sets.simulating.asking import Asked, asked
from shopper.question_sets.simulating.run import BATCH
from shopper.question_sets.simulating.tables import Table

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
    visited = queries.days_visited(None, question_set)
    if visited is None:
        _refuse(f"“{question_set.slug}” has no released visits yet. Release some first.")
    wanted = asked(visited, {"from": first, "to": last, "without": "questions" if leave_out else ""})
    found = _simulated(draft, question_set, wanted)
    names = queries.branch_names(None, question_set)
    click.echo("\n".join(_told(found, draft, wanted, names)))


def _load(file: Path) -> survey_defs.QuestionSet:
    try:
        return survey_defs.load_question_set(file)
    except survey_defs.QuestionSetError as wrong:
        _refuse(*map(str, wrong.problems))


def _question_set(client_name: str, slug: str) -> QuestionSet:
    client = client_named(client_name) or _refuse(f"There is no client “{client_name}”. Check the name.")
    found = by_slug(client, slug)
    return found or _refuse(f"“{client.name}” has no question set “{slug}”. Import and publish it first.")


def _simulated(draft: survey_defs.QuestionSet, question_set: QuestionSet, wanted: Asked) -> Simulation:
    versions = queries.versions_within(None, question_set, wanted.days)
    definitions = {number: version.definition for number, version in versions.items()}
    simulator, after = Simulator(draft, definitions, leave_out=wanted.leave_out), None
    total = queries.visits_within(None, question_set, wanted.days)
    with click.progressbar(length=total, label="Scoring visits") as bar:
        while visits := queries.next_visits(None, question_set, wanted.days, after=after, most=BATCH):
            for visit_id, past in visits:
                simulator.add(past)
                after = visit_id
            bar.update(len(visits))
    return simulator.outcome()


def _told(
    found: Simulation, draft: survey_defs.QuestionSet, wanted: Asked, names: dict[int, str]
) -> Iterator[str]:
    yield f"Visits of {wanted.period}: {found.looked:,}."
    yield f"{words.headline(found)} {words.rest(found, names)}".strip()
    yield from (
        each
        for each in (*words.sensitivity(found, names), words.unsure(found), *words.not_scored(found))
        if each
    )
    if found.cannot:
        yield f"{words.left_out(found)}."
    every = (
        tables.bands(found),
        tables.moves(found),
        tables.branches(found, names),
        tables.refused(found, draft),
    )
    for table in every:
        yield from _lines(table)


def _lines(table: Table) -> Iterator[str]:
    """A table in columns as wide as they need."""
    if not table.rows:
        return
    rows = [[str(cell) for cell in row] for row in (table.columns, *table.rows)]
    wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
    yield ""
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, wide, strict=True)).rstrip()


def _refuse(*told: str) -> NoReturn:
    for line in told:
        click.echo(line, err=True)
    sys.exit(2)
