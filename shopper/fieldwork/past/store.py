"""Past visits stored as released: visit, score and tallies together, part of one command."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from scoring.tally import Cell
from shopper import clock
from shopper.extensions import db
from shopper.models import QuestionSetVersion, Visit, VisitScore, VisitSource, VisitState
from shopper.review.scores import score_row
from shopper.review.tallies import Key, apply_cells, score_cells

BATCH = 500


@dataclass(frozen=True)
class Stored:
    """One past visit, ready to be stored. `answers` are in long form.

    `known` are more columns of the visit, the same ones for all that are stored together."""

    id: UUID
    branch_id: int
    visited_on: date
    answers: dict[str, Any]
    shopper_id: int | None = None
    reference: str | None = None
    source: VisitSource = VisitSource.IMPORT
    known: Mapping[str, Any] = field(default_factory=dict)


def store_released(
    version: QuestionSetVersion,
    visits: Iterable[Stored],
    *,
    why: str,
    progress: Callable[[int], None] = lambda _done: None,
) -> None:
    """Score and insert all of them, and count them in the tallies."""
    sums: dict[Key, Cell] = defaultdict(Cell)
    visit_rows, score_rows = [], []
    for visit in visits:
        made_at = visit.known.get("released_at")
        score = score_row(visit.id, version.definition, visit.answers, why=why, made_at=made_at)
        for key, cell in score_cells(visit.branch_id, version.id, visit.visited_on, score["tally"]).items():
            sums[key] += cell
        visit_rows.append(visit_row(visit, version))
        score_rows.append(score)
        progress(1)
        if len(visit_rows) == BATCH:
            _insert(visit_rows, score_rows)
    _insert(visit_rows, score_rows)
    apply_cells(sums)


def _insert(visit_rows: list[dict[str, Any]], score_rows: list[dict[str, Any]]) -> None:
    """Write what has gathered and empty both lists."""
    if visit_rows:
        db.session.execute(insert(Visit), visit_rows)
        db.session.execute(insert(VisitScore), score_rows)
        visit_rows.clear()
        score_rows.clear()


def visit_row(visit: Stored, version: QuestionSetVersion) -> dict[str, Any]:
    """The columns of a released visit."""
    noon = datetime.combine(visit.visited_on, time(12), tzinfo=UTC)
    return {
        "id": visit.id,
        "branch_id": visit.branch_id,
        "version_id": version.id,
        "shopper_id": visit.shopper_id,
        "reference": visit.reference,
        "state": VisitState.RELEASED,
        "source": visit.source,
        "visited_on": visit.visited_on,
        "sent_at": noon,
        "released_at": noon,
        "draft": {},
        "answers": visit.answers,
        "score_number": 1,
        "created_at": clock.now(),
        **visit.known,
    }
