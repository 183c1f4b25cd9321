"""Effects of plans: what would have happened anyway is not an effect."""

import numpy as np
import pytest

from scoring.change import plan_effect
from scoring.compare import shrink

RNG = np.random.default_rng(3)
TRUTH = RNG.normal(80, 5, 60)
V = np.full(60, 13**2 / 3)
Y = RNG.normal(TRUTH, np.sqrt(V))
WORST = np.zeros(60, dtype=bool)
WORST[np.argsort(Y)[:10]] = True
SHRUNK = shrink(Y, V)


def after(effect: float, drift: float = 0.0) -> np.ndarray:
    return TRUTH + drift + effect * WORST


def test_before_and_after_alone_would_praise_a_plan_that_does_nothing() -> None:
    gained = float((after(0) - Y)[WORST].mean())
    found = plan_effect(after(0), V, Y, V, SHRUNK, WORST)
    assert gained > 5
    assert abs(found.effect) < 3
    assert found.verdict == "cannot tell"


def test_what_moves_everybody_is_not_an_effect() -> None:
    still, moved = (plan_effect(after(6, drift), V, Y, V, SHRUNK, WORST) for drift in (0, 25))
    assert still.effect == pytest.approx(moved.effect)


def test_a_plan_that_helps_much_is_seen() -> None:
    found = plan_effect(after(30), V, Y, V, SHRUNK, WORST)
    assert found.verdict == "better"
    assert found.low is not None
    assert found.low < 30 < found.high
    assert found.n == 10


def test_nobody_to_compare_with_means_nobody_can_tell() -> None:
    all_but_four = np.ones(60, dtype=bool)
    all_but_four[:4] = False
    found = plan_effect(after(30), V, Y, V, SHRUNK, all_but_four)
    assert (found.low, found.high, found.verdict) == (None, None, "cannot tell")


@pytest.mark.parametrize("treated", [np.zeros(60, dtype=bool), np.ones(5, dtype=bool)])
def test_no_plan_or_arrays_that_do_not_fit__error(treated: np.ndarray) -> None:
    with pytest.raises(ValueError, match="every branch needs both periods"):
        plan_effect(after(0), V, Y, V, SHRUNK, treated)
