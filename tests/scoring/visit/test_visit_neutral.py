"""I19: what must not move a score."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from scoring import score_visit
from tests.scoring.visit.kinds import Report, reports
from tests.scoring.visit.trips import ask


def told(report: Report) -> tuple:
    visit = score_visit(report.question_set, report.answers)
    return (
        visit.raw,
        visit.official,
        visit.flat,
        visit.touchpoints,
        visit.coverage,
        visit.shown,
        visit.outcome,
        visit.by_mode,
    )


@given(reports())
def test_i19_asking_everything_twice_changes_nothing(report):
    twice = [
        (*questions, *({**q, "key": f"again_{q['key']}"} for q in questions))
        for questions in report.touchpoints
    ]
    answers = report.answers | {f"again_{key}": answer for key, answer in report.answers.items()}
    assert told(replace(report, touchpoints=tuple(twice), answers=answers)) == told(report)


@given(reports(), st.data())
def test_i19_a_question_that_does_not_apply_changes_nothing(report, data):
    at = data.draw(st.integers(0, len(report.touchpoints) - 1))
    points = data.draw(st.integers(1, 9))
    more = [
        (*questions, ask("extra", points=points, critical={"at": 0})) if place == at else questions
        for place, questions in enumerate(report.touchpoints)
    ]
    answers = report.answers | {"extra": "does_not_apply"}
    assert told(replace(report, touchpoints=tuple(more), answers=answers)) == told(report)


@given(reports(), st.integers(2, 30))
def test_i19_scaling_the_points_changes_nothing(report, times):
    scaled = [
        tuple({**q, "points": q["points"] * times} for q in questions) for questions in report.touchpoints
    ]
    assert told(replace(report, touchpoints=tuple(scaled))) == told(report)


@given(reports())
def test_the_long_form_of_an_answer_scores_like_the_short_one(report):
    states = {"nobody", "not_observed", "does_not_apply"}
    long = {
        key: {"state" if answer in states else "value": answer, "at": "2026-11-05T09:30:00.000Z"}
        for key, answer in report.answers.items()
        if not isinstance(answer, list)
    } | {key: {"value": answer} for key, answer in report.answers.items() if isinstance(answer, list)}
    assert told(replace(report, answers=long)) == told(report)
