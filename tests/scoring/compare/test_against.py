"""One branch against another: the difference by hand, chances that hold, and what no order may change."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.comparison import CellTable, difference_range, differences, hold_against

TAU, SD = 5.0, 13.0


def chain(seed, branches=60, quarters=4, visits=3):
    """A year of visits, `visits` a quarter and more in the first branches; and what each branch is worth."""
    rng = np.random.default_rng(seed)
    worth = 75 + rng.normal(0, TAU, branches)
    rows = []
    for branch in range(branches):
        for quarter in range(quarters):
            points = np.rint(100 * rng.normal(worth[branch], SD, visits + (branch % 4))).astype(np.int64)
            rows.append((branch, quarter, quarter == 0, len(points), points.sum(), (points**2).sum()))
    columns = [np.array(each) for each in zip(*rows, strict=True)]
    whole = [each.astype(np.int64) for each in columns]
    whole[2] = columns[2].astype(np.bool_)
    return CellTable(*whole), worth


def test_the_difference_and_its_range_by_hand():
    """Two branches of four visits each with a pooled variance of 100: ± t(.975, 6)·√50 = 2.4469·7.0711."""
    table = CellTable(
        np.array([1, 2]), np.array([0, 0]), np.array([True, True]), np.array([4, 4]),
        np.array([32_000, 28_000]), np.array([259_000_000, 199_000_000]),
    )  # fmt: skip
    (found,) = hold_against(table, 0, 1, [2])
    assert found.difference == 10
    assert (found.low, found.high) == pytest.approx((10 - 17.3024, 10 + 17.3024), abs=1e-3)
    assert found.better is None, "two branches say nothing about how much branches differ"
    assert not found.apart


def test_a_chance_of_eight_in_ten_comes_true_eight_times_in_ten():
    told, true, held = [], [], []
    for seed in range(60):
        table, worth = chain(seed)
        for one in hold_against(table, 0, 0, list(range(1, 25)), level=1 - 24 * 0.05):
            told.append(one.better)
            true.append(worth[0] > worth[int(one.other)])
            held.append(one.low <= worth[0] - worth[int(one.other)] <= one.high)
    told, true = np.array(told), np.array(true)
    for low in np.arange(0, 1, 0.2):
        some = (told >= low) & (told < low + 0.2)
        assert true[some].mean() == pytest.approx(told[some].mean(), abs=0.12), low
    assert 0.93 <= np.mean(held) <= 0.97


@settings(max_examples=15)
@given(st.integers(0, 99), st.integers(0, 59), st.integers(0, 59))
def test_law_the_other_way_round_says_the_opposite(seed, one, other):
    table, _worth = chain(seed)
    (here,), (there,) = hold_against(table, 0, one, [other]), hold_against(table, 0, other, [one])
    assert here.difference == pytest.approx(-there.difference)
    assert here.better == pytest.approx(1 - there.better)
    assert here.low == pytest.approx(-there.high)


def test_three_questions_at_once_want_wider_ranges_than_one():
    table, _worth = chain(3)
    (alone,), several = hold_against(table, 0, 1, [2]), hold_against(table, 0, 1, [2, 3, 4])
    assert several[0].low < alone.low < alone.high < several[0].high
    assert several[0].better == alone.better


def test_who_has_no_visit_is_left_out_and_one_visit_each_has_no_range():
    table, _worth = chain(4)
    assert hold_against(table, 0, 1, [999]) == ()
    assert difference_range(5.0, 9.0, 0) == (None, None)
    few = table.where(table.n == 3)
    assert not hold_against(few, 0, 4, [8])[0].carried


def test_of_ten_alike_touchpoints_hardly_any_pair_is_called_apart():
    rng, called = np.random.default_rng(8), 0
    for _ in range(400):
        pairs = [tuple((9, int(rng.normal(0, 1300, 9).sum())) for _side in "ab") for _touchpoint in range(10)]
        called += any(one.apart for one in differences(pairs, [(169.0, 500)] * 10))
    assert called <= 400 * 0.08


def test_a_touchpoint_that_one_never_saw_or_seldom_says_nothing():
    seldom, often = (3, 3 * 9_000), (9, 9 * 2_000)
    unseen, few, apart = differences([None, (seldom, often), ((9, 9 * 9_000), often)], [(169.0, 500)] * 3)
    assert unseen is None
    assert few.difference == apart.difference == 70
    assert (few.apart, few.carried, apart.apart) == (False, False, True)
