"""Saving and deleting test cases."""

from typing import Any

from shopper import clock
from shopper.audit import command
from shopper.extensions import db
from shopper.models import DraftCase, Person, QuestionSet


@command("question_set.case", "name")
def save_case(
    question_set: QuestionSet, *, name: str, answers: dict[str, Any], expected: str, by: Person | None
) -> DraftCase:
    """Keep a whole report with the score it should have."""
    case = DraftCase(question_set_id=question_set.id, name=name, answers=answers, expected=expected)
    case.by_id, case.created_at = by.id if by else None, clock.now()
    db.session.add(case)
    return case


@command("question_set.drop_case", "name", about="question_set")
def drop_case(case: DraftCase, *, question_set: QuestionSet, name: str, by: Person | None) -> None:
    """Delete a test case."""
    db.session.delete(db.session.merge(case))
