"""A rate by month: the published p chart, and when it is a run chart instead."""

import pytest

from scoring.change import RateMonth, p_chart, rate_chart, region_chart
from tests.scoring.change.test_change_published import DEFECTS


def rates(hits: list[int], n: int = 50, version: str = "1") -> list[RateMonth]:
    return [RateMonth(f"{version}.{at}", each, n, version, at) for at, each in enumerate(hits)]


def test_the_published_p_chart_in_percent():
    """NIST/SEMATECH e-Handbook 6.3.3.2: .2313 between .0524 and .4102; samples 15 and 23 stand out."""
    chart = rate_chart(rates(DEFECTS))
    assert (chart.kind, chart.n) == ("control", 1500)
    assert chart.center == pytest.approx(23.13, abs=6e-3)
    assert chart.limits[0] == pytest.approx((5.24, 41.02), abs=6e-3)
    assert [at + 1 for at, odd in enumerate(chart.signals) if odd] == [15, 23]


def test_limits_follow_the_visits_of_each_month():
    points = [RateMonth(str(at), 2, 20 + 20 * (at % 2), "1") for at in range(12)]
    chart = rate_chart(points)
    same = p_chart([2] * 12, [point.n for point in points])
    assert [upper for _low, upper in chart.limits] == pytest.approx([100 * each for each in same.upper])
    assert (chart.upper, chart.lower) == (None, None)


def test_eight_low_months_of_a_rare_thing_are_no_signal_and_a_burst_is():
    quiet = [2, 3, 2, 1, *[0] * 8]
    assert rate_chart(rates(quiet)).verdict == "normal"
    assert rate_chart(rates([*quiet, 9])).verdict == "signal_up"


@pytest.mark.parametrize("points", [rates([2] * 11), [*rates([2] * 11), RateMonth("thin", 2, 19, "1")]])
def test_fewer_or_thinner_months_make_a_run_chart(points: list[RateMonth]):
    chart = rate_chart(points)
    assert (chart.kind, chart.limits) == ("run", ())


def test_a_new_version_breaks_the_line_and_nothing_at_all_is_nothing():
    chart = rate_chart(rates([40] * 13, version="1") + rates([2] * 12, version="2"))
    assert (chart.since, chart.center, chart.verdict, len(chart.limits)) == (
        13,
        pytest.approx(4),
        "normal",
        12,
    )
    assert rate_chart([]) == region_chart([])


@pytest.mark.parametrize("refused", [RateMonth("a", 3, 2, "1"), RateMonth("a", 0, 0, "1")])
def test_impossible_rates_are_refused(refused: RateMonth):
    with pytest.raises(ValueError, match="cannot be"):
        rate_chart([refused])
