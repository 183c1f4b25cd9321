"""Dots with ranges say what their table says."""

import pytest

from scoring.figures import RangeRow, RangeWords, range_rows

WORDS = RangeWords(
    name="Touchpoint",
    value="Share",
    low="From",
    high="To",
    step="{name} {value} ({low} to {high})",
    alone="{name} {value}",
    mean="equal part {value}",
    alt="Shares: {steps}.",
)
ROWS = [RangeRow("Greeting", 60.6, 41.2, 80, False), RangeRow("Leaving", 39.4, None, None, True)]


def test_each_row_is_drawn_labelled_and_told(sound):
    chart = sound(range_rows(ROWS, WORDS, (0, 100), 50))
    bars, dots, labels = chart.figure["data"]
    assert (bars["base"], bars["x"], bars["y"]) == ([41.2], [pytest.approx(38.8)], [0.0])
    assert dots["x"] == [60.6, 39.4]
    assert dots["marker"]["color"][1] == "var(--inch)"
    assert labels["text"] == ["  <b>61</b>", "  <b>39</b>"]
    assert chart.rows == (("Greeting", 61, 41, 80), ("Leaving", 39, None, None))
    assert chart.alt == "Shares: Greeting 61 (41 to 80), Leaving 39."
    assert [each["text"] for each in chart.figure["layout"]["annotations"]] == ["equal part 50"]


def test_a_name_is_never_markup(sound):
    chart = sound(range_rows([RangeRow("<b>", 1, None, None)], WORDS, (0, 100)))
    assert chart.figure["layout"]["yaxis"]["ticktext"] == ["&lt;b&gt;"]


def test_nothing_is_refused():
    with pytest.raises(ValueError, match="nothing to draw"):
        range_rows([], WORDS, (0, 100))
