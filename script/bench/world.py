"""A client of 500 branches and any number of visits, made quickly: a few hundred different scored
reports are dealt out again and again, so that every row is as large as a real one."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from random import Random
from uuid import UUID

import numpy
from flask import Flask
from sqlalchemy import delete, text

import survey_defs
from scoring.tally import Cell, cells
from shopper import clock, create_app
from shopper.admin.places.steps import new_region
from shopper.demo.simulator import make_answers
from shopper.demo.voice import Voice
from shopper.extensions import db
from shopper.fieldwork.past.store import Stored, visit_row
from shopper.models import (
    Branch,
    Grant,
    Model,
    Person,
    QuestionSet,
    QuestionSetVersion,
    Role,
    Tally,
    VersionState,
)
from shopper.review.scores import score_row
from shopper.review.tallies import Key, apply_cells, month_of
from shopper.settings import Settings

BRANCHES, REGIONS, MONTHS, KINDS = 500, 5, 40, 300
LAST = date(2026, 9, 1)
MONTH = month_of(LAST)
VISIT_COLUMNS = (
    "version_id", "state", "source", "sent_at", "released_at", "draft", "answers", "score_number",
    "created_at", "left_early", "leaving_unseen", "reason",
)  # fmt: skip
SCORE_COLUMNS = (
    "number", "why", "made_at", "raw", "official", "flat", "finish", "set_up", "gap", "band", "outcome",
    "explanation", "tally",
)  # fmt: skip


@contextmanager
def world(visits: int, *, whole: bool = True) -> Iterator[tuple[Flask, Person]]:
    """An app whose client has so many released visits, and a manager of all of it.

    Without `whole`, snapshots leave out the explanation, which no dashboard but the report reads."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(INSTANCE=Path(folder), SECRET_KEY="bench"))
        with app.app_context():
            Model.metadata.create_all(db.engine)
            manager, version, branches = _organisation()
            _fill(version, branches, visits, whole)
            db.session.execute(text("ANALYZE"))
            db.session.commit()
            yield app, manager
            db.session.remove()
            db.engine.dispose()


def _organisation() -> tuple[Person, QuestionSetVersion, list[int]]:
    now = clock.now()
    client = new_region("Large", None)
    regions = [new_region(f"Region {n}", client) for n in range(REGIONS)]
    branches = [
        Branch(client_id=client.id, region=regions[n % REGIONS], code=f"B{n:03d}", name=f"Branch {n:03d}")
        for n in range(BRANCHES)
    ]
    db.session.add_all(branches)
    manager = Person(name="Dev", sign_in="dev@example.test", password_hash="", created_at=now)
    manager.grants = [Grant(role=Role.MANAGER, region_id=client.id)]
    source = survey_defs.library()["coffee-shop"].read_text()
    definition = survey_defs.load_question_set(source)
    version = QuestionSetVersion(
        question_set=QuestionSet(client_id=client.id, slug=definition.slug, title="Coffee", created_at=now),
        number=1, state=VersionState.PUBLISHED, channel=definition.channel, source=source,
        checksum=survey_defs.checksum(definition), created_at=now, published_at=now,
    )  # fmt: skip
    db.session.add_all([manager, version])
    db.session.commit()
    return manager, version, [branch.id for branch in branches]


def _fill(version: QuestionSetVersion, branches: list[int], visits: int, whole: bool) -> None:
    """Deal the reports out over branches and months; count each report's cells as often as it fell."""
    kinds = _reports(version, Random(1), whole)
    draw = numpy.random.default_rng(1)
    each = visits // (len(branches) * MONTHS)
    counts = draw.multinomial(each, [1 / KINDS] * KINDS, size=(len(branches), MONTHS))
    _count(version, branches, counts, [score["tally"] for _answers, score in kinds])
    rows = [_plain(version, answers, score) for answers, score in kinds]
    for place, branch in enumerate(branches):
        _insert(branch, rows, counts[place], first=place * MONTHS * each)
        if (place + 1) % 50 == 0:
            _tell((place + 1) * MONTHS * each, visits)
    db.session.commit()
    sys.stderr.write("\n")


