"""Shoppers beside each other: whose marks never go up and down, and how seldom honest ones look so."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.markers import markers
from scoring.screens import digit_preference, people_to_look_at


def visits(
    seed: int, flat: int | None = None, branches: int = 60, shoppers: int = 20
) -> tuple[np.ndarray, ...]:
    """600 visits; the marks of the shopper `flat` hardly differ."""
    rng = np.random.default_rng(seed)
    branch, shopper = rng.integers(0, branches, 600), rng.integers(0, shoppers, 600)
    sd = np.where(shopper == flat, 2.0, 12.0)
    mean = 80 + rng.normal(0, 5, branches)[branch] + rng.normal(0, 4, shoppers)[shopper]
    return mean + sd * rng.normal(size=600), branch, shopper


def test_who_marks_every_visit_alike_is_found_among_twenty() -> None:
    found = {one.shopper: one for one in markers(*visits(1, flat=7))}
    assert people_to_look_at({name: one.flat for name, one in found.items()}) == (7,)
    assert found[7].spread < found[7].usual / 2
    assert found[7].company == 19


def test_honest_shoppers_look_flat_as_often_as_chance_has_it() -> None:
    """Sixty branches of ten visits each: what a branch takes from its visits is allowed for."""
    chances = [one.flat for seed in range(15) for one in markers(*visits(seed, branches=200))]
    assert 0.02 <= np.mean(np.array(chances) < 0.05) <= 0.08
    assert 0.42 <= np.mean(chances) <= 0.58


@settings(max_examples=15)
@given(st.floats(-30, 30), st.integers(0, 5))
def test_law_kindness_and_the_level_do_not_make_anybody_flat(up: float, seed: int) -> None:
    y, branch, shopper = visits(seed)
    plain, higher = markers(y, branch, shopper), markers(y + up, branch, shopper)
    assert [one.flat for one in higher] == pytest.approx([one.flat for one in plain], abs=1e-6)


def test_one_visit_is_nobodys_pattern() -> None:
    found = markers([80.0, 60.0], ["a", "a"], ["ann", "bob"])
    assert [(one.shopper, one.flat, one.severity.n) for one in found] == [("ann", 1.0, 1), ("bob", 1.0, 1)]
    with pytest.raises(ValueError, match="at least two"):
        markers([80.0], ["a"], ["ann"])


def test_round_numbers_are_held_against_what_others_write() -> None:
    rounded = [30, 60, 45, 90, 15, 30, 60, 120, 63, 62]
    assert digit_preference(rounded) < 0.0001
    assert digit_preference(rounded, usual=0.8) > 0.3
    assert digit_preference(rounded, usual=0.1) == digit_preference(rounded)
