"""Released visits in bulk, through the real score and the real tallies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import uuid4

from scoring.tally import Cell
from shopper.extensions import db
from shopper.models import Branch, Person, QuestionSetVersion, Visit, VisitScore, VisitState
from shopper.review.scores import score_row
from shopper.review.tallies import Key, apply_cells, score_cells
from survey_defs import check_answers
from tests.support.builders import BEST

Told = tuple[Branch, date, Mapping[str, Any]]

AVERAGE: dict[str, Any] = {**BEST, "wait": 120}
"""92.2 of 100: the wait earned half."""
FUMBLED: dict[str, Any] = {**BEST, "thanked": "no"}
"""A strong set-up, nothing at the end."""
RUDE: dict[str, Any] = {**{k: v for k, v in BEST.items() if k != "words"}, "greeted": "no", "wait": 300}
"""A weak set-up, made good at the end."""
UNSEEN: dict[str, Any] = {
    "greeted": "not_observed",
    "receipt": "does_not_apply",
    "wait": "not_observed",
    "thanked": "not_observed",
}
"""Nothing was seen, so nothing is scored."""


def released(
    version: QuestionSetVersion, visits: Iterable[Told], *, shopper: Person | None = None
) -> list[Visit]:
    """Each visit as the reviewer's button leaves it: answers judged, scored, released and tallied."""
    made = [_visit(version, *told, shopper) for told in visits]
    rows = [score_row(visit.id, version.definition, visit.answers or {}, why="accepted") for visit in made]
    db.session.add_all(made)
    db.session.flush()
    db.session.add_all(VisitScore(**row) for row in rows)
    sums: dict[Key, Cell] = {}
    for visit, row in zip(made, rows, strict=True):
        assert visit.visited_on is not None
        for key, cell in score_cells(visit.branch_id, version.id, visit.visited_on, row["tally"]).items():
            sums[key] = sums.get(key, Cell()) + cell
    apply_cells(sums)
    db.session.commit()
    return made


def _visit(
    version: QuestionSetVersion, branch: Branch, day: date, answers: Mapping[str, Any], shopper: Person | None
) -> Visit:
    noon = datetime.combine(day, time(12), UTC)
    checked = check_answers(version.definition, answers, sending=False)
    return Visit(
        id=uuid4(),
        branch_id=branch.id,
        version_id=version.id,
        shopper_id=shopper.id if shopper else None,
        state=VisitState.RELEASED,
        started_at=noon,
        sent_at=noon,
        released_at=noon,
        visited_on=day,
        reference=f"R{uuid4().hex[:8]}",
        answers=checked.answers,
        score_number=1,
        created_at=noon,
    )
