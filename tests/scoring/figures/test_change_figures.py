"""Months with gaps and notes, a watched branch, and momentum: what is drawn is what was said."""

from decimal import Decimal

import pytest

from scoring.change import Month, RateMonth, rate_chart, region_chart, watch_branches
from scoring.figures import (
    JourneyBar,
    JourneyWords,
    Mark,
    MomentumRow,
    MomentumWords,
    Moved,
    WatchedBranch,
    WatchedVisit,
    WatchedWords,
    control_chart,
    journey,
    marked,
    momentum,
    run_chart,
    slots,
    watched,
)
from tests.scoring.change.test_watching import LAST, chain, rows
from tests.scoring.figures.test_monthly_figures import CALM, WORDS, lines, notes

WATCHED = WatchedWords(
    month="Month", score="Score", visits="Visits", version="Version", expected="Expected", usual="Usual",
    running="Running", signal="Signal", higher="better", lower="to check", span="{low}–{high}",
    learned="learned", watching="watched", predicted="past {value}", last="{month}: {value}",
    point="{month}: {value}, {visits}", alt="{months} months, {least}–{most}, {predicted}, {signals}",
)  # fmt: skip
MOVED = MomentumWords(
    touchpoint="Touchpoint", side="Side", scored="scored", felt="felt", forward="Forward", drift="Drift",
    away="Away", visits="Visits", label="{side}, {n}", step="{name} {forward}/{away}", alt="{steps}",
)  # fmt: skip


def months(*at: int, version: str = "1") -> list[Month]:
    return [Month(f"m{each}", 70 + each, 30, version, each) for each in at]


def test_a_month_without_visits_is_a_gap_and_not_a_zero(sound):
    chart = sound(run_chart(region_chart(months(0, 1, 4)), WORDS))
    (trace,) = chart.figure["data"]
    assert trace["x"] == [0, 1, None, 4]
    assert trace["y"] == [70, 71, None, 74]
    assert len(trace["marker"]["symbol"]) == len(trace["x"])
    assert len(chart.rows) == 3
    assert chart.figure["layout"]["xaxis"]["tickvals"] == [0, 1, 4]


def test_a_month_that_two_versions_share_has_a_place_for_each(sound):
    both = [*months(0, 1, 2), *months(2, 3, version="2")]
    assert slots(both) == [0, 1, 2, 3, 4]
    old, new = sound(run_chart(region_chart(both), WORDS)).figure["data"]
    assert (old["x"], new["x"]) == ([0, 1, 2], [3, 4])


def test_more_of_a_bad_thing_is_worse(sound):
    points = [RateMonth(str(at), 2, 40, "1", at) for at in range(12)]
    chart = rate_chart([*points, RateMonth("12", 30, 40, "1", 12)])
    (trace,) = sound(control_chart(chart, WORDS, more_is_better=False)).figure["data"]
    assert (trace["marker"]["symbol"][-1], trace["marker"]["color"][-1]) == ("triangle-up", "var(--worse)")


def test_limits_of_a_rate_are_drawn_month_by_month(sound):
    chart = rate_chart([RateMonth(str(at), 3, 20 + at, "1", at) for at in range(12)])
    drawn = sound(control_chart(chart, WORDS))
    assert lines(drawn, "dash") == [edge for low, high in chart.limits for edge in (high, low)]
    low, high = chart.limits[-1]
    assert notes(drawn)[-2:] == [f"upper {high:.0f}", f"lower {low:.0f}"]


def test_marks_stand_at_their_place_and_share_it(sound):
    plain = control_chart(
        region_chart([Month(str(at), mean, 40, "1", at) for at, mean in enumerate(CALM)]), WORDS
    )
    chart = sound(marked(plain, [Mark(3, "1"), Mark(8, "3"), Mark(3, "2")]))
    assert notes(chart)[-2:] == ["<b>1, 2</b>", "<b>3</b>"]
    assert [each["x"] for each in chart.figure["layout"]["annotations"][-2:]] == [3, 8]
    assert marked(plain, []) == plain


