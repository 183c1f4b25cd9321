"""A simulation in the lines of a terminal."""

from collections.abc import Iterator, Mapping

import click

from scoring.simulating import Simulation, Simulator
from shopper.models import QuestionSet
from shopper.question_sets.simulating import queries, tables, words
from shopper.question_sets.simulating.asking import Asked, asked
from shopper.question_sets.simulating.run import BATCH
from shopper.question_sets.simulating.tables import Table
from survey_defs import QuestionSet as Draft


def told(draft: Draft, question_set: QuestionSet, wishes: Mapping[str, str]) -> list[str] | None:
    """What the draft would change, by the wishes of `asking`; None where no visit is released yet."""
    visited = queries.days_visited(None, question_set)
    if visited is None:
        return None
    wanted = asked(visited, wishes)
    found = _simulated(draft, question_set, wanted)
    return list(_told(found, draft, wanted, queries.branch_names(None, question_set)))


def _simulated(draft: Draft, question_set: QuestionSet, wanted: Asked) -> Simulation:
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


def _told(found: Simulation, draft: Draft, wanted: Asked, names: dict[int, str]) -> Iterator[str]:
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
