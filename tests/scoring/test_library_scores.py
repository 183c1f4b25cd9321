"""The worked answers beside every shipped set score what their authors reckoned apart from this code."""

from fractions import Fraction

import pytest

from scoring import score_visit
from survey_defs import check_answers
from tests.survey_defs.test_library import CASES


@pytest.mark.parametrize(("question_set", "case"), CASES)
def test_worked_answers_score_what_was_reckoned(question_set, case):
    left_early = case.get("left_early", False)
    answers = check_answers(question_set, case["answers"], left_early=left_early).answers
    visit = score_visit(question_set, answers, left_early=left_early)
    expected = case["expect"]
    points = {name for name in expected if name not in ("band", "outcome")}
    wanted = {name: None if expected[name] is None else Fraction(expected[name]) for name in points}
    assert {name: getattr(visit, name) for name in points} == wanted
    assert (visit.band, visit.outcome) == (expected["band"], expected["outcome"])