def _count(
    version: QuestionSetVersion, branches: list[int], counts: numpy.ndarray, tallies: list[dict]
) -> None:
    """The tallies of all visits: for each branch and month, the reports' cells times their counts."""
    names = sorted({measure for tally in tallies for measure, _cell in cells(tally)})
    sums = numpy.zeros((KINDS, len(names), 3), dtype=numpy.int64)
    for kind, tally in enumerate(tallies):
        for measure, cell in cells(tally):
            sums[kind, names.index(measure)] = (cell.n, cell.total, cell.total_sq)
    for place, branch in enumerate(branches):
        changed = {
            Key(branch, version.id, names[m], MONTH - month): Cell(*map(int, triple))
            for month, table in enumerate(numpy.tensordot(counts[place], sums, axes=1))
            for m, triple in enumerate(table)
            if triple[0]
        }
        apply_cells(changed)


def _plain(version: QuestionSetVersion, answers: dict, score: dict) -> tuple[tuple, tuple]:
    """The columns of a visit and of its score that are the same wherever the report falls."""
    stored = Stored(UUID(int=0), 0, LAST, answers)
    same = {"left_early": False, "leaving_unseen": False, "reason": ""}
    visit = {**same, **visit_row(stored, version), "draft": "{}", "answers": json.dumps(answers)}
    score = {**score, **{name: json.dumps(score[name]) for name in ("explanation", "tally")}}
    return (
        tuple(_text(visit[name]) for name in VISIT_COLUMNS),
        tuple(_text(score[name]) for name in SCORE_COLUMNS),
    )


def _text(value: object) -> object:
    return value.strftime("%Y-%m-%d %H:%M:%S.%f") if isinstance(value, datetime) else value


def _insert(branch: int, rows: list[tuple[tuple, tuple]], counts: numpy.ndarray, first: int) -> None:
    """The visits of one branch and their scores, by the driver itself."""
    visits, scores, number = [], [], first
    for month, dealt in enumerate(counts):
        year, in_year = divmod(MONTH - month, 12)
        for kind in numpy.flatnonzero(dealt):
            for _ in range(dealt[kind]):
                number += 1
                key, day = UUID(int=number).hex, f"{year}-{in_year + 1:02d}-{number % 28 + 1:02d}"
                visits.append((key, branch, day, *rows[kind][0]))
                scores.append((key, *rows[kind][1]))
    driver = db.session.connection().connection.cursor()
    driver.executemany(_statement("visit", ("id", "branch_id", "visited_on", *VISIT_COLUMNS)), visits)
    driver.executemany(_statement("visit_score", ("visit_id", *SCORE_COLUMNS)), scores)


def _statement(table: str, columns: tuple[str, ...]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608 - our own names


def _reports(version: QuestionSetVersion, random: Random, whole: bool) -> list[tuple[dict, dict]]:
    definition, made = version.definition, []
    keys, voice = [touchpoint.key for touchpoint in definition.touchpoints], Voice(random)
    for _ in range(KINDS):
        quality = dict.fromkeys(keys, random.uniform(0.5, 0.95))
        given = make_answers(definition, quality, random, voice)
        answers = survey_defs.check_answers(definition, given).answers
        row = score_row(UUID(int=0), definition, answers, why="accepted")
        made.append((answers if whole else {}, row if whole else {**row, "explanation": {}}))
    return made


def _tell(done: int, wanted: int) -> None:
    sys.stderr.write(f"\rmaking visits: {done:,} of {wanted:,} ")
    sys.stderr.flush()


def empty_tallies() -> None:
    """Throw the tallies away, as before a rebuild."""
    db.session.execute(delete(Tally))
    db.session.commit()