def branch(**changes) -> WatchedBranch:
    cells = chain()
    cells[0][LAST] = (2, 0, 0)
    watch = watch_branches(rows(cells), {0: LAST - 11}, LAST, seasonal=False)[0]
    before = [Month("before", 80, 2, "1", LAST - 23 + at) for at in range(12)]
    told = {"visits": [WatchedVisit(23.5, 0, "a visit", "/reports/1")], **changes}
    return WatchedBranch(before, watch, [f"m{at}" for at in range(12)], "1", **told)


def test_a_watched_branch_lies_inside_what_its_past_allows(sound):
    data = branch()
    chart = sound(watched(data, WATCHED))
    visits, learned, seen = chart.figure["data"]
    assert (visits["x"], visits["customdata"]) == ([23.5], ["/reports/1"])
    assert learned["x"] == list(range(12))
    assert seen["x"] == list(range(12, 24))
    assert seen["y"] == pytest.approx(data.watch.means)
    assert lines(chart, "solid") == pytest.approx(data.watch.expected)
    assert (seen["marker"]["symbol"][-1], seen["marker"]["color"][-1]) == ("triangle-down", "var(--worse)")
    assert chart.rows[-1][-1] == "to check"
    assert chart.rows[0][3:] == ("1", None, None, None, "")
    assert chart.rows[-1][6] == round(
        Decimal(data.watch.monitor.running[-1] / data.watch.monitor.limit[-1]), 1
    )


def test_usual_ranges_end_where_the_measure_ends():
    top = max(shape["y0"] for shape in watched(branch(), WATCHED).figure["layout"]["shapes"])
    assert top <= 100
    gap = watched(branch(least=-100.0), WATCHED).figure["layout"]["shapes"]
    assert min(shape["y0"] for shape in gap) >= -100


def test_months_of_an_older_version_are_open_dots(sound):
    old = [Month("old", 60, 2, "0", LAST - 30)]
    chart = sound(watched(branch()._replace(before=[*old, *branch().before]), WATCHED))
    assert chart.figure["data"][1]["marker"]["symbol"][:2] == ["circle-open", "circle"]
    assert chart.figure["data"][1]["x"][:2] == [0, 7]


ROWS = [
    MomentumRow("Greeting", Moved(8, 1, 1), Moved(4, 4, 2)),
    MomentumRow("Checkout", Moved(0, 0, 0), Moved(1, 0, 1)),
    MomentumRow("Farewell", Moved(3, 0, 1), Moved(0, 0, 0), last=True),
]


def test_momentum_adds_up_to_a_hundred_and_nothing_known_is_no_bar(sound):
    chart = sound(momentum(ROWS, MOVED))
    forward, drift, away = (trace["x"] for trace in chart.figure["data"])
    assert [sum(parts) for parts in zip(forward, drift, away, strict=True)] == [100] * 4
    assert notes(chart) == ["scored, 10", "felt, 10", "felt, 2", "scored, 4"]
    assert chart.figure["layout"]["yaxis"]["ticktext"] == ["Greeting", "Checkout", "<b>Farewell</b>"]
    assert chart.rows[0] == ("Greeting", "scored", 80, 10, 10, 10)
    assert chart.alt == "Greeting 80/10, Farewell 75/25"
    with pytest.raises(ValueError, match="no visit"):
        momentum([ROWS[0]._replace(scored=Moved(0, 0, 0), felt=Moved(0, 0, 0))], MOVED)


def test_a_journey_shows_ranges_low_point_and_what_it_is_compared_with(sound):
    words = JourneyWords("Touchpoint", "Score", "Weight", "–", "{name} {score}", "{steps}")
    bars = [
        JourneyBar("Greeting", 80, 0.6, low=70, high=103, beside=75),
        JourneyBar("Farewell", 60, 0.4, last=True, mark="low"),
    ]
    chart = sound(journey(bars, words))
    _lost, _kept, labels, _edge, ranges, diamonds = chart.figure["data"]
    assert labels["text"][1] == "  <b>60</b> low"
    assert ranges["x"] == [70, 100, None]
    assert diamonds["x"] == [75]
