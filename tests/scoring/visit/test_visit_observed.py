"""What was seen of the journey: coverage, missing touchpoints, hidden questions."""

from decimal import Decimal
from fractions import Fraction

import pytest

from scoring import score_visit
from scoring.outcome import Outcome
from tests.scoring.visit.trips import WORKED, Trip, a_set, ask, seen

POINTS = ("raw", "official", "flat", "finish", "set_up", "gap", "band")


def five(answers: list[str | None], scoring=None, weights=(1,) * 5):
    question_set = a_set(*([ask(f"q{at}")] for at in range(5)), scoring=scoring)
    weighed = (
        touchpoint.model_copy(update={"weight": Decimal(weight)})
        for touchpoint, weight in zip(question_set.touchpoints, weights, strict=True)
    )
    question_set = question_set.model_copy(update={"touchpoints": tuple(weighed)})
    return score_visit(question_set, {f"q{at}": answer for at, answer in enumerate(answers) if answer})


def test_exactly_sixty_percent_is_scored():
    visit = five(["yes", "not_observed", "no", "not_observed", "yes"])
    assert visit.coverage == Fraction(3, 5)
    assert visit.scored
    assert visit.raw is not None


def test_below_sixty_percent_nothing_is_claimed():
    visit = five(["yes", "not_observed", "no", "not_observed", "yes"], weights=(1, 1, "0.99", 1, 1))
    assert visit.coverage < Fraction(3, 5)
    assert not visit.scored
    assert [getattr(visit, name) for name in POINTS] == [None] * len(POINTS)
    assert (visit.sensitivity, visit.next_band, visit.shown.total, visit.shown.parts) == (
        None,
        None,
        None,
        {},
    )
    assert visit.outcome is Outcome.UNFINISHED


def test_coverage_goes_by_importance_not_by_questions():
    visit = five(["not_observed", "yes", "yes", "yes", "yes"], weights=(6, 1, 1, 1, 1))
    assert visit.coverage == Fraction(4, 10)


def test_the_set_says_how_much_is_enough():
    assert five(["yes", None, None, None, "yes"], scoring={"coverage": Decimal("0.4")}).scored
    assert not five(["yes", None, None, None, "yes"], scoring={"coverage": Decimal("0.41")}).scored


def test_what_does_not_apply_leaves_coverage_alone():
    visit = five(["yes", "does_not_apply", "does_not_apply", "does_not_apply", "no"])
    assert visit.coverage == 1
    assert [touchpoint.observed for touchpoint in visit.touchpoints] == [True, False, False, False, True]


@pytest.mark.parametrize("answer", ["not_observed", None, "cleared"])
def test_what_was_not_seen_or_not_said_lowers_coverage(answer):
    assert five(["yes", "yes", answer, "yes", "yes"]).coverage == Fraction(4, 5)


def test_nobody_was_observed():
    visit = five(["yes", "yes", "nobody", "yes", "yes"])
    assert visit.coverage == 1
    assert visit.touchpoints[2].score == 0


def test_one_mark_is_enough_to_observe_a_touchpoint():
    visit = score_visit(a_set([ask("a"), ask("b")]), {"a": "not_observed", "b": "yes"})
    assert visit.coverage == 1
    assert visit.raw == 100


def test_an_unobserved_touchpoint_has_no_score_and_no_weight():
    touchpoint = WORKED.with_score(1, None).scored().touchpoints[1]
    assert touchpoint == ("t1", None, 0, 0, 0, None, None, False)


def test_one_observed_touchpoint_is_everything():
    visit = Trip((None, 700, None), kappa=Decimal("0.5")).scored()
    (only,) = seen(visit)
    assert (only.weight, visit.raw, visit.finish) == (1, 70, 70)
    assert (visit.set_up, visit.gap) == (None, None)
    assert visit.outcome is Outcome.UNFINISHED


def test_nothing_observed_is_not_scored_however_little_is_asked_for():
    visit = Trip((None, None)).scored()
    assert (visit.raw, visit.coverage, visit.weakest, visit.share_in_force) == (None, 0, None, None)
    assert visit.outcome is Outcome.UNFINISHED
    assert visit.to_dict()["raw"] is None


def test_last_is_the_furthest_along_the_journey_not_the_heaviest():
    weights = tuple(Decimal(weight) for weight in (1, 9, 1))
    visit = Trip((1000, 1000, 0), weights=weights).scored()
    assert visit.finish == 0
    assert visit.touchpoints[2].weight > visit.touchpoints[1].weight


def test_finish_still_speaks_of_the_last_one_observed():
    visit = WORKED.with_score(4, None).scored()
    assert (visit.finish, visit.set_up, visit.gap) == (75, 90, -15)
    assert not visit.finish_observed


def test_positions_are_those_of_the_design():
    """With the second of three unseen, the third still stands two steps from the first."""
    visit = Trip((500, None, 500), finish=("geometric", Decimal(2))).scored()
    assert visit.touchpoints[2].weight / visit.touchpoints[0].weight == 4
    visit = Trip((500, None, 500), finish=("linear", Decimal(3))).scored()
    assert visit.touchpoints[2].weight / visit.touchpoints[0].weight == 4


def test_a_hidden_question_plays_no_part():
    """Greeted is no, so warmth is not asked: its drafted answer counts nowhere."""
    greeting = [ask("greeted"), ask("warmth", points=9, show_if={"question": "greeted", "is": "yes"})]
    question_set = a_set(greeting, [ask("bye")])
    visit = score_visit(question_set, {"greeted": "no", "warmth": "yes", "bye": "yes"})
    assert visit.touchpoints[0].score == 0
    assert "warmth" not in [line.key for line in visit.lines]
    shown = score_visit(question_set, {"greeted": "yes", "warmth": "no", "bye": "yes"})
    assert shown.touchpoints[0].score == 10


def test_a_touchpoint_of_hidden_questions_is_not_applicable():
    question_set = a_set(
        [ask("bought")], [ask("paid", show_if={"question": "bought", "is": "yes"})], [ask("bye")]
    )
    visit = score_visit(question_set, {"bought": "no", "bye": "yes"})
    assert visit.coverage == 1


def test_importance_moves_the_heads():
    weights = tuple(Decimal(weight) for weight in ("3", "1", "1"))
    visit = Trip((0, 1000, 1000), weights=weights, finish=("share", Decimal("0.6"))).scored()
    assert [touchpoint.weight for touchpoint in visit.touchpoints] == [
        Fraction(3, 10),
        Fraction(1, 10),
        Fraction(3, 5),
    ]


def test_weakest_link_moves_weight_to_the_weakest_of_equals_the_later():
    trip = Trip((300, 300, 900), finish=("share", Decimal("0.6")), kappa=Decimal("0.1"))
    visit = trip.scored()
    assert visit.weakest == "t1"
    assert [touchpoint.weight for touchpoint in visit.touchpoints] == [
        Fraction(18, 100),
        Fraction(28, 100),
        Fraction(54, 100),
    ]


def test_weakest_link_is_held_back_so_that_the_last_stays_heaviest():
    """g = .6 − .4 = .2, so κ is at most .1/1.2 = 1/12."""
    visit = Trip((300, 900), finish=("share", Decimal("0.6")), kappa=Decimal("0.9")).scored()
    assert visit.touchpoints[0].weight == Fraction(11, 12) * Fraction(2, 5) + Fraction(1, 12)
