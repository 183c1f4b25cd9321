"""Watching a branch: the formula of SCORING §4, its running mean against NIST, and how often it errs."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.change import Monitor, baseline, ewma, monitor

NIST = [52.0, 47.0, 53.0, 49.3, 50.1, 47.0, 51.0, 50.1, 51.2, 50.5]
NIST += [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]


def test_its_running_mean_is_the_published_one():
    """NIST/SEMATECH e-Handbook 6.3.2.4 publishes the series, `ewma` reproduces it at λ = .3 (see
    test_change_published.py), and the monitor runs the same at λ = .2 in standard deviations."""
    s = 2.0539
    found = monitor(NIST, [1] * 20, s**2, 50, 0)
    assert (50 + s * found.running).tolist() == pytest.approx(ewma(NIST, 0.2, 50).values.tolist())
    long_run = ewma(NIST, 0.2, 50, sd=s)
    assert 50 + s * 3 * (0.2 / 1.8) ** 0.5 == pytest.approx(long_run.upper)
    assert 50 + s * found.limit[-1] == pytest.approx(long_run.upper, abs=1e-3)


def test_the_formula_by_hand():
    """s² = 169, V = 9: three visits make √(169/3 + 9) = 8.083, one makes √178 = 13.342."""
    found = monitor([70, 90], [3, 1], 169, 80, 9, season=[2, -2])
    z = (-12 / math.sqrt(169 / 3 + 9), 12 / math.sqrt(178))
    assert found.z.tolist() == pytest.approx(z)
    assert found.running.tolist() == pytest.approx([0.2 * z[0], 0.2 * z[1] + 0.16 * z[0]])
    assert found.limit.tolist() == pytest.approx([0.6, 3 * math.sqrt(0.2 / 1.8 * (1 - 0.8**4))])
    assert (found.alarms, found.n) == ((False, False), 4)


def test_a_baseline_is_drawn_to_the_chain_by_hand():
    """s²/N = 169/13 = 13, τ² = 13: B = ½, m = ½·80 + ½·70, V = 13·½."""
    assert baseline(13, 70, 169, 80, 13) == (75, 6.5, 13)
    assert baseline(6, 70, 169, 80, math.inf) == (70, 169 / 6, 6)
    assert baseline(6, 70, 169, 80, 0) == (80, 0, 6)
    assert baseline(5, 70, 169, 80, 13) is None


@pytest.mark.parametrize(
    ("last", "alarm"), [(80 + 3.1 * 13, True), (80 - 3.1 * 13, True), (80 + 2.9 * 13, False)]
)
def test_one_month_far_off_is_a_signal(last: float, alarm: bool):
    assert monitor([80, last], [1, 1], 169, 80, 0).alarms == (False, alarm)


def test_months_a_little_low_add_up_to_a_signal():
    """1.5 sd each month: no month alone is one, together they pass the limit in the fifth."""
    found = monitor([60.5] * 8, [1] * 8, 169, 80, 0)
    assert (np.abs(found.z) < 3).all()
    assert found.alarms.index(True) == next(
        t for t in range(8) if 1.5 * (1 - 0.8 ** (t + 1)) > found.limit[t]
    )


months = st.lists(st.tuples(st.floats(0, 100), st.integers(1, 9)), min_size=1, max_size=12)


def watched(told: list[tuple[float, int]], mean: float, shift: float = 0, sign: float = 1) -> Monitor:
    y, n = zip(*told, strict=True)
    return monitor([sign * each + shift for each in y], n, 169, sign * mean + shift, 6)


@given(months, st.floats(0, 100), st.floats(-50, 50))
def test_a_shifted_or_mirrored_branch_alarms_alike(told: list[tuple[float, int]], mean: float, shift: float):
    here, there, mirrored = watched(told, mean), watched(told, mean, shift), watched(told, mean, sign=-1)
    assert here.z.tolist() == pytest.approx(there.z.tolist(), abs=1e-9)
    assert here.running.tolist() == pytest.approx((-mirrored.running).tolist(), abs=1e-9)
    assert here.n == sum(n for _y, n in told)


@given(months, st.floats(0, 100))
def test_a_later_month_never_changes_an_earlier_verdict(told: list[tuple[float, int]], mean: float):
    assert watched(told, mean).alarms[:-1] == watched([*told[:-1], (50, 1)], mean).alarms[:-1]


def test_what_cannot_be_watched_is_refused():
    assert monitor([], [], 169, 80, 9).alarms == ()
    for refused in (([80], [0], 169, 9), ([80, 81], [1], 169, 9), ([80], [1], -1, 9), ([80], [1], 169, -1)):
        with pytest.raises(ValueError, match=r"month has|not negative"):
            monitor(refused[0], refused[1], refused[2], 80, refused[3])
    with pytest.raises(ValueError, match="not negative"):
        baseline(6, 80, -1, 80, 1)


def _alarmed(change: float, branches: int = 4_000) -> float:
    """Share of branch-years with an alarm: mean 80, τ 5, visit sd 13, baseline 12 visits, 1–4 a month."""
    draw = np.random.default_rng(4)
    hits = 0
    for true in draw.normal(80, 5, branches):
        past = baseline(12, draw.normal(true, 13 / 12**0.5), 169, 80, 25)
        assert past is not None
        n = draw.integers(1, 5, 12)
        y = draw.normal(true + change, 13 / np.sqrt(n))
        hits += any(monitor(y, n, 169, past.mean, past.variance).alarms)
    return hits / branches


def test_it_seldom_cries_wolf_and_finds_ten_points():
    """SCORING §6: alarms in at most .09 of branch-years, power of at least .75 within a year at −10 points."""
    assert _alarmed(0) <= 0.09
    assert _alarmed(-10) >= 0.75
