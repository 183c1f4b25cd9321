"""What holds for any data of places, ranks, rates and plans."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.compare import (
    benjamini_hochberg,
    comparison_multiplier,
    detectable_difference,
    expected_rank,
    funnel_limits,
    james_stein,
    joint_rank_sets,
    percentile_interval,
    probability_in_bottom,
    rank_set,
    visits_needed,
    wilson,
)
from scoring.compare.standing import EXACT_TO, _below

points = st.floats(0, 100).map(lambda x: round(x, 2))
chains = st.lists(st.tuples(points, st.integers(1, 9)), min_size=5, max_size=12)
marks = st.lists(st.lists(st.integers(0, 10_000), max_size=5), min_size=1, max_size=8)
some = settings(max_examples=40)

spreads = st.lists(st.tuples(points, st.sampled_from([0.0, 0.0, 0.5, 2.0, 6.0])), min_size=1, max_size=12)


@given(spreads, st.floats(0.01, 0.99))
def test_chances_of_the_bottom_add_up_to_its_share(chain, share: float):
    theta, sd = (np.array([row[part] for row in chain]) for part in (0, 1))
    chance = probability_in_bottom(theta, sd, share)
    assert chance.sum() == pytest.approx(share * len(chain), abs=1e-8)
    assert ((chance >= 0) & (chance <= 1)).all()
    same = sd == sd[0]
    assert (np.diff(chance[same][np.argsort(theta[same])]) <= 1e-12).all()


def test_certain_ties_share_the_places_that_are_left():
    assert probability_in_bottom([1, 2, 2, 2, 3], [0] * 5, 0.4).tolist() == pytest.approx(
        [1, 1 / 3, 1 / 3, 1 / 3, 0]
    )
    assert probability_in_bottom([1, 2], [1, 1], 0).tolist() == [0, 0]
    with pytest.raises(ValueError, match="share"):
        probability_in_bottom([1, 2], [1, 1], 25)


@given(spreads)
def test_places_run_from_worst_to_best(chain):
    theta, sd = (np.array([row[part] for row in chain]) for part in (0, 1))
    low, high = percentile_interval(theta, sd)
    assert ((low >= 0) & (low <= high) & (high <= 100)).all()


def test_places_of_branches_known_for_certain_are_middle_ranks():
    low, high = percentile_interval([1, 2, 3, 4], [0] * 4)
    assert low.tolist() == high.tolist() == [12.5, 37.5, 62.5, 87.5]


def test_places_in_a_large_chain_match_the_direct_sum():
    """Above 200 branches a spline stands in; a branch without doubt is counted as before."""
    random = np.random.default_rng(5)
    theta, sd = random.normal(80, 5, 400), random.uniform(0.5, 4, 400)
    sd[:3] = 0
    few = slice(0, EXACT_TO)
    assert len(theta) > EXACT_TO
    low, high = percentile_interval(theta, sd)

    for found, sign in ((low, -1), (high, 1)):
        ends = theta[few] + sign * 1.6448536 * sd[few]
        assert found[few] == pytest.approx(100 * _below(ends, theta, sd).mean(axis=0), abs=0.01)


@given(spreads)
def test_expected_ranks_average_to_the_middle(chain):
    theta, sd = (np.array([row[part] for row in chain]) for part in (0, 1))
    ranks = expected_rank(theta, sd)
    assert ranks.mean() == pytest.approx((len(chain) + 1) / 2)
    assert ((ranks >= 1) & (ranks <= len(chain))).all()


def test_expected_rank_of_certain_branches_is_their_rank():
    assert expected_rank([70, 90, 80], [0, 0, 0]).tolist() == [3, 1, 2]


@given(spreads.filter(lambda chain: len(chain) > 1))
def test_rank_sets_hold_the_plain_rank(chain):
    y, se = (np.array([row[part] for row in chain]) for part in (0, 1))
    best, worst = joint_rank_sets(y, se)
    plain_best = 1 + (y > y[:, None]).sum(axis=1)
    assert (best <= plain_best).all()
    assert (worst >= len(y) - (y < y[:, None]).sum(axis=1)).all()
    alone = rank_set(y, se + 0.1, 0)
    assert 1 <= alone[0] <= plain_best[0] <= alone[1] <= len(y)


def test_rank_sets_need_two_branches():
    for refused in (lambda: joint_rank_sets([1], [1]), lambda: rank_set([1], [1], 0)):
        with pytest.raises(ValueError, match="at least two"):
            refused()


@given(n=st.integers(1, 500), data=st.data())
def test_wilson_holds_the_rate(n: int, data):
    hits = data.draw(st.integers(0, n))
    found = wilson(hits, n)
    assert found is not None
    assert 0 <= found.low <= hits / n <= found.high <= 1


def test_no_visits_no_claim():
    assert wilson(0, 0) is None
    with pytest.raises(ValueError, match="cannot be"):
        wilson(5, 4)


@given(st.lists(st.floats(0, 1), max_size=30))
def test_a_smaller_p_is_never_kept_while_a_larger_one_is_rejected(p: list[float]):
    rejected = benjamini_hochberg(p)
    assert len(rejected) == len(p)
    if rejected.any():
        assert (rejected == (np.array(p) <= np.array(p)[rejected].max())).all()


def test_james_stein_never_turns_the_order_round():
    """The positive part: very noisy means collapse onto their average, not beyond it."""
    theta, factor = james_stein([1, 2, 3, 4, 5], 100)
    assert factor == 0
    assert theta.tolist() == [3] * 5
    with pytest.raises(ValueError, match="one variance"):
        james_stein([1, 2, 3, 4], [1, 1, 1, 2])


def test_unequal_bars_need_more_than_equal_ones():
    """From 1.386 for equal errors towards 1.960 where one is exact."""
    assert comparison_multiplier() < comparison_multiplier([1, 5]) < comparison_multiplier([1, 1000]) < 1.96
    with pytest.raises(ValueError, match="two standard errors"):
        comparison_multiplier([1])


@given(st.floats(0.1, 50), st.floats(0.1, 50))
def test_planning_works_both_ways(difference: float, sd: float):
    assert detectable_difference(visits_needed(difference, sd), sd) == pytest.approx(difference)


def test_planning_refuses_nothing_to_notice():
    for refused in (lambda: visits_needed(0, 13), lambda: detectable_difference(0, 13)):
        with pytest.raises(ValueError, match="above 0"):
            refused()


def test_funnel_narrows_with_visits_to_what_branches_truly_differ():
    """s²/n = 169/1 and 0 beside τ² = 25: ± 1.96·√194 and ± 1.96·5, ± 3.09·5."""
    funnel = funnel_limits(80, 169, 25, [1, 1e12])
    assert funnel.inner_low.tolist() == pytest.approx([80 - 1.96 * 194**0.5, 80 - 9.8])
    assert funnel.outer_high[1] == pytest.approx(80 + 15.45)
    with pytest.raises(ValueError, match="visits must be above 0"):
        funnel_limits(80, 169, 25, [0])
