"""The answers to one question, counted: every visit once, the best of them known."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring import score_visit
from scoring.comparison import STATES, count_answers, ways_of
from scoring.lines import UNANSWERED, read_lines
from scoring.tally import visit_tally
from tests.scoring.visit.kinds import BANDS, MINUS, OPTIONS, SCALE, reports
from tests.scoring.visit.trips import a_set, ask


def counted(visits, key: str) -> Counter[str]:
    """What tallies hold of one question."""
    told = (said for visit in visits for said in visit["counts"])
    return Counter(said.removeprefix(f"q:{key}=") for said in told if said.startswith(f"q:{key}="))


@given(st.lists(reports(), min_size=1, max_size=3))
def test_the_counts_of_a_question_add_up_to_the_visits_that_were_asked(made):
    for report in made:
        question_set = report.question_set
        visit = score_visit(question_set, report.answers)
        tally = visit_tally(visit, question_set, report.answers)
        answered = {line.key: line for line in read_lines(question_set, report.answers)}
        for key, line in answered.items():
            counts = count_answers(ways_of(question_set.by_key[key]), counted([tally], key))
            given_here = visit.scored and line.state != UNANSWERED
            assert counts.asked == given_here
            assert counts.n == (given_here and line.state not in ("does_not_apply", "not_observed"))
            if counts.hits and line.scored:
                assert line.mark == 1


@pytest.mark.parametrize(
    ("kind", "more", "answers", "best"),
    [
        ("yes_no", {}, ("yes", "no"), {"yes"}),
        ("yes_no", {"reverse": True}, ("yes", "no"), {"no"}),
        ("yes_no", {"points": 0}, ("yes", "no"), set()),
        ("choice", {"options": OPTIONS}, ("o0", "o1", "o2"), {"o0"}),
        ("choice", {"options": [{"key": key, "label": "?"} for key in "ab"], "points": 0}, ("a", "b"), set()),
        ("choices", {"options": MINUS}, ("o0", "o1", "o2", "worse"), {"mark:full"}),
        ("scale", {"scale": SCALE}, ("s0", "s1", "s2", "s3"), {"s3"}),
        ("scale", {"scale": SCALE, "reverse": True}, ("s0", "s1", "s2", "s3"), {"s0"}),
        ("duration", {"bands": BANDS}, ("band:0", "band:1", "band:2"), {"band:0"}),
        ("duration", {"bands": BANDS[:2]}, ("band:0", "band:1", "band:2"), {"band:0"}),
        ("number", {"good": 0, "bad": 7}, ("mark:full", "mark:part", "mark:none"), {"mark:full"}),
        ("number", {"points": 0}, ("answered",), set()),
    ],
)
def test_each_kind_has_its_answers_and_its_best(kind, more, answers, best):
    more = {**more}
    points = more.pop("points", 2)
    ways = ways_of(a_set([ask("q", kind, points, **more)]).by_key["q"])
    assert ways.answers == answers
    assert ways.best == best
    assert set(STATES) <= set(ways.all)
    assert ways.best <= ways.counted


@pytest.mark.parametrize(
    ("kind", "best"),
    [("text", set()), ("moment", set()), ("recommend", {"9", "10"}), ("momentum", {"forward"})],
)
def test_what_earns_no_points_is_only_judged_where_it_says_which_way(kind, best):
    question_set = a_set([ask("q"), {"key": "free", "type": kind, "text": "?"}])
    assert ways_of(question_set.by_key["free"]).best == best
