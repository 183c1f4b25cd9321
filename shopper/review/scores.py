"""The snapshot of a score, written once and never changed; a re-score is a new row that says why."""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any
from uuid import UUID

from scoring import VisitResult, score_visit
from scoring.shown import hundredths
from scoring.tally import visit_tally
from shopper import clock
from shopper.extensions import db
from shopper.models import Person, Visit, VisitScore
from shopper.review import queries
from survey_defs import QuestionSet

MEASURES = ("raw", "official", "flat", "finish", "set_up", "gap")


def result_of(visit: Visit) -> VisitResult:
    """What the visit is worth by its pinned version, as its answers stand; nothing is stored."""
    return score_visit(visit.version.definition, visit.answers or {}, visit.left_early)


def write_score(visit: Visit, why: str, by: Person | None, result: VisitResult | None = None) -> VisitScore:
    """Score a visit, part of a command: the row that is in force from now on.

    `result` may be given where the answers were scored in this same command."""
    number = queries.last_score_number(visit) + 1
    row = score_row(
        visit.id,
        visit.version.definition,
        visit.answers or {},
        left_early=visit.left_early,
        why=why,
        number=number,
        made_by_id=by.id if by else None,
        result=result,
    )
    score = VisitScore(**row)
    db.session.add(score)
    visit.score_number = number
    return score


def score_row(  # noqa: PLR0913  a row has these columns
    visit_id: UUID,
    definition: QuestionSet,
    answers: Mapping[str, Any],
    *,
    why: str,
    left_early: bool = False,
    number: int = 1,
    made_at: datetime | None = None,
    made_by_id: int | None = None,
    result: VisitResult | None = None,
) -> dict[str, Any]:
    """The columns of a snapshot, for one row or for `insert(VisitScore)` of thousands.

    Whoever inserts it also sets `Visit.score_number` to its number."""
    result = result or score_visit(definition, answers, left_early)
    return {
        "visit_id": visit_id,
        "number": number,
        "why": why,
        "made_at": made_at or clock.now(),
        "made_by_id": made_by_id,
        **{measure: _hundredths(getattr(result, measure)) for measure in MEASURES},
        "band": result.band,
        "outcome": str(result.outcome),
        "explanation": result.to_dict(),
        "tally": visit_tally(result, definition, answers),
    }


def _hundredths(points: Fraction | None) -> int | None:
    return None if points is None else hundredths(points)
