"""A client of 500 branches and any number of visits, made quickly: a few hundred different scored
reports are dealt out again and again, so that every row is as large as a real one."""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from random import Random
from uuid import UUID

from flask import Flask
from sqlalchemy import delete, insert, text

import survey_defs
from scoring.tally import Cell
from shopper import clock, create_app
from shopper.demo.simulator import make_answers
from shopper.extensions import db
from shopper.fieldwork.past.store import Stored, visit_row
from shopper.models import (
    Branch,
    Grant,
    Model,
    Person,
    QuestionSet,
    QuestionSetVersion,
    Region,
    Role,
    Tally,
    VersionState,
    Visit,
    VisitScore,
)
from shopper.review.scores import score_row
from shopper.review.tallies import Key, apply_cells, score_cells
from shopper.settings import Settings

BRANCHES, REGIONS, MONTHS, KINDS = 500, 5, 36, 300
LAST = date(2026, 9, 1)


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
    client = Region(name="Large", path="/1/")
    db.session.add(client)
    db.session.flush()
    regions = [Region(name=f"Region {n}", parent=client, path="") for n in range(REGIONS)]
    db.session.add_all(regions)
    db.session.flush()
    for region in regions:
        region.path = f"{client.path}{region.id}/"
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
    random = Random(1)
    kinds = _reports(version, random, whole)
    sums: dict[Key, Cell] = defaultdict(Cell)
    rows: list[tuple[dict, dict]] = []
    for number in range(visits):
        answers, score = kinds[random.randrange(KINDS)]
        month = LAST.year * 12 + LAST.month - 1 - random.randrange(MONTHS)
        day = date(month // 12, month % 12 + 1, random.randint(1, 28))
        visit = Stored(UUID(int=number), branches[number % BRANCHES], day, answers)
        for key, cell in score_cells(visit.branch_id, version.id, day, score["tally"]).items():
            sums[key] += cell
        rows.append((visit_row(visit, version), {**score, "visit_id": visit.id}))
        if len(rows) == 2_000:
            _insert(rows)
            _tell(number + 1, visits)
    _insert(rows)
    apply_cells(sums)
    db.session.commit()
    sys.stderr.write("\n")


def _reports(version: QuestionSetVersion, random: Random, whole: bool) -> list[tuple[dict, dict]]:
    definition, made = version.definition, []
    keys = [touchpoint.key for touchpoint in definition.touchpoints]
    for _ in range(KINDS):
        quality = dict.fromkeys(keys, random.uniform(0.5, 0.95))
        answers = survey_defs.check_answers(definition, make_answers(definition, quality, random)).answers
        row = score_row(UUID(int=0), definition, answers, why="accepted")
        made.append((answers if whole else {}, row if whole else {**row, "explanation": {}}))
    return made


def _insert(rows: list[tuple[dict, dict]]) -> None:
    if rows:
        db.session.execute(insert(Visit), [visit for visit, _ in rows])
        db.session.execute(insert(VisitScore), [score for _, score in rows])
        db.session.commit()
        rows.clear()


def _tell(done: int, wanted: int) -> None:
    sys.stderr.write(f"\rmaking visits: {done:,} of {wanted:,} ")
    sys.stderr.flush()


def empty_tallies() -> None:
    """Throw the tallies away, as before a rebuild."""
    db.session.execute(delete(Tally))
    db.session.commit()
