"""Trends and change points: published numbers, then laws."""

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st

from scoring.change import change_point, trend

NILE = [
    1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140,
    1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969,
    831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759,
    781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890,
    744, 749, 838, 1050, 918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740,
]  # fmt: skip
"""Flow of the Nile at Aswan, 1871–1970 (Cobb 1978, doi 10.2307/2335202), as R ships it."""


def test_the_nile_fell_after_1898() -> None:
    """Pettitt's test as published for these data: K = 1617 after 1898, p = 3.6e-07."""
    found = change_point(NILE)
    assert (1870 + found.at, found.statistic, found.n) == (1898, 1617, 100)
    assert found.p == pytest.approx(3.6e-07, abs=0.05e-07)
    assert found.before > found.after


def test_a_straight_line_is_found_whatever_the_weights() -> None:
    found = trend([0, 1, 2, 5], [10, 12, 14, 20], [1, 4, 9, 2])
    assert (found.slope, found.theil_sen, found.inflation) == pytest.approx((2, 2, 1))
    assert found.direction == "improving"


def test_agrees_with_weighted_least_squares() -> None:
    """statsmodels' WLS has the same slope; its standard error is ours where the points scatter too much."""
    rng = np.random.default_rng(1)
    t, v = np.arange(12.0), rng.uniform(0.5, 2, 12)
    y = 70 + 0.3 * t + rng.normal(0, 3 * np.sqrt(v))
    fitted = sm.WLS(y, sm.add_constant(t), weights=1 / v).fit()
    found = trend(t, y, v)
    assert found.slope == pytest.approx(fitted.params[1])
    assert found.inflation > 1
    assert (found.low, found.high) == pytest.approx(tuple(fitted.conf_int()[1]))


def test_points_that_scatter_as_expected_are_not_made_surer_than_they_are() -> None:
    assert trend([0, 1, 2, 3], [5, 5, 5, 5], [4, 4, 4, 4]).inflation == 1


@given(st.lists(st.integers(-50, 50), min_size=4, max_size=20), st.integers(-9, 9), st.integers(1, 9))
def test_law_trends_follow_shifts_and_stretches(y: list[int], shift: int, stretch: int) -> None:
    t, v = list(range(len(y))), [2.0] * len(y)
    plain, moved = trend(t, y, v), trend(t, [stretch * one + shift for one in y], [stretch**2 * 2.0] * len(y))
    assert moved.slope == pytest.approx(stretch * plain.slope, abs=1e-9)
    assert moved.high - moved.low == pytest.approx(stretch * (plain.high - plain.low))
    assert trend(t, y[::-1], v).slope == pytest.approx(-plain.slope, abs=1e-9)


@given(st.lists(st.integers(-50, 50), min_size=4, max_size=20))
def test_law_a_change_point_sees_only_order_of_size(y: list[int]) -> None:
    plain, cubed = change_point(y), change_point([one**3 for one in y])
    assert (plain.at, plain.statistic, plain.p) == (cubed.at, cubed.statistic, cubed.p)
    assert 1 <= plain.at < len(y)
    assert 0 < plain.p <= 1


@pytest.mark.parametrize(
    "asked",
    [lambda: trend([1, 2], [1, 2], [1, 1]), lambda: trend([1, 1, 1], [1, 2, 3], [1, 1, 1]), lambda: trend([1, 2, 3], [1, 2, 3], [1, 0, 1]), lambda: change_point([1, 2, 3])],
)  # fmt: skip
def test_too_little_to_say_anything__error(asked) -> None:
    with pytest.raises(ValueError, match=r"at least|above 0|differ"):
        asked()
