"""What visits can carry: laws of planning, and the published range of a standard deviation."""

from math import inf, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.compare import detectable_difference, sd_interval, visits_against, visits_needed

points = st.floats(1, 100)
spreads = st.floats(0.5, 40)


@given(points, spreads)
def test_a_mean_that_is_known_costs_half(difference, sd):
    assert visits_against(difference, sd) == pytest.approx(visits_needed(difference, sd) / 2)


@given(points, spreads, st.floats(0, 5), st.floats(0, 5))
def test_a_rougher_mean_costs_more_visits_or_is_never_told_apart(difference, sd, se, more):
    known, rougher = visits_against(difference, sd, se), visits_against(difference, sd, se + more)
    assert (inf if rougher is None else rougher) >= (inf if known is None else known) * (1 - 1e-12)


@given(points, spreads, st.floats(1, 500))
def test_a_mean_of_as_many_visits_is_the_same_as_another_branch(difference, sd, n):
    needed = visits_needed(difference, sd)
    assert visits_against(difference, sd, sd / sqrt(needed)) == pytest.approx(needed)
    assert detectable_difference(n, sd) > 0


def test_a_mean_that_is_too_rough_is_never_told_apart():
    assert visits_against(5, 13, 2.0) is None


def test_the_range_of_a_standard_deviation_is_that_of_the_chi_square_table():
    """χ² on 10 degrees of freedom: 3.247 and 20.483 at .025 and .975 (NIST/SEMATECH e-Handbook 1.3.6.7.4)."""
    low, high = sd_interval(13.0, 10)
    assert low == pytest.approx(13 * sqrt(10 / 20.483), abs=5e-4)
    assert high == pytest.approx(13 * sqrt(10 / 3.247), abs=5e-4)


@pytest.mark.parametrize(("difference", "sd", "se"), [(0, 13, 0), (5, 0, 0), (5, 13, -1)])
def test_what_cannot_be_planned_is_refused(difference, sd, se):
    with pytest.raises(ValueError, match="above 0"):
        visits_against(difference, sd, se)


def test_an_sd_from_nothing_has_no_range():
    with pytest.raises(ValueError, match="one degree of freedom"):
        sd_interval(13, 0)
