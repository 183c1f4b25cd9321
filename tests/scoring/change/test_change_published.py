"""Control charts against results that nobody here wrote."""

import numpy as np
import pytest

from scoring.change import ewma, p_chart, run_chart, run_rules, xmr


def test_individuals_chart():
    """NIST/SEMATECH e-Handbook 6.3.2.2."""
    chart = xmr([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1])
    assert (chart.center, chart.mr_bar) == pytest.approx((50.81, 1.8778), abs=1e-4)
    assert (chart.upper, chart.lower) == pytest.approx((55.8041, 45.8159), abs=1e-4)
    assert chart.n == 10


def test_weighted_running_mean():
    """NIST/SEMATECH e-Handbook 6.3.2.4, λ = .3, s = 2.0539."""
    x = [52.0, 47.0, 53.0, 49.3, 50.1, 47.0, 51.0, 50.1, 51.2, 50.5]
    x += [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
    published = [50.6, 49.52, 50.56, 50.18, 50.16, 49.21, 49.75, 49.85, 50.26, 50.33]
    published += [50.11, 49.36, 49.52, 50.05, 49.38, 49.92, 50.73, 51.23, 51.94, 51.99]
    chart = ewma(x, 0.3, 50, sd=2.0539)
    assert chart.values.tolist() == pytest.approx(published, abs=0.0051)
    assert (chart.upper, chart.lower) == pytest.approx((52.5884, 47.4115), abs=1e-3)


DEFECTS = [
    12,
    15,
    8,
    10,
    4,
    7,
    16,
    9,
    14,
    10,
    5,
    6,
    17,
    12,
    22,
    8,
    10,
    5,
    13,
    11,
    20,
    18,
    24,
    15,
    9,
    12,
    7,
    13,
    9,
    6,
]


@pytest.mark.parametrize("n", [50, [50] * 30])
def test_chart_of_a_rate(n: int | list[int]):
    """NIST/SEMATECH e-Handbook 6.3.3.2: defects in 30 samples of 50; samples 15 and 23 stand out."""
    chart = p_chart(DEFECTS, n)
    assert chart.center == pytest.approx(0.2313, abs=6e-5)
    assert chart.upper == pytest.approx(0.4102, abs=6e-5)
    assert chart.lower == pytest.approx(0.0524, abs=6e-5)
    assert (chart.signals, chart.n) == ((15, 23), 1500)


@pytest.mark.parametrize(
    ("rules", "published"),
    [((1,), 370.4), ((1, 5), 225.44), ((1, 6), 166.05), ((1, 2), 152.73), ((1, 2, 5, 6), 91.75)],
)
def test_mean_run_length_to_a_false_alarm(rules: tuple[int, ...], published: float):
    """Champ and Woodall (1987), within 3 %: points of pure chance until the first alarm, again and again."""
    random = np.random.default_rng(11)
    alarms, points, reach = 0, 0, 1_200
    for z in random.normal(size=(12_000, reach)):
        found = np.flatnonzero(run_rules(z, rules))
        alarms += len(found) > 0
        points += int(found[0]) + 1 if len(found) else reach
    assert points / alarms == pytest.approx(published, rel=0.03)


def test_run_chart_limits():
    """Anhøj and Olesen (2014), appendix: 10 points allow runs to 6, need 2 crossings; 20: 7 and 6; 24: 8 and 8."""
    for points, longest, crossings in ((10, 6, 2), (20, 7, 6), (24, 8, 8)):
        chart = run_chart(np.tile([1.0, -1.0], points // 2))
        assert (chart.useful, chart.longest_usual, chart.crossings_usual) == (points, longest, crossings)
