"""The region's months: what the chart shows is what the statistics said."""

import pytest

from scoring.change import Month, RegionChart, region_chart
from scoring.figures import MonthWords, control_chart, run_chart
from scoring.figures.chart import kept_apart, thinned

WORDS = MonthWords(
    month="Month",
    score="Score",
    visits="Visits",
    version="Version",
    signal="Signal",
    signal_to_check="signal to check",
    version_name="Version {version}",
    center="mean {value}",
    upper="upper {value}",
    lower="lower {value}",
    last="{month}: {value}",
    point="{month}: {value}, {visits} visits",
    alt="{months} months, {least} to {most}, mean {center}, limits {lower} to {upper}, signals: {signals}",
)
CALM = (80, 82, 79, 81, 83, 80, 79, 82, 80, 81, 82, 80)


def region(*means: float, old: tuple[float, ...] = (), n: int = 42) -> RegionChart:
    before = [Month(f"old {at}", mean, n, "3") for at, mean in enumerate(old)]
    return region_chart([*before, *(Month(f"m{at}", mean, n, "4") for at, mean in enumerate(means))])


def notes(chart) -> list[str]:
    return [note["text"] for note in chart.figure["layout"]["annotations"]]


def lines(chart, dash: str) -> list[float]:
    shapes = chart.figure["layout"]["shapes"]
    return [shape["y0"] for shape in shapes if shape["type"] == "line" and shape["line"]["dash"] == dash]


def test_a_control_chart_shows_points_mean_and_limits(sound):
    data = region(*CALM)
    chart = sound(control_chart(data, WORDS))
    (trace,) = chart.figure["data"]
    assert trace["y"] == list(CALM)
    assert lines(chart, "dash") == [data.upper, data.lower]
    assert lines(chart, "solid") == [data.center]
    assert notes(chart) == ["<b>m11: 80</b>", "mean 81", "upper 86", "lower 75"]
    assert trace["marker"]["size"] == [7] * 11 + [12]
    assert trace["hovertext"][0] == "m0: 80, 42 visits"


def test_its_table_and_sentence_carry_the_same_numbers(sound):
    chart = sound(control_chart(region(*CALM, 95), WORDS))
    assert chart.columns == ("Month", "Score", "Visits", "Version", "Signal")
    assert chart.rows[0] == ("m0", 80, 42, "4", "")
    assert chart.rows[-1] == ("m12", 95, 42, "4", "signal to check")
    assert chart.alt == "13 months, 79 to 95, mean 82, limits 74 to 90, signals: 1"


@pytest.mark.parametrize(
    ("last", "mark", "shade"), [(95, "triangle-up", "better"), (65, "triangle-down", "worse")]
)
def test_a_signal_has_a_shape_and_a_colour(sound, last: float, mark: str, shade: str):
    (trace,) = sound(control_chart(region(*CALM, last), WORDS)).figure["data"]
    assert (trace["marker"]["symbol"][-1], trace["marker"]["color"][-1]) == (mark, f"var(--{shade})")
    assert set(trace["marker"]["color"][:-1]) == {"var(--ink)"}


def test_a_new_version_breaks_the_line_and_both_sides_are_named(sound):
    chart = sound(control_chart(region(*CALM, old=(70, 71, 72, 73)), WORDS))
    old, new = chart.figure["data"]
    assert (old["y"], old["x"]) == ([70, 71, 72, 73], [0, 1, 2, 3])
    assert new["x"][0] == 4
    assert old["line"]["color"] == "var(--neutral)"
    assert notes(chart)[:2] == ["<b>Version 4</b>", "Version 3"]
    (gap,) = [shape for shape in chart.figure["layout"]["shapes"] if shape["line"].get("dash") == "dot"]
    assert gap["x0"] == gap["x1"] == 3.5


def test_a_run_chart_has_a_median_and_no_limits(sound):
    data = region(70, 80, 90)
    chart = sound(run_chart(data, WORDS._replace(center="median {value}")))
    assert lines(chart, "dash") == []
    assert notes(chart) == ["<b>m2: 90</b>", "median 80"]


def test_limits_are_never_drawn_from_too_few_visits():
    with pytest.raises(ValueError, match="run_chart"):
        control_chart(region(70, 80, 90), WORDS)
    with pytest.raises(ValueError, match="no months"):
        run_chart(region_chart([]), WORDS)


def test_a_label_is_text_and_never_markup(sound):
    data = region_chart([Month("<i>", 80, 42, "<script>")] * 3)
    chart = sound(run_chart(data, WORDS))
    assert notes(chart)[0] == "<b>&lt;i&gt;: 80</b>"


def test_ticks_are_dropped_to_five_and_the_newest_month_keeps_its_own():
    assert [thinned(count) for count in (1, 5, 6, 13, 25)] == [
        [0], [0, 1, 2, 3, 4], [1, 3, 5], [0, 3, 6, 9, 12], [0, 6, 12, 18, 24],
    ]  # fmt: skip


def test_labels_that_would_touch_move_apart_and_others_stay():
    assert kept_apart([0, 50, 51], per_unit=2) == [0, -7, 7]
    assert kept_apart([51, 50, 0], per_unit=2) == [7, -7, 0]
    assert kept_apart([0, 10], per_unit=2) == [0, 0]
