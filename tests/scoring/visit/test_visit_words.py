"""Bands, momentum, outcomes and what the shopper felt."""

from dataclasses import replace
from decimal import Decimal

import pytest

from scoring import score_visit
from tests.scoring.visit.trips import WORKED, Trip, a_set, ask

LIMITS = {"bands": {"great": 85, "sound": 70, "weak": 0}}
JUDGED = {"coverage": 0, "finish": {"curve": "share", "share": Decimal("0.60")}}


def pair(set_up: int, finish: int, left_early=False, **scoring):
    """Two touchpoints in thousandths of a full score."""
    questions = [[ask(f"q{at}", "number", good=1000, bad=0)] for at in range(2)]
    return score_visit(a_set(*questions, scoring=JUDGED | scoring), {"q0": set_up, "q1": finish}, left_early)


@pytest.mark.parametrize(
    ("score", "band"),
    [(1000, "great"), (850, "great"), (849, "sound"), (700, "sound"), (699, "weak"), (0, "weak")],
)
def test_bands_are_half_open_from_below(score, band):
    assert pair(score, score, **LIMITS).band == band


def test_bands_judge_the_exact_official_score():
    """84.96 shows as 85.0 and is not great; a cap moves the band."""
    visit = Trip((849, 850), finish=("share", Decimal("0.60"))).scored()
    assert (str(visit.shown.total), visit.band) == ("85.0", "sound")
    assert replace(WORKED, critical=(4, Decimal(60))).scored().band == "weak"


def test_a_set_names_its_own_bands():
    assert pair(950, 950, bands={"gold": 95, "silver": 0}).band == "gold"


@pytest.mark.parametrize(
    ("score", "momentum"), [(800, "forward"), (799, "drift"), (500, "drift"), (499, "away"), (0, "away")]
)
def test_momentum(score, momentum):
    assert pair(score, 900).touchpoints[0].momentum == momentum


def test_momentum_limits_are_the_sets():
    visit = pair(750, 400, momentum={"forward": 70, "drift": 40})
    assert [touchpoint.momentum for touchpoint in visit.touchpoints] == ["forward", "drift"]


def test_the_first_away_is_where_the_customer_would_have_been_lost():
    assert Trip((900, 300, 200, 900)).scored().first_away == "t1"
    assert Trip((900, 500)).scored().first_away is None


@pytest.mark.parametrize(
    ("set_up", "finish", "outcome"),
    [
        (750, 900, "touchdown"),
        (749, 900, "rescue"),
        (750, 899, "field_goal"),
        (900, 700, "fumble"),
        (900, 701, "field_goal"),
        (1000, 899, "field_goal"),
        (750, 550, "fumble"),
        (749, 100, "punt"),
        (100, 899, "punt"),
    ],
)
def test_outcome(set_up, finish, outcome):
    assert pair(set_up, finish).outcome == outcome


def test_outcome_limits_are_the_sets():
    visit = pair(600, 550, outcome={"strong_finish": 80, "strong_set_up": 60, "gap": 5})
    assert visit.outcome == "fumble"


def test_turnover_comes_first():
    capped = replace(WORKED, critical=(4, Decimal(0)))
    assert capped.scored(left_early=True).outcome == "turnover"
    assert WORKED.with_score(4, None).scored(left_early=True).outcome == "turnover"


def test_unfinished_comes_before_penalty():
    assert (
        replace(WORKED, critical=(0, Decimal(0))).with_score(0, 10).with_score(4, None).scored().outcome
        == "unfinished"
    )


@pytest.mark.parametrize(
    ("score", "below", "triggered"),
    [(999, "1", True), (1000, "1", False), (499, "0.5", True), (500, "0.5", False)],
)
def test_a_critical_question_triggers_below_its_limit(score, below, triggered):
    critical = {"critical": {"at": 0, "below": Decimal(below)}}
    visit = score_visit(
        a_set([ask("a")], [ask("q", "number", good=1000, bad=0, **critical)]), {"a": "yes", "q": score}
    )
    assert visit.critical == (("q",) if triggered else ())
    assert (visit.official == 0) is triggered


def test_a_critical_question_without_a_mark_does_not_trigger():
    question_set = a_set([ask("a"), ask("q", critical={"at": 0})])
    for answer in ("does_not_apply", "not_observed"):
        assert score_visit(question_set, {"a": "yes", "q": answer}).critical == ()
    assert score_visit(question_set, {"a": "yes", "q": "nobody"}).critical == ("q",)


def test_the_lowest_cap_holds():
    question_set = a_set([ask("a", critical={"at": 60}), ask("b", critical={"at": 40}), ask("c", points=98)])
    visit = score_visit(question_set, {"a": "no", "b": "no", "c": "yes"})
    assert (visit.raw, visit.official, visit.critical) == (98, 40, ("a", "b"))


def test_care_that_only_looked_right_is_told():
    question_set = a_set([ask("a")], [ask("b")], [ask("c")])
    felt = {"t0_momentum": "away", "t1_momentum": "away", "t2_momentum": "forward"}
    visit = score_visit(question_set, {"a": "yes", "b": "no", "c": "yes"} | felt)
    assert visit.felt == {"t0": "away", "t1": "away", "t2": "forward"}
    assert visit.felt_differs == ("t0",)


def test_what_was_felt_never_moves_the_score():
    question_set = a_set([ask("a")], [ask("b")])
    answers = {"a": "yes", "b": "no"}
    scores = {score_visit(question_set, answers | {"t0_momentum": felt}).raw for felt in ("forward", "away")}
    assert scores == {score_visit(question_set, answers).raw}


def test_fix_first_is_the_largest_loss_not_the_lowest_score():
    visit = Trip((500, 1000, 1000, 600)).scored()
    assert (visit.weakest, visit.fix_first) == ("t0", "t3")


def test_of_equal_losses_the_later_is_fixed_first_and_of_none_no_one():
    assert Trip((500, 500, 1000)).scored().fix_first == "t1"
    assert Trip((1000, 1000)).scored().fix_first is None


def test_means_by_mode_and_by_p():
    question_set = a_set(
        [ask("a", p="people", points=3), ask("b", p="processes")], [ask("c", p="people")], [ask("d")]
    )
    modes = ("people", "machine", "people")
    touchpoints = tuple(
        touchpoint.model_copy(update={"mode": mode})
        for touchpoint, mode in zip(question_set.touchpoints, modes, strict=True)
    )
    visit = score_visit(
        question_set.model_copy(update={"touchpoints": touchpoints}),
        {"a": "yes", "b": "no", "c": "no", "d": "yes"},
    )
    first, second, last = visit.touchpoints
    people = (first.weight * 75 + last.weight * 100) / (first.weight + last.weight)
    assert visit.by_mode == {"people": people, "machine": 0}
    assert visit.by_p == {"people": 75, "processes": 0}
    assert second.weight > 0
