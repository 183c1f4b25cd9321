"""Patterns, runs and the verdict on a region's newest month."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.change import Month, ewma, p_chart, region_chart, run_chart, run_rules, xmr

series = st.lists(st.floats(0, 100).map(lambda x: round(x, 2)), min_size=2, max_size=40)


@given(series)
def test_limits_lie_evenly_around_the_mean(x: list[float]):
    chart = xmr(x)
    assert chart.lower <= chart.center <= chart.upper
    assert chart.upper - chart.center == pytest.approx(chart.center - chart.lower, abs=1e-9)
    assert chart.center == pytest.approx(np.mean(x))


@given(series)
def test_a_mirrored_series_signals_at_the_same_points(x: list[float]):
    z = np.array(x) - 50
    assert run_rules(z, (1, 2, 5, 6)).tolist() == run_rules(-z, (1, 2, 5, 6)).tolist()
    assert run_chart(x)[1:] == run_chart([-point for point in x])[1:]


@pytest.mark.parametrize(
    ("rules", "z", "signals"),
    [
        ((1,), [0, 3.01, -3.01, 3], [1, 2]),
        ((2,), [1] * 8 + [-1], [7]),
        ((2,), [1, 1, 1, 1, 0, 1, 1, 1, 1], []),
        ((5,), [2.1, 0, 2.1, 0, 0, -2.1, 2.1], [2]),
        ((5,), [2.1, 2.1, 0, 0], [1]),
        ((6,), [1.1, 1.1, 0, 1.1, 1.1, 0], [4]),
        ((1, 2), [], []),
    ],
)
def test_which_points_complete_a_pattern(rules: tuple[int, ...], z: list[float], signals: list[int]):
    assert np.flatnonzero(run_rules(z, rules)).tolist() == signals


def test_run_length_is_a_choice_and_other_rules_are_refused():
    assert np.flatnonzero(run_rules([1] * 9, (2,), run=9)).tolist() == [8]
    with pytest.raises(ValueError, match="rules are 1, 2, 5 and 6"):
        run_rules([0.0], (3,))


@given(series, st.floats(0.05, 1))
def test_running_mean_stays_among_what_it_has_seen(x: list[float], weight: float):
    chart = ewma(x, weight, x[0])
    assert min(x) - 1e-9 <= chart.values.min()
    assert chart.values.max() <= max(x) + 1e-9
    assert (chart.upper, chart.lower, chart.n) == (None, None, len(x))


def test_rates_keep_to_0_and_1_and_small_months_get_wider_limits():
    chart = p_chart([1, 9], [10, 90])
    assert chart.lower.tolist() == [0, pytest.approx(0.1 - 3 * (0.09 / 90) ** 0.5)]
    assert chart.upper[0] > chart.upper[1]


@pytest.mark.parametrize(("hits", "n"), [([3], [2]), ([0], [0]), ([-1], [2])])
def test_impossible_rates_are_refused(hits: list[int], n: list[int]):
    with pytest.raises(ValueError, match="0 to n hits"):
        p_chart(hits, n)


@pytest.mark.parametrize("refused", [lambda: xmr([1]), lambda: xmr([1, np.nan]), lambda: ewma([], 0.2, 0)])
def test_too_few_or_missing_points_are_refused(refused):
    with pytest.raises(ValueError, match="finite points"):
        refused()
    with pytest.raises(ValueError, match="weight"):
        ewma([1], 0, 0)


def test_points_on_the_median_neither_end_nor_lengthen_a_run():
    """Median 5; off it + + + − −: five points, one crossing, longest run three."""
    chart = run_chart([6, 6, 5, 6, 4, 4, 5])
    assert (chart.median, chart.useful, chart.longest, chart.crossings) == (5, 5, 3, 1)


def test_a_short_series_never_signals():
    """Five low, then four high is striking, and still nine points only."""
    assert not run_chart([1, 2, 3, 4, 5, 6, 7, 8, 9]).signal
    assert run_chart([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).signal


def months(*means: float, n: int = 42, version: str = "4") -> list[Month]:
    return [Month(f"{version}.{at}", mean, n, version) for at, mean in enumerate(means)]


CALM = (80, 82, 79, 81, 83, 80, 79, 82, 80, 81, 82, 80)


def test_twelve_full_months_make_a_control_chart():
    chart = region_chart(months(*CALM))
    limits = xmr(CALM)
    assert chart.kind == "control"
    assert (chart.center, chart.upper, chart.lower) == (limits.center, limits.upper, limits.lower)
    assert (chart.verdict, chart.signals, chart.n) == ("normal", (False,) * 12, 12 * 42)


@pytest.mark.parametrize("short", [months(*CALM[:11]), [*months(*CALM[:11]), Month("thin", 80, 19, "4")]])
def test_fewer_or_thinner_months_make_a_run_chart(short: list[Month]):
    chart = region_chart(short)
    assert (chart.kind, chart.upper, chart.lower) == ("run", None, None)
    assert chart.center == np.median([month.mean for month in short])


@pytest.mark.parametrize(("last", "verdict"), [(95, "signal_up"), (65, "signal_down"), (84, "normal")])
def test_the_verdict_is_about_the_newest_month(last: float, verdict: str):
    chart = region_chart(months(*CALM, last))
    assert chart.verdict == verdict
    assert chart.signals[-1] == (verdict != "normal")
    assert region_chart(months(*CALM, last, 81)).verdict == "normal"


def test_eight_months_on_one_side_are_a_signal():
    chart = region_chart(months(*[78, 77] * 4, *[83, 84] * 4))
    assert chart.verdict == "signal_up"
    assert chart.signals == (False,) * 7 + (True,) + (False,) * 7 + (True,)


def test_a_new_version_breaks_the_line():
    """Thirteen old months 20 points lower say nothing about the new ones."""
    chart = region_chart(months(*CALM, 60, version="3") + months(*CALM, version="4"))
    alone = region_chart(months(*CALM))
    assert (chart.since, chart.center, chart.verdict) == (13, alone.center, "normal")
    assert (chart.kind, chart.n, len(chart.signals)) == ("control", alone.n, 25)
    assert region_chart(months(*CALM, version="3") + months(80, 81)).verdict == "too_few"


def test_a_run_chart_speaks_from_ten_points_off_its_median():
    assert region_chart(months(*CALM[:8], n=5)).verdict == "too_few"
    assert region_chart(months(*range(70, 80), n=5)).verdict == "signal_up"
    assert region_chart(months(*range(80, 70, -1), n=5)).verdict == "signal_down"
    assert region_chart(months(*[70, 80] * 5, n=5)).verdict == "normal"


def test_months_all_alike_and_no_months_at_all():
    assert region_chart(months(*[80] * 12)).verdict == "normal"
    empty = region_chart([])
    assert (empty.kind, empty.center, empty.verdict, empty.n) == ("run", None, "too_few", 0)
