"""Branches compared on a rate: shrunk by what they share, and never surer than the visits allow."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.comparison import compare_rates, shrink_rates

cells = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda pair: (pair[0], sum(pair)))
periods = st.lists(cells, max_size=12).map(lambda found: {f"b{at}": cell for at, cell in enumerate(found)})


@given(periods, st.lists(periods, max_size=3))
@settings(max_examples=60)
def test_every_visited_branch_is_there_once_inside_its_range(period, before):
    found = compare_rates(period, before)
    assert {each.key for each in found.branches} == {key for key, (_, n) in period.items() if n}
    assert (found.hits, found.n) == tuple(map(sum, zip(*period.values(), strict=True))) if period else (0, 0)
    for each in found.branches:
        assert 0 <= each.low <= each.high <= 1
        assert each.low - 1e-9 <= each.theta <= each.high + 1e-9
        assert (each.flag == "too_few") == (each.n < 4)


@given(st.lists(cells.filter(lambda cell: cell[1] > 0), min_size=5, max_size=12))
@settings(max_examples=60)
def test_an_estimate_lies_between_its_own_share_and_that_of_all(table):
    theta, sd = shrink_rates(table)
    middle = np.array([hits / n for hits, n in table])
    pad = 0.5 / sum(n for _, n in table) + 0.5 / len(table)
    assert (theta >= np.minimum(middle, middle.min()) - pad).all()
    assert (theta <= np.maximum(middle, middle.max()) + pad).all()
    assert (sd > 0).all()


def test_more_visits_carry_an_estimate_further_from_the_rest():
    others = {f"b{at}": (7, 10) for at in range(8)}
    thetas = []
    for n in (4, 10, 40, 160):
        found = compare_rates({**others, "low": (n // 4, n)})
        thetas.append(next(each.theta for each in found.branches if each.key == "low"))
    assert thetas == sorted(thetas, reverse=True)
    assert 0.25 < thetas[-1] < 0.35


def test_a_branch_that_always_fails_stands_out_and_equal_ones_never_do():
    found = compare_rates({f"b{at}": (10, 12) for at in range(9)} | {"bad": (1, 12)})
    assert next((each.key, each.flag) for each in found.branches) == ("bad", "likely_low")
    alike = compare_rates({f"b{at}": (9, 12) for at in range(12)})
    assert {each.flag for each in alike.branches} == {"middle"}


def test_all_best_is_still_a_range():
    found = compare_rates({f"b{at}": (5, 5) for at in range(20)})
    assert all(each.high == pytest.approx(1, abs=1e-6) and each.low < 0.995 for each in found.branches)
    assert all(each.own.low < 0.6 for each in found.branches)


def test_two_branches_stand_on_their_own():
    found = compare_rates({"a": (3, 9), "b": (9, 9)})
    assert not found.shrunk
    assert {each.flag for each in found.branches} == {"middle"}
    assert [(each.low, each.high) == (each.own.low, each.own.high) for each in found.branches] == [True, True]


def test_ranges_hold_the_truth_as_often_as_they_say():
    """24 branches, about four visits a quarter, a year of them, shares from a beta with ρ = 0.1."""
    draw = np.random.default_rng(7)
    held = []
    for _ in range(150):
        truth = draw.beta(0.7 * 9, 0.3 * 9, 24)
        quarters = [draw.poisson(4, 24).clip(1) for _ in range(4)]
        made = [
            {str(at): (int(draw.binomial(n[at], truth[at])), int(n[at])) for at in range(24)}
            for n in quarters
        ]
        found = {each.key: each for each in compare_rates(made[0], made[1:]).branches}
        held += [found[str(at)].low <= truth[at] <= found[str(at)].high for at in range(24)]
    assert 0.925 <= np.mean(held) <= 0.97
