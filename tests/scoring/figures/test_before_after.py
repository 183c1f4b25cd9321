"""Visits by score before and after a change: two bars a range, in one scale."""

from __future__ import annotations

import pytest

from scoring.figures.before_after import BeforeAfterWords, Range, before_after

WORDS = BeforeAfterWords(
    "Score", "before", "after", "{side} {n}", "{name}: {before} to {after}", "Bars: {steps}."
)
COUNTS = {"90–100": (0, 0), "80–90": (6, 2), "70–80": (0, 0), "60–70": (1, 5), "50–60": (0, 0)}
RANGES = [Range(name, *counts) for name, counts in COUNTS.items()]


def test_empty_ends_are_left_out_and_empty_ranges_between_stay():
    drawn = before_after(RANGES, WORDS)
    before, after = drawn.figure["data"]
    assert (before["x"], after["x"]) == ([6, 0, 1], [2, 0, 5])
    assert drawn.figure["layout"]["yaxis"]["ticktext"] == ["80–90", "70–80", "60–70"]
    assert drawn.alt == "Bars: 80–90: 6 to 2, 70–80: 0 to 0, 60–70: 1 to 5."
    assert drawn.rows == tuple(RANGES)


def test_the_two_bars_of_a_range_stand_beside_each_other_and_look_different():
    before, after = before_after(RANGES, WORDS).figure["data"]
    apart = [low - high for high, low in zip(before["y"], after["y"], strict=True)]
    assert all(before["width"][0] <= each < 2 * before["width"][0] for each in apart)
    assert before["marker"]["color"] != after["marker"]["color"]


def test_every_bar_has_its_number():
    notes = [note["text"] for note in before_after(RANGES, WORDS).figure["layout"]["annotations"]]
    assert sorted(notes) == ["after 0", "after 2", "after 5", "before 0", "before 1", "before 6"]


def test_without_visits_there_is_nothing_to_draw():
    with pytest.raises(ValueError, match="no visits"):
        before_after(RANGES[:1], WORDS)
