"""The next band: against every combination of better answers, and where the search gives up."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, product
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scoring import VisitResult, score_visit
from scoring.reach import Fix, Group, Step, fewest
from tests.scoring.visit.kinds import Report, reports
from tests.scoring.visit.trips import a_set, ask, hundredth

BETTER: dict[str, list[Any]] = {
    "yes_no": ["yes"],
    "choice": ["o0", "o1"],
    "choices": [["o0", "o1"]],
    "scale": ["s3", "s2", "s1"],
    "duration": [0, 60],
    "number": [0],
}
"""One answer for every mark the search may go to."""


def improvable(report: Report, visit: VisitResult) -> list[tuple[str, list[Any]]]:
    kinds = {question["key"]: question["type"] for own in report.touchpoints for question in own}
    return [
        (line.key, BETTER[kinds[line.key]])
        for line in visit.lines
        if (line.scored or line.key in visit.critical) and line.mark is not None and line.mark < 1
    ]


def attempts(report: Report, visit: VisitResult, count: int) -> Iterator[VisitResult]:
    for some in combinations(improvable(report, visit), count):
        for better in product(*(answers for _, answers in some)):
            changed = dict(zip((key for key, _ in some), better, strict=True))
            yield score_visit(report.question_set, report.answers | changed)


def earned(visit: VisitResult) -> Fraction:
    return sum((line.earned for line in visit.lines), Fraction(0))


def lifted(before: VisitResult, after: VisitResult) -> bool:
    """No answer became worse, which the list of better answers cannot promise by itself."""
    pairs = zip(before.lines, after.lines, strict=True)
    return all(new.mark == old.mark or (new.mark or 0) > (old.mark or 0) for old, new in pairs)


def brute_force(report: Report, visit: VisitResult, least: Fraction) -> tuple[int, Fraction] | None:
    """The fewest answers and then the fewest points by trying everything through `score_visit`."""
    for count in range(len(improvable(report, visit)) + 1):
        tried = (one for one in attempts(report, visit, count) if lifted(visit, one))
        costs = [earned(one) - earned(visit) for one in tried if one.official >= least]
        if costs:
            return count, min(costs)
    return None


@settings(max_examples=60)
@given(reports(most=2, kappas=st.one_of(st.just(Decimal(0)), hundredth("0.01", "0.5"))))
def test_nothing_smaller_reaches_the_next_band(report):
    visit = score_visit(report.question_set, report.answers)
    assume(visit.next_band and len(improvable(report, visit)) <= 5)
    found = visit.next_band
    best = brute_force(report, visit, found.least)
    assert found.exact
    if best is None:
        assert found.changes == ()
    else:
        assert (len(found.changes), found.points) == best


def test_the_cheapest_way_is_through_the_finish():
    """Four touchpoints of one 4-point question each; the last one alone weighs enough."""
    questions = [[ask(f"q{at}", points=4)] for at in range(4)]
    visit = score_visit(a_set(*questions), {"q0": "yes", "q1": "yes", "q2": "no", "q3": "no"})
    assert (visit.band, visit.next_band.band, visit.next_band.least) == ("weak", "sound", 70)
    (change,) = visit.next_band.changes
    assert (change.question, change.touchpoint, change.mark, change.better) == ("q3", "t3", 0, 1)
    assert visit.next_band.points == change.points == 4


def test_of_equal_counts_fewer_points_win():
    """Either answer alone reaches great: the one worth 2 points costs less than the one worth 9."""
    dear = [ask("a", points=9), ask("rest", points=11)]
    cheap = [ask("b", points=2), ask("other", points=1)]
    visit = score_visit(
        a_set(dear, cheap, scoring={"bands": {"top": 60, "rest": 0}}),
        {"a": "no", "rest": "yes", "b": "no", "other": "yes"},
    )
    assert [change.question for change in visit.next_band.changes] == ["b"]


def test_half_a_mark_may_be_enough():
    scale = [{"key": key, "label": "?"} for key in ("cold", "flat", "warm")]
    visit = score_visit(
        a_set([ask("q", "scale", 4, scale=scale)], scoring={"bands": {"good": 50, "poor": 0}}), {"q": "cold"}
    )
    assert [(change.better, change.points) for change in visit.next_band.changes] == [(Fraction(1, 2), 2)]


def test_a_cap_under_the_band_must_go_first():
    question_set = a_set([ask("a", points=97), ask("c", critical={"at": 60}), ask("b", points=2)])
    visit = score_visit(question_set, {"a": "yes", "b": "no", "c": "no"})
    assert (visit.raw, visit.official, visit.band) == (97, 60, "weak")
    assert [change.question for change in visit.next_band.changes] == ["c"]


def test_a_cap_above_the_band_may_stay():
    question_set = a_set([ask("a", points=20), ask("c", points=10, critical={"at": 80})])
    visit = score_visit(question_set, {"a": "no", "c": "no"})
    assert visit.next_band.band == "sound"
    assert {change.question for change in visit.next_band.changes} == {"a", "c"}
    question_set = a_set([ask("a", points=90), ask("c", points=10, critical={"at": 80})])
    visit = score_visit(question_set, {"a": "no", "c": "no"})
    assert [change.question for change in visit.next_band.changes] == ["a"]


def test_what_was_not_seen_cannot_have_been_better():
    visit = score_visit(
        a_set([ask("a", points=1), ask("b", points=9)], [ask("c")], scoring={"coverage": 0}),
        {"a": "no", "b": "not_observed", "c": "nobody"},
    )
    assert [change.question for change in visit.next_band.changes] == ["a", "c"]


def test_a_band_that_better_answers_could_not_reach_says_so():
    half = [{"key": "low", "label": "?", "mark": 0}, {"key": "mid", "label": "?", "mark": Decimal("0.5")}]
    visit = score_visit(a_set([ask("q", "choice", options=half)]), {"q": "low"})
    assert (visit.next_band.band, visit.next_band.changes, visit.next_band.exact) == ("sound", (), True)


def test_the_highest_band_has_no_next():
    assert score_visit(a_set([ask("q")]), {"q": "yes"}).next_band is None


def test_the_search_says_when_it_gave_up_and_still_reaches():
    """Distinct points make every choice a state of its own; with a small bound that is too many."""
    fixes = tuple(Fix(f"q{n}", (Step(Fraction(1), Fraction(2**n + 40)),), must=False) for n in range(12))
    group = Group(fixes, gain=Fraction(1), rise=Fraction(0), low=Fraction(0))
    given_up, proven = fewest([group], Fraction(3000), most_states=20), fewest([group], Fraction(3000))
    assert (given_up.exact, proven.exact) == (False, True)
    assert len(given_up.marks) == len(proven.marks)

    def points(chosen):
        return sum(fix.steps[0].points for fix in fixes if fix.key in chosen.marks)

    assert points(given_up) >= points(proven) >= 3000


def test_an_unseen_touchpoint_is_never_the_weakest():
    """Fixing `d` gives .977·(.476·.5 + .524) + .023·.5 = 75.6; with nothing for the weakest 74.5."""
    question_set = a_set(
        [ask("a"), ask("b")],
        [ask("unseen")],
        [ask("c"), ask("d")],
        scoring={"weakest_link": Decimal("0.1"), "bands": {"good": 75, "poor": 0}},
    )
    answers = {"a": "yes", "b": "no", "unseen": "not_observed", "c": "yes", "d": "no"}
    visit = score_visit(question_set, answers)
    assert [change.question for change in visit.next_band.changes] == ["d"]
