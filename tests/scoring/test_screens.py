"""Screens: what is flagged, how often chance flags, and what is never flagged."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.screens import (
    against_past,
    digit_preference,
    duplicate_texts,
    flat_residuals,
    grams,
    pace,
    people_to_look_at,
    reused_photos,
    straight_line,
)


def test_a_straight_line_is_one_place_all_the_way() -> None:
    assert straight_line([0, 0, 0, 0]) == 1
    assert straight_line([0, 1, 0, 2]) == 0.5
    assert straight_line([]) == 0


def test_chance_flags_one_day_in_a_hundred_however_many_are_looked_at() -> None:
    rng = np.random.default_rng(1)
    for looks in (1, 10, 50):
        days = []
        for _ in range(400):
            past, today = rng.normal(size=20_000), rng.normal(size=looks)
            days.append(any(against_past(float(one), past, looks).flagged for one in today))
        assert np.mean(days) <= 0.03, looks


def test_a_pace_nobody_ever_had_is_flagged_with_its_base_rate() -> None:
    past = np.linspace(8, 30, 500)
    found = against_past(pace(60, 40), past, looks=5, high=False)
    assert found.flagged
    assert (found.base_rate, found.n) == (0, 500)
    assert not against_past(12.0, past, looks=5, high=False).flagged


def test_few_past_reports_flag_nothing() -> None:
    found = against_past(0.0, [5.0] * 49, looks=1, high=False)
    assert (found.flagged, found.base_rate) == (False, None)


TEXT = "The person at the till looked at me, named the total and thanked me when I put my card away."


def test_a_text_that_was_copied_and_retouched_is_found() -> None:
    past = {"a": TEXT.replace("card", "cash").upper(), "b": "Nobody said a word from the door to the table, then a bill came without thanks.", "c": ""}  # fmt: skip
    assert [name for name, _ in duplicate_texts(TEXT, past)] == ["a"]


def test_short_texts_are_alike_by_chance_and_left_alone() -> None:
    assert duplicate_texts("Nothing to add.", {"a": "Nothing to add."}) == ()


@given(st.text(max_size=120))
def test_law_a_long_text_is_its_own_duplicate(text: str) -> None:
    found = duplicate_texts(text, {"same": text})
    assert found == ((("same", 1.0),) if grams(text) else ())


def test_a_photo_in_two_reports_is_named_with_both() -> None:
    assert reused_photos({"r1": ["aa", "aa", "bb"], "r2": ["bb"], "r3": ["cc"]}) == {"bb": ("r1", "r2")}


def test_round_numbers_everywhere_are_unlikely() -> None:
    assert digit_preference([30, 60, 45, 90, 15, 30, 60, 120]) < 0.0001
    assert digit_preference([31, 62, 45, 93, 17, 34, 61, 118]) > 0.3
    assert digit_preference([]) == 1


def test_scores_without_ups_and_downs_are_unlikely() -> None:
    rng = np.random.default_rng(2)
    assert flat_residuals(rng.normal(0, 13, 20), 169) > 0.01
    assert flat_residuals(rng.normal(0, 2, 20), 169) < 0.0001
    assert flat_residuals([1.0], 169) == 1


def test_people_are_flagged_for_as_many_as_were_looked_at() -> None:
    assert people_to_look_at({"ann": 0.0001, "bob": 0.04, **{f"p{n}": 0.5 for n in range(20)}}) == ("ann",)
    assert people_to_look_at({}) == ()


@pytest.mark.parametrize("answers", [0, -1])
def test_no_answers_have_no_pace__error(answers: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        pace(60, answers)
