"""A client of many branches and visits, made quickly: a few hundred different scored reports are dealt out
again and again, so that every row is as large as a real one.

Branches differ, and every report falls more often where its score is at home. The tallies are those of all
visits; of the visits themselves a world may hold those of some branches only, and says so."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from random import Random
from uuid import UUID

import numpy
from bulk import Bulk
from flask import Flask
from sqlalchemy import delete

import survey_defs
from scoring.tally import cells
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
    Visit,
    VisitScore,
)
from shopper.review.scores import score_row
from shopper.review.tallies import COLUMNS, month_of
from shopper.settings import Settings

KINDS = 300
LAST = date(2026, 9, 1)
MONTH = month_of(LAST)
DIFFER, MOVE = 0.35, 0.1
"""How strongly branches differ, and one from month to month, in standard deviations of a visit."""
VISIT_COLUMNS = (
    "version_id", "state", "source", "sent_at", "released_at", "draft", "answers", "score_number",
    "created_at", "left_early", "leaving_unseen", "reason",
)  # fmt: skip
SCORE_COLUMNS = (
    "number", "why", "made_at", "raw", "official", "flat", "finish", "set_up", "gap", "band", "outcome",
    "explanation", "tally",
)  # fmt: skip


@dataclass(frozen=True)
class Size:
    """How much there is; `rows`: at so many branches the visits themselves are there too, all by default.

    Without `whole`, scores have no explanation, which only single reports are read for; without
    `questions`, no answer is counted."""

    visits: int
    branches: int = 500
    regions: int = 5
    months: int = 36
    rows: int | None = None
    whole: bool = False
    questions: bool = True

    @property
    def each(self) -> int:
        """Visits to one branch in one month."""
        return -(-self.visits // (self.branches * self.months))

    def __str__(self) -> str:
        told = f"{self.each * self.branches * self.months:,} visits, {self.branches:,} branches, {self.months} months"
        left = [
            f"rows of visits at {self.rows:,} branches" if self.rows is not None else "",
            "" if self.questions else "no answers counted",
        ]
        return ", ".join(filter(None, [told, *left]))


@contextmanager
def world(size: Size, database: str = "") -> Iterator[tuple[Flask, Person]]:
    """An app whose client has so many released visits, in SQLite or at an address, and a manager of all of it."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(INSTANCE=Path(folder), SECRET_KEY="bench", DATABASE_URL=database)
        app = create_app(settings)
        with app.app_context():
            make_world(size)
            yield app, db.session.scalars(db.select(Person)).one()
            db.session.remove()
            db.engine.dispose()


def make_world(size: Size) -> None:
    """Fill the empty database of the current app."""
    Model.metadata.create_all(db.engine)
    version, branches = _organisation(size)
    with Bulk(db.engine, (Visit, VisitScore, Tally)) as bulk:
        _fill(bulk, version, branches, size)


def _organisation(size: Size) -> tuple[QuestionSetVersion, list[int]]:
    now = clock.now()
    client = new_region("Large", None)
    regions = [new_region(f"Region {n}", client) for n in range(size.regions)]
    branches = [
        Branch(
            client_id=client.id, region=regions[n % size.regions], code=f"B{n:05d}", name=f"Branch {n:05d}"
        )
        for n in range(size.branches)
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
    return version, list(db.session.scalars(db.select(Branch.id).order_by(Branch.region_id, Branch.id)))


def _fill(bulk: Bulk, version: QuestionSetVersion, branches: list[int], size: Size) -> None:
    """Deal the reports out over branches and months; count each report's cells as often as it fell."""
    kinds = _reports(version, Random(1), size.whole)
    rows = [_plain(version, answers, score) for answers, score in kinds]
    names, sums = _sums([score["tally"] for _answers, score in kinds], questions=size.questions)
    good = numpy.array([score["raw"] or 0 for _answers, score in kinds])
    good = (good - good.mean()) / good.std()
    draw, most = numpy.random.default_rng(1), len(branches) if size.rows is None else size.rows
    months = [MONTH - back for back in reversed(range(size.months))]
    for place, branch in enumerate(branches):
        lean = draw.normal(0, DIFFER) + draw.normal(0, MOVE, (size.months, 1))
        weights = numpy.exp(lean * good)
        counts = draw.multinomial(size.each, weights / weights.sum(axis=1, keepdims=True))
        added = numpy.tensordot(sums, counts.T.astype(float), axes=((1,), (0,))).transpose(0, 2, 1)
        bulk.insert(Tally, COLUMNS, _tallies(branch, version.id, names, months, added.astype(numpy.int64)))
        if place < most:
            visits, scores = _visits(
                branch, rows, zip(months, counts, strict=True), place * size.months * size.each
            )
            bulk.insert(Visit, ("id", "branch_id", "visited_on", *VISIT_COLUMNS), visits)
            bulk.insert(VisitScore, ("visit_id", *SCORE_COLUMNS), scores)
        if (place + 1) % 50 == 0:
            _tell(place + 1, len(branches))
    sys.stderr.write("\n")


def _sums(tallies: list[dict], *, questions: bool) -> tuple[list[str], numpy.ndarray]:
    """Every measure, and for each what a report of each kind adds: (measure, kind, n and sums), whole
    numbers that floats hold exactly."""
    known = {measure for tally in tallies for measure, _cell in cells(tally)}
    names = sorted(each for each in known if questions or not each.startswith("q:"))
    sums = numpy.zeros((len(names), len(tallies), 3))
    for kind, tally in enumerate(tallies):
        for measure, cell in cells(tally):
            if measure in names:
                sums[names.index(measure), kind] = (cell.n, cell.total, cell.total_sq)
    return names, sums


def _tallies(
    branch: int, version: int, names: list[str], months: list[int], added: numpy.ndarray
) -> Iterator[tuple]:
    """In order of the key."""
    for name, table in zip(names, added.tolist(), strict=True):
        for month, row in zip(months, table, strict=True):
            if row[0]:
                yield branch, version, name, month, *row


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


def _visits(
    branch: int, rows: list[tuple[tuple, tuple]], dealt: Iterable[tuple[int, numpy.ndarray]], number: int
) -> tuple[list[tuple], list[tuple]]:
    """The visits of one branch and their scores, numbered on from one; how many of each kind in each month."""
    visits, scores = [], []
    for month, counts in dealt:
        year, in_year = divmod(month, 12)
        for kind in numpy.repeat(numpy.arange(len(counts)), counts):
            number += 1
            key, day = UUID(int=number).hex, f"{year}-{in_year + 1:02d}-{number % 28 + 1:02d}"
            visits.append((key, branch, day, *rows[kind][0]))
            scores.append((key, *rows[kind][1]))
    return visits, scores


def _reports(version: QuestionSetVersion, random: Random, whole: bool) -> list[tuple[dict, dict]]:
    definition, made = version.definition, []
    keys, voice = [touchpoint.key for touchpoint in definition.touchpoints], Voice(random)
    for _ in range(KINDS):
        quality = dict.fromkeys(keys, random.uniform(0.5, 0.95))
        given = make_answers(definition, quality, random, voice)
        answers = survey_defs.check_answers(definition, given).answers
        row = score_row(UUID(int=0), definition, answers, why="accepted")
        made.append((answers, row if whole else {**row, "explanation": {}}))
    return made


def _tell(done: int, wanted: int) -> None:
    sys.stderr.write(f"\rmaking visits: {done:,} of {wanted:,} branches ")
    sys.stderr.flush()


def empty_tallies() -> None:
    """Throw the tallies away, as before a rebuild."""
    db.session.execute(delete(Tally))
    db.session.commit()
