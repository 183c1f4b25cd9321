"""Severity of shoppers: published components, then laws."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.raters import LEAST_VISITS, Components, components, effects, variance_components

BATCHES = [
    [1545, 1440, 1440, 1520, 1580], [1540, 1555, 1490, 1560, 1495], [1595, 1550, 1605, 1510, 1560],
    [1445, 1440, 1595, 1465, 1545], [1595, 1630, 1515, 1635, 1625], [1520, 1455, 1450, 1480, 1445],
]  # fmt: skip
"""Dyestuff: Davies and Goldsmith 1972, Table 6.1, as lme4 ships it."""
YIELDS = [one for batch in BATCHES for one in batch]
BATCH = [at for at, batch in enumerate(BATCHES) for _ in batch]


def test_batches_of_dyestuff() -> None:
    """Within 2451.25, between sd 42.0006, predictions as published for REML."""
    found = variance_components(YIELDS, BATCH, [0] * 30)
    assert found.error == pytest.approx(2451.25)
    assert found.branch**0.5 == pytest.approx(42.0006, abs=1e-4)
    assert found.shopper == 0
    told = effects(YIELDS, BATCH, [0] * 30, found)
    assert told.mu == pytest.approx(1527.5)
    published = [-17.60597, 0.39124, 28.56079, -23.08338, 56.73033, -44.99302]
    assert told.branch.tolist() == pytest.approx(published, abs=0.005)


def chain(seed: int, branches: int = 60, shoppers: int = 20, visits: int = 600) -> tuple[np.ndarray, ...]:
    rng = np.random.default_rng(seed)
    branch, shopper = rng.integers(0, branches, visits), rng.integers(0, shoppers, visits)
    lenient = rng.normal(0, 4, shoppers)
    y = 80 + rng.normal(0, 5, branches)[branch] + lenient[shopper] + rng.normal(0, 12, visits)
    return y, branch, shopper, lenient


def test_components_are_found_on_average_and_ranges_hold_the_truth() -> None:
    found, held = [], []
    for seed in range(30):
        y, branch, shopper, lenient = chain(seed)
        found.append(variance_components(y, branch, shopper))
        told = effects(y, branch, shopper, Components(25, 16, 144))
        held += [one.low <= lenient[one.shopper] <= one.high for one in told.severities]
    assert np.mean(found, axis=0) == pytest.approx([25, 16, 144], rel=0.15)
    assert 0.92 <= np.mean(held) <= 0.98


def test_labels_may_be_anything_and_their_order_changes_nothing() -> None:
    y, branch, shopper, _ = chain(1)
    plain = effects(y, branch, shopper)
    order = np.random.default_rng(0).permutation(len(y))
    mixed = effects(
        y[order], [f"b{one:03}" for one in branch[order]], [f"s{one:03}" for one in shopper[order]]
    )
    assert mixed.shopper.tolist() == pytest.approx(plain.shopper.tolist())


@given(st.integers(-50, 50))
def test_law_a_higher_chain_makes_nobody_more_severe(shift: int) -> None:
    y, branch, shopper, _ = chain(2, visits=120)
    assert effects(y + shift, branch, shopper).shopper.tolist() == pytest.approx(
        effects(y, branch, shopper).shopper.tolist(), abs=1e-6
    )


def test_few_visits_are_not_shown() -> None:
    told = effects([70, 80, 90] * 4, list(range(12)), [0] * 9 + [1] * 3)
    assert [(one.n, one.shown) for one in told.severities] == [(9, True), (3, False)]
    assert LEAST_VISITS == 8


def test_who_shares_no_branch_cannot_be_compared() -> None:
    groups = components(["a", "a", "b", "c", "c"], ["ann", "bob", "bob", "cid", "cid"])
    assert groups.tolist() == [0, 0, 0, 1, 1]


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=20))
def test_law_same_branch_or_same_shopper_means_same_group(visits: list[tuple[int, int]]) -> None:
    groups = components([one for one, _ in visits], [other for _, other in visits])
    for at, one in enumerate(visits):
        for to, other in enumerate(visits):
            if one[0] == other[0] or one[1] == other[1]:
                assert groups[at] == groups[to]


@pytest.mark.parametrize(
    "asked",
    [
        lambda: variance_components([1], [1], [1]),
        lambda: components([], []),
        lambda: effects([1, 2], [1], [1, 2]),
    ],
)
def test_nothing_to_tell_from__error(asked) -> None:
    with pytest.raises(ValueError, match="at least"):
        asked()
